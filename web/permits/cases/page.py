"""The page of a case: it answers everything without leaving it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.models import User
from core.roles import OFFICER_ROLES, Role
from permits.lifecycle import Stage
from permits.models import Case
from permits.plan.drawing.anchors import ROAD_VIEW_MM
from permits.selectors.cases import cases_of_works, get_case
from permits.selectors.legal_clock import clock_of
from web.permits.cases.changes import changes_of
from web.permits.cases.clocks import strip_of
from web.permits.cases.plans import general_findings, phases_of, summary_of
from web.permits.cases.standing import standing_of, steps_of
from web.permits.conflict_panel import panel_of
from web.permits.facts import application_facts, case_facts, procedure_facts
from web.permits.offers import offers
from web.permits.shown_documents import document_rows, material_rows
from web.permits.trail import timeline_of
from web.shell.parts import Crumb, Photo

#: How a permit ends.
PERMIT_ENDED = (Stage.EXPIRED, Stage.SUPERSEDED, Stage.REVOKED, Stage.RECALLED, Stage.CANCELLED)
#: Stages in which a permit stands or stood, so that its conditions are worth showing.
_DECIDED = frozenset({Stage.GRANTED, Stage.IN_FORCE, *PERMIT_ENDED})


@login_required
@require_safe
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Everything `request.user` may know of one case."""
    return render(request, "permits/cases/page.html", context_of(request.user, get_case(request.user, number)))


def context_of(viewer: User, case: Case) -> dict[str, Any]:
    """What the template shows."""
    officer = viewer.role in OFFICER_ROLES
    legal = clock_of(case)
    overrides = case.review_overrides if officer else {}
    phases, conflicts = phases_of(case, overrides), panel_of(viewer, case)
    related = [one for one in cases_of_works(viewer, case.works_id) if one.pk != case.pk]
    return {
        "case": case,
        "officer": officer,
        "standing": standing_of(case, legal),
        "steps": steps_of(case),
        "strip": strip_of(case, legal),
        "actions": offers(viewer, case),
        "facts": case_facts(case)[1:],
        "application": application_facts(viewer, case),
        "procedure": procedure_facts(viewer, case),
        "conditions": case.conditions if officer or case.stage in _DECIDED else [],
        "phases": phases,
        "road_view": " ".join(f"{length:g}" for length in ROAD_VIEW_MM),
        "general": general_findings(case, overrides),
        "finding_count": len((case.plan_check or {}).get("findings", ())),
        "chips": summary_of(case, phases, conflicts),
        "conflicts": conflicts,
        "materials": material_rows(viewer, case),
        "corrections": list(case.correction_items.all()),
        "changes": changes_of(list(case.plan_versions.all()), case),
        "opinions": _opinions(viewer, case),
        "shows_opinions": officer or viewer.role == Role.AGENCY,
        "surveys": _surveys(case, officer),
        "documents": document_rows(viewer, case.documents.all()),
        "entries": timeline_of(viewer, case),
        "related": related,
        "crumbs": [Crumb(_("My desk"), reverse("desk")), Crumb(_("Cases"), reverse("cases")), Crumb(case.number)],
    }


def _opinions(viewer: User, case: Case) -> list:
    """Officers read every agency's opinion, an agency its own, the applicant none."""
    if viewer.role in OFFICER_ROLES:
        return list(case.opinions.all())
    return [
        one
        for one in case.opinions.all()
        if viewer.role == Role.AGENCY and one.organisation_id == viewer.organisation_id
    ]


def _surveys(case: Case, officer: bool) -> list[dict[str, Any]]:
    """Who surveyed, when, and whether it suits; what they wrote and photographed is for officers."""
    found = []
    for at, survey in enumerate(case.surveys.all()):
        photos = []
        for number, kept in enumerate(survey.photos if officer else ()):
            url = reverse("case-survey-photo", args=[case.number, at, number])
            photos.append(Photo(url, url, kept["original_name"], f"{clock.local(survey.surveyed_at):%Y-%m-%d %H:%M}"))
        found.append({"survey": survey, "photos": photos})
    return found
