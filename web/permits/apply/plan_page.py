"""Task: the plan of one phase, tried out as often as one likes and saved when it is good."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from permits.models import Case
from permits.plan import PlanInvalid
from permits.services.drafting import edit_case
from web.permits.apply.editing import editable_case, saved, task_context
from web.permits.apply.phases import label_of, merged, phase_at, plan_with
from web.permits.apply.plan_form import NUMBERS, PlanForm, SignRows, initial_of, sign_rows_of, signs_of
from web.permits.apply.plan_trial import proposal_for, trial_of
from web.permits.apply.words import layout_name
from web.shell.errors import remember, shown_on
from web.shell.once import once, seen_version

SIGN_PREFIX = "sign"
#: Rows added to the table of signs where there is no script to add them.
MORE_ROWS = 3
#: What the engine proposes anew; how long the works are is for the applicant to know.
PROPOSED_ANEW = (*NUMBERS, "closed_lanes", "speed_steps_kmh", "signs", "hoarding", "temporary_signals", "lengths_m")


@login_required
@once
def phase_plan(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """The plan of one phase.

    A POST carries what to do in `do`: save (the default), check (only look), fill (let the engine fill in what is left
    empty), propose (let it begin anew), rows (more rows for signs). Nothing but save changes the case.
    """
    case = editable_case(request, number)
    phase = phase_at(case, position)
    wish = request.POST.get("do", "save") if request.method == "POST" else ""
    if request.method != "POST":
        return _page(request, case, position, phase, *_forms(case, phase))
    form, signs = _forms(case, phase, _posted(request, wish))
    remember(request, form)
    if not (form.is_valid() and signs.is_valid()):
        return _page(request, case, position, phase, form, signs, status=422)
    typed = merged(phase, form.members | {"signs": signs_of(signs)})
    if wish in ("fill", "propose"):
        return _proposal(request, case, position, typed, wish, form, signs)
    if wish == "save":
        with shown_on(form) as outcome:
            edit_case(request.user, number, {"plan": plan_with(case, position, typed)}, version=seen_version(request))
        if outcome.done:
            return saved(request, number, _following(case, position))
    return _page(request, case, position, typed, form, signs, status=422 if form.errors else 200)


def _following(case: Case, position: int) -> str:
    return "application-detour" if position == len(case.plan["phases"]) else "application-phases"


def _forms(case: Case, phase: dict[str, Any], data=None) -> tuple[PlanForm, SignRows]:
    lanes = case.plan.get("road", {}).get("lanes")
    form = PlanForm(data, initial=initial_of(phase), lanes=lanes if isinstance(lanes, int) else None)
    return form, SignRows(data, initial=sign_rows_of(phase), prefix=SIGN_PREFIX)


def _posted(request: HttpRequest, wish: str):
    """What was sent, with more rows for signs when these were asked for."""
    data = request.POST.copy()
    count = data.get(f"{SIGN_PREFIX}-TOTAL_FORMS", "")
    if wish == "rows" and count.isdecimal() and len(count) < 5:
        data[f"{SIGN_PREFIX}-TOTAL_FORMS"] = str(int(count) + MORE_ROWS)
    return data


def _proposal(request, case: Case, position: int, typed: dict[str, Any], wish: str, form, signs) -> HttpResponse:
    """The page with the engine's values in the form, not saved: the person looks first."""
    start = typed
    if wish == "propose":
        length_m = (typed.get("lengths_m") or {}).get("work_area")
        kept = {"lengths_m": {"work_area": length_m}} if length_m else {}
        start = {name: value for name, value in typed.items() if name not in PROPOSED_ANEW} | kept
    try:
        proposed = proposal_for(case, plan_with(case, position, start), position)
    except PlanInvalid:
        # The findings beside the form say what the engine misses.
        return _page(request, case, position, typed, form, signs, status=422)
    note = _("These are the engine's values. Look at them, change what you like, then save.")
    return _page(request, case, position, proposed, *_forms(case, proposed), note=note)


def _page(
    request: HttpRequest, case: Case, position: int, phase: dict[str, Any], form, signs, *, note="", status=200
) -> HttpResponse:
    trial = trial_of(case, plan_with(case, position, phase), position)
    least = {row.kind: row for row in trial.areas}
    context = task_context(request, case, _("Plan: %(phase)s") % {"phase": label_of(phase, position)}) | {
        "form": form,
        "signs": signs,
        "lengths": [(area, field, least.get(area)) for area, field in form.lengths],
        "trial": trial,
        "drawing_saved": (case.plan_check or {}).get("result") not in (None, "unreadable"),
        "position": position,
        "layout": layout_name(phase.get("layout", "")),
        "note": note,
    }
    if request.headers.get("X-Fragment") == "trial":
        return render(request, "permits/apply/plan_trial.html", context)
    return render(request, "permits/apply/phase_plan.html", context, status=status)
