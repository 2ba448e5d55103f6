"""The page of a works: its state, its permit, its cases, its supervision, its papers."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.models import User
from core.roles import OFFICER_ROLES, Role
from inspections import policy
from inspections.lifecycle import Action
from inspections.selectors.orders import orders_of
from inspections.selectors.visits import visits_of
from permits.lifecycle import ACTIVE_STATES, ENDED_STATES, Kind, Stage, State
from permits.models import Works
from permits.selectors.alarms import alarms_of
from permits.selectors.cases import cases_of_works
from permits.selectors.documents import visible_documents
from permits.selectors.works import get_works
from web.permits.facts import day, metres, said, works_facts
from web.permits.offers import offers
from web.permits.shown_documents import document_rows
from web.permits.trail import timeline_of
from web.shell.parts import Crumb, KeyValue, Step

STEPS = (
    (gettext_lazy("Permitted"), ()),
    (gettext_lazy("Under way"), (State.UNDER_WAY, State.SUSPENDED)),
    (gettext_lazy("Completion acceptance"), (State.AWAITING_ACCEPTANCE,)),
    (gettext_lazy("Traffic restored"), (State.ACCEPTED,)),
    (gettext_lazy("Archived"), (State.ARCHIVED,)),
)
#: How many visits the page shows; the newest.
VISITS_SHOWN = 10


@login_required
@require_safe
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Everything `request.user` may know of one works."""
    return render(request, "permits/works/page.html", context_of(request.user, get_works(request.user, number)))


def context_of(viewer: User, works: Works) -> dict[str, Any]:
    """What the template shows."""
    documents = visible_documents(viewer).filter(works=works).defer("snapshot").order_by("-issued_at", "-pk")
    supervised = viewer.role in OFFICER_ROLES or viewer.role == Role.APPLICANT
    return {
        "works": works,
        "officer": viewer.role in OFFICER_ROLES,
        "steps": steps_of(works),
        "actions": offers(viewer, works),
        "follow_ups": _follow_ups(viewer, works),
        "facts": works_facts(viewer, works)[1:],
        "place": _place_facts(works),
        "cases": list(cases_of_works(viewer, works.pk)),
        "alarms": list(alarms_of(works)),
        "signatures": _signatures(works),
        "checked": works.acceptance_data.get("items", ()) if works.acceptance_data else (),
        "supervised": supervised,
        "may_visit": works.state in ACTIVE_STATES and not policy.refusal(viewer, Action.BEGIN_UNPLANNED_VISIT, works),
        "orders": list(orders_of(viewer, works)) if supervised else [],
        "visits": list(visits_of(viewer, works)[:VISITS_SHOWN]) if supervised else [],
        "documents": document_rows(viewer, documents),
        "entries": timeline_of(viewer, works),
        "crumbs": [Crumb(_("My desk"), reverse("desk")), Crumb(_("Works"), reverse("works-list")), Crumb(works.number)],
    }


def steps_of(works: Works) -> list[Step]:
    """The state bar; an abandoned works ends before it begins."""
    reached = next((i for i, (_label, states) in enumerate(STEPS) if works.state in states), 0)
    permitted = works.permit_in_force_id is not None or works.state != State.PLANNED
    steps = []
    for index, (label, _states) in enumerate(STEPS):
        state = "done" if index < reached else "coming" if index > reached else "current"
        note = ""
        if index == 0 and reached == 0:
            state = "done" if permitted else "current"
        if index == reached and works.state in (State.ARCHIVED, State.ACCEPTED):
            state = "done"
        if works.state in (State.ABANDONED, State.SUSPENDED) and index == reached:
            state, note = "stopped", str(works.get_state_display())
        steps.append(Step(str(label), state, note))
    return steps


def _place_facts(works: Works) -> list[KeyValue]:
    rows = [
        KeyValue(_("Origin"), works.get_origin_display()),
        KeyValue(_("What is done and why"), works.purpose),
        KeyValue(_("Client"), works.client_name),
        KeyValue(_("Length"), metres(works.length_m)),
        KeyValue(_("Detour"), works.detour_text),
        KeyValue(_("Notice published on"), day(works.notice_published_on)),
        KeyValue(_("Last inspected"), day(works.last_visit_on)),
        KeyValue(_("Stopped because"), works.suspension_reason),
        KeyValue(_("Reference of the ledger"), works.external_ref or ""),
    ]
    return said(rows)


def _signatures(works: Works) -> list[dict[str, Any]]:
    """Both signatures of the completion acceptance, given or awaited; none before it was requested."""
    if works.acceptance_requested_at is None:
        return []
    data = works.acceptance_data or {}
    sides = (
        (_("Traffic police"), works.police_signed_by, works.police_signed_at, data.get("police_opinion", "")),
        (_("Road authority"), works.authority_signed_by, works.authority_signed_at, data.get("authority_opinion", "")),
    )
    return [{"side": side, "who": who, "at": at, "opinion": opinion} for side, who, at, opinion in sides]


def _follow_ups(viewer: User, works: Works) -> list[tuple[str, str]]:
    """What the holder may begin from the permit in force: (address, label)."""
    permit = works.permit_in_force
    own = viewer.role == Role.APPLICANT and viewer.organisation_id == works.organisation_id
    if not own or permit is None or permit.stage != Stage.IN_FORCE or works.state in ENDED_STATES:
        return []
    labels = {Kind.VARIATION: _("Apply for a variation"), Kind.RENEWAL: _("Apply for a renewal")}
    return [
        (reverse("application-follow-up", args=[permit.number, kind.value]), label) for kind, label in labels.items()
    ]
