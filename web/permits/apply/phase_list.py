"""Task: the phases in time, one after another: their dates on a Gantt and in a table, the way into each."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from permits.models import Case
from permits.plan.model import MOST_PHASES
from permits.plan.phasing import days_to_follow
from permits.services.drafting import edit_case
from web.permits.apply import plan_live
from web.permits.apply.editing import phases_editable, task_context
from web.permits.apply.phase_dates import DatesForm, standing_of, typed_phases, with_phases
from web.permits.apply.phases import hours_words, label_of, phases_of
from web.permits.apply.words import layout_name
from web.shell.errors import remember, shown_on
from web.shell.once import once, seen_version


@login_required
@once
def phases(request: HttpRequest, number: str) -> HttpResponse:
    """The phases of an application. A POST carries their dates: to save, or with the header X-Live only to look."""
    case = phases_editable(request, number)
    if request.method != "POST":
        return _page(request, case, DatesForm(phases=phases_of(case)), phases_of(case))
    form, changed = typed_phases(case, request.POST)
    if plan_live.asked_for(request):
        return render(request, "permits/apply/gantt.html", {"standing": standing_of(case, changed)})
    remember(request, form)
    if not form.errors:
        with shown_on(form) as outcome:
            edit_case(request.user, number, {"plan": with_phases(case, changed)}, version=seen_version(request))
        if outcome.done:
            messages.success(request, _("Saved."))
            return redirect("application-phases", number)
    return _page(request, case, form, changed, status=422)


def _page(request: HttpRequest, case: Case, form: DatesForm, shown: list[dict[str, Any]], status=200) -> HttpResponse:
    context = task_context(request, case, _("Phases and plan")) | {
        "form": form,
        "rows": [_row(form, shown, position) for position in range(1, len(shown) + 1)],
        "full": len(shown) >= MOST_PHASES,
        "standing": standing_of(case, shown),
    }
    return render(request, "permits/apply/phases.html", context, status=status)


def _row(form: DatesForm, shown: list[dict[str, Any]], position: int) -> dict[str, Any]:
    phase = shown[position - 1]
    follows_in = days_to_follow(shown, position)
    return {
        "position": position,
        "name": label_of(phase, position),
        "layout": layout_name(phase.get("layout", "")),
        "hours": hours_words(phase),
        "starts_on": form[f"starts_on_{position}"],
        "ends_on": form[f"ends_on_{position}"],
        "planned": "lengths_m" in phase,
        "removal": f"remove-{position}",
        "first": position == 1,
        "last": position == len(shown),
        "can_follow": follows_in not in (None, 0),
    }
