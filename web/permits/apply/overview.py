"""The task list of an application, and what one sees once it is handed in."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core import clock
from permits.lifecycle import EDITABLE_STAGES, Action, Kind, Stage, State
from permits.models import Case
from permits.policy import refusal
from permits.selectors.cases import get_case
from permits.selectors.legal_clock import clock_of
from permits.selectors.materials import materials_needed
from permits.services.drafting import discard_case
from web.permits.apply.editing import asked_of
from web.permits.apply.phases import phases_of
from web.permits.apply.readiness import OpenPoint, open_points, page_of_task
from web.shell.once import once, seen_version
from web.shell.parts import Crumb, Task


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
        "may_discard": case.stage == Stage.DRAFT,
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


def tasks_of(case: Case, points: Sequence[OpenPoint]) -> list[Task]:
    """The tasks in the order in which one thing needs the other."""
    left = {point.task: [one for one in points if one.task == point.task] for point in points}
    phases = phases_of(case)
    files = {file.code for file in case.materials.all()}
    begun = {
        "parties": bool(case.project_name or case.client_name),
        "place": bool(case.road_name or case.geometry),
        "road": bool((case.plan or {}).get("road", {}).get("design_speed_kmh")),
        "phases": bool(phases),
        "detour": bool(case.detour_text or case.detour_line),
        "materials": bool(files),
        "notice": bool(case.notice_text or case.notice_published_on),
    }
    missing = [item for item in materials_needed(case) if item.required and item.code not in files]
    notes = {
        "parties": " · ".join(filter(None, (case.project_name, case.contractor_name))),
        "place": _length_words(case),
        "phases": _phases_words(case),
        "detour": _("Needed when the road is closed completely."),
        "materials": ngettext("%(n)s required file is missing", "%(n)s required files are missing", len(missing))
        % {"n": len(missing)}
        if missing
        else "",
        "notice": _("Needed five days before a full closure."),
    }
    titles = {
        "parties": _("Works and parties"),
        "place": _("Place"),
        "road": _("The road"),
        "phases": _("Phases and plan"),
        "detour": _("Detour"),
        "materials": _("Materials"),
        "notice": _("Public notice"),
    }
    found = [
        _task(case, key, title, left.get(key, []), begun[key], notes.get(key, "")) for key, title in titles.items()
    ]
    ready = not points
    found.append(
        Task(
            _("Check result"),
            "done" if ready else "started" if case.plan_check else "open",
            reverse("application-check", args=[case.number]),
            _("See what the reviewer will see."),
        )
    )
    waiting = _("First do what is still missing.")
    submit_url = page_of_task("submit", case.number)
    found.append(Task(_("Declare and hand in"), "open" if ready else "blocked", submit_url, "" if ready else waiting))
    return found


def _task(case: Case, key: str, title: str, left: list[OpenPoint], begun: bool, note: str) -> Task:
    optional = key in ("detour", "notice")
    if not begun:
        state = "error" if left and optional else "open"
        if key == "road" and not phases_of(case):
            note = _("Lanes and speeds, against which the plan is checked.")
    else:
        state = "started" if left else "done"
    if left and begun:
        names = [point.label or point.text for point in left]
        todo = _("Still to do: %(what)s") % {"what": "; ".join(dict.fromkeys(names))}
        note = " · ".join(filter(None, (note, todo)))
    return Task(title, state, page_of_task(key, case.number), note)


def _length_words(case: Case) -> str:
    length = _("%(length)s m") % {"length": f"{case.length_m:.0f}"} if case.length_m else ""
    return " · ".join(filter(None, (case.road_name, length, str(case.squadron or ""))))


def _phases_words(case: Case) -> str:
    count = len(phases_of(case))
    if not count:
        return _("Dates, daily hours, what is closed, and how traffic is led.")
    phases = ngettext("%(n)s phase", "%(n)s phases", count) % {"n": count}
    if not (case.starts_on and case.ends_on):
        return phases
    return _("%(phases)s, %(first)s to %(last)s") % {"phases": phases, "first": case.starts_on, "last": case.ends_on}


@login_required
@require_POST
@once
def discard(request: HttpRequest, number: str) -> HttpResponse:
    """Throw the draft away."""
    discard_case(request.user, number, version=seen_version(request))
    messages.success(request, _("The draft %(number)s is deleted.") % {"number": number})
    return redirect("desk")
