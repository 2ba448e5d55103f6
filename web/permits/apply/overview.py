"""The task list of an application, and what one sees once it is handed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from permits.lifecycle import EDITABLE_STAGES, Action, Kind, Stage, State
from permits.models import Case
from permits.policy import refusal
from permits.selectors.cases import get_case
from permits.selectors.legal_clock import clock_of
from permits.services.drafting import discard_case
from web.permits.apply.editing import asked_of
from web.permits.apply.readiness import open_points
from web.permits.apply.task_list import tasks_of
from web.shell.once import once, seen_version
from web.shell.parts import Crumb


@login_required
def overview(request: HttpRequest, number: str) -> HttpResponse:
    """What is done, what is left; after handing in: what happens now."""
    case = get_case(request.user, number)
    crumbs = [Crumb(_("My desk"), reverse("desk")), Crumb(case.number)]
    if case.stage not in EDITABLE_STAGES or refusal(request.user, Action.EDIT, case):
        context = {"case": case, "crumbs": crumbs, "legal_clock": clock_of(case)}
        return render(request, "permits/apply/handed_in.html", context)
    points = open_points(case)
    context = {
        "case": case,
        "crumbs": crumbs,
        "tasks": tasks_of(case, points),
        "points": points,
        "asked": asked_of(case),
        "revision_asked": case.revision_reason if case.stage == Stage.REVISION else "",
        "legal_clock": clock_of(case),
        # An emergency already on the road cannot be made undone by deleting its draft.
        "may_discard": case.stage == Stage.DRAFT and case.works.state == State.PLANNED,
        "emergency": case.kind == Kind.EMERGENCY,
        "started": case.works.state != State.PLANNED,
        "apply_by": case.works.emergency_apply_by,
        "hours_left": _hours_left(case),
    }
    return render(request, "permits/apply/overview.html", context)


def _hours_left(case: Case) -> int | None:
    """Whole hours until an emergency must be applied for; negative when over, None when no clock runs."""
    apply_by = case.works.emergency_apply_by
    return None if apply_by is None else int((apply_by - clock.now()).total_seconds() // 3600)


@login_required
@require_POST
@once
def discard(request: HttpRequest, number: str) -> HttpResponse:
    """Throw the draft away."""
    discard_case(request.user, number, version=seen_version(request))
    messages.success(request, _("The draft %(number)s is deleted.") % {"number": number})
    return redirect("desk")
