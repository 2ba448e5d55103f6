"""Task: the plan of one phase, tried out as often as one likes and saved when it is good."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permits.models import Case
from permits.plan import PlanInvalid
from permits.plan.model import MOST_PHASES
from permits.services.drafting import edit_case
from web.permits.apply import plan_live, plan_proposal
from web.permits.apply.editing import phases_editable, saved, task_context
from web.permits.apply.phase_changes import COPY
from web.permits.apply.phases import label_of, merged, phase_at, phases_of, plan_with
from web.permits.apply.plan_form import (
    PLACE,
    PlanForm,
    SignRows,
    initial_of,
    laid_out,
    sign_rows_of,
    signs_of,
    with_signs_carried,
)
from web.permits.apply.plan_trial import trial_of
from web.permits.apply.words import AREA_NAMES, layout_name
from web.shell.errors import remember, shown_on
from web.shell.network import map_ground
from web.shell.once import once, seen_version

SIGN_PREFIX = "sign"
#: Rows added to the table of signs where there is no script to add them.
MORE_ROWS = 3
WIDTHS = (
    "remaining_lane_width_m", "pedestrian_width_m", "cycle_width_m",
    "hoarding_height_m", "hoarding_distance_to_junction_m", "hoarding_see_through_above_m",
)  # fmt: skip
#: What the engine is asked for, with what is said when it has done so.
WISHES: dict[str, tuple[Callable, str]] = {
    "fill": (plan_proposal.filled, gettext_lazy("What was empty has the engine's values. Look at them, then save.")),
    "propose": (
        plan_proposal.proposed,
        gettext_lazy("These are the engine's values. Look at them, change what you like, then save."),
    ),
    "mend": (plan_proposal.all_fixed, gettext_lazy("What could be put right is put right. Look at it, then save.")),
    "fix": (plan_proposal.fixed, gettext_lazy("Put right. Look at it, then save.")),
}


@login_required
@once
def phase_plan(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """The plan of one phase; one that has none yet is shown with the engine's proposal.

    A POST carries what to do in `do`: save (the default), check (only look), rows (more rows for signs), or a wish to
    the engine: fill (what is empty), propose (everything anew), mend (what is wrong); `fix` instead names one finding.
    Nothing but save changes the case. With the header X-Live the answer is JSON for the page's script.
    """
    case = phases_editable(request, number)
    phase = phase_at(case, position)
    if request.method != "POST":
        return _opened(request, case, position, phase)
    wish = "fix" if "fix" in request.POST else request.POST.get("do", "save")
    form, signs = _forms(case, phase, _posted(request, wish))
    remember(request, form)
    live = plan_live.asked_for(request)
    if not (form.is_valid() and signs.is_valid()):
        if live:
            return plan_live.refusal(form, signs)
        return _page(request, case, position, phase, form, signs, status=422)
    typed = merged(phase, form.members | {"signs": signs_of(signs)})
    typed = with_signs_carried(typed, request.POST.get("laid_out", ""))
    if wish in WISHES:
        return _wished(request, case, position, typed, wish, form, signs)
    if live:
        return plan_live.answer(_trial_context(case, position, typed), typed)
    if wish == "save":
        with shown_on(form) as outcome:
            edit_case(request.user, number, {"plan": plan_with(case, position, typed)}, version=seen_version(request))
        if outcome.done:
            if "another" in request.POST and len(phases_of(case)) < MOST_PHASES:
                return redirect("application-phase-change", number, position, COPY)
            return saved(request, number, _following(case, position))
    return _page(request, case, position, typed, form, signs, status=422 if form.errors else 200)


def _opened(request: HttpRequest, case: Case, position: int, phase: dict[str, Any]) -> HttpResponse:
    """The page as the case has it, or with a first proposal where it has nothing yet."""
    note = ""
    if plan_proposal.is_unplanned(phase):
        try:
            phase = plan_proposal.proposed(case, position, phase)
            note = _("The engine has laid out this phase for you. Is the work area right? Then save.")
        except PlanInvalid:
            # The findings beside the form say what the engine misses.
            pass
    return _page(request, case, position, phase, *_forms(case, phase), note=note)


def _following(case: Case, position: int) -> str:
    return "application-detour" if position == len(case.plan["phases"]) else "application-phases"


def _forms(case: Case, phase: dict[str, Any], data=None) -> tuple[PlanForm, SignRows]:
    form = PlanForm(data, initial=initial_of(phase), lanes=_lanes(case))
    return form, SignRows(data, initial=sign_rows_of(phase), prefix=SIGN_PREFIX)


def _lanes(case: Case) -> int | None:
    lanes = case.plan.get("road", {}).get("lanes")
    return lanes if isinstance(lanes, int) else None


def _posted(request: HttpRequest, wish: str):
    """What was sent, with more rows for signs when these were asked for."""
    data = request.POST.copy()
    count = data.get(f"{SIGN_PREFIX}-TOTAL_FORMS", "")
    if wish == "rows" and count.isdecimal() and len(count) < 5:
        data[f"{SIGN_PREFIX}-TOTAL_FORMS"] = str(int(count) + MORE_ROWS)
    return data


def _wished(request, case: Case, position: int, typed: dict[str, Any], wish: str, form, signs) -> HttpResponse:
    """The page with the engine's values in the form, not saved: the person looks first."""
    act, words = WISHES[wish]
    which = (request.POST["fix"],) if wish == "fix" else ()
    live = plan_live.asked_for(request)
    try:
        phase = act(case, position, typed, *which)
    except PlanInvalid:
        # The findings beside the form say what the engine misses.
        if live:
            return plan_live.answer(_trial_context(case, position, typed), typed)
        return _page(request, case, position, typed, form, signs, status=422)
    if live:
        context = _trial_context(case, position, phase) | {"note": str(words)}
        return plan_live.answer(context, phase, with_values=True)
    return _page(request, case, position, phase, *_forms(case, phase), note=words)


def _trial_context(case: Case, position: int, phase: dict[str, Any]) -> dict[str, Any]:
    return {"case": case, "position": position, "trial": trial_of(case, plan_with(case, position, phase), position)}


def _page(
    request: HttpRequest, case: Case, position: int, phase: dict[str, Any], form, signs, *, note="", status=200
) -> HttpResponse:
    context = _trial_context(case, position, phase)
    trial = context["trial"]
    least = {row.kind: row for row in trial.areas}
    saved_check = (case.plan_check or {}).get("result")
    context |= task_context(request, case, _("Plan: %(phase)s") % {"phase": label_of(phase, position)}) | {
        "form": form,
        "place": form[PLACE],
        "signs": signs,
        "lengths": [(area, field, least.get(area)) for area, field in form.lengths],
        "widths": [form[name] for name in WIDTHS],
        "sign_count": len(sign_rows_of(phase)),
        "line": bool(trial.zone),
        "start": {
            "anchors": trial.anchors,
            "zone": trial.zone,
            "line": case.geometry if trial.zone else None,
            "least_m": {row.kind: row.least_m for row in trial.areas},
            "names": {area: str(name) for area, name in AREA_NAMES.items()},
        },
        "laid_out": laid_out(phase),
        "lane_width_m": case.plan.get("road", {}).get("lane_width_m"),
        "ground": map_ground(),
        "roads_url": reverse("map-roads"),
        "drawing_saved": saved_check not in (None, "unreadable"),
        "phases": [(n, label_of(one, n)) for n, one in enumerate(phases_of(case), 1)],
        "layout": layout_name(phase.get("layout", "")),
        "note": note,
    }
    return render(request, "permits/apply/phase_plan.html", context, status=status)
