"""Moving all phases of an application by some days: shown first, done on a second click."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permits.models import Case
from permits.plan.phasing import MOST_DAYS, day_of, shifted
from permits.services.drafting import edit_case
from web.permits.apply.editing import editable_case, task_context
from web.permits.conflict_panel import days_words
from web.shell.errors import remember, shown_on
from web.shell.once import once, seen_version


class DaysForm(forms.Form):
    """By how many days; negative for earlier."""

    days = forms.IntegerField(
        label=gettext_lazy("Days (later; with a minus sign: earlier)"), min_value=-MOST_DAYS, max_value=MOST_DAYS
    )

    def clean_days(self):
        days = self.cleaned_data["days"]
        if days == 0:
            raise forms.ValidationError(_("Please enter by how many days the phases are to move."))
        return days


@dataclass(frozen=True)
class Moved:
    """A phase before and after; the name is "" when it has none."""

    name: str
    before: tuple[Any, Any]
    after: tuple[Any, Any]


@login_required
@once
def move_dates(request: HttpRequest, number: str) -> HttpResponse:
    """What the move does to each phase, and on a POST the move itself."""
    case = editable_case(request, number)
    posted = request.method == "POST"
    asked = "days" in request.GET
    form = DaysForm(request.POST if posted else request.GET if asked else None)
    if posted:
        remember(request, form)
    days = form.cleaned_data["days"] if form.is_valid() else 0
    try:
        moved = _moved(case, days)
    except OverflowError:
        form.add_error("days", _("So far away there is no calendar."))
        days, moved = 0, _moved(case, 0)
    if posted and days:
        with shown_on(form) as outcome:
            edit_case(request.user, number, _changes(case, days), version=seen_version(request))
        if outcome.done:
            messages.success(request, _("Every phase now comes %(move)s.") % {"move": days_words(days)})
            return redirect("application-check", number)
    context = task_context(request, case, _("Move the dates")) | {
        "form": form,
        "days": days,
        "move": days_words(days) if days else "",
        "moved": moved,
    }
    return render(request, "permits/apply/dates.html", context, status=422 if form.errors else 200)


def _phases(case: Case) -> list[dict[str, Any]]:
    return [phase for phase in (case.plan or {}).get("phases") or [] if isinstance(phase, dict)]


def _changes(case: Case, days: int) -> dict[str, Any]:
    """The plan with its phases moved; without any phases the dates of the case."""
    phases = _phases(case)
    if phases:
        return {"plan": {**case.plan, "phases": [shifted(phase, days) for phase in phases]}}
    whole = shifted({"starts_on": str(case.starts_on), "ends_on": str(case.ends_on)}, days)
    return {name: day_of(whole, name) for name in ("starts_on", "ends_on")}


def _moved(case: Case, days: int) -> list[Moved]:
    whole = {"starts_on": str(case.starts_on), "ends_on": str(case.ends_on)}
    return [
        Moved(str(phase.get("name") or ""), _days(phase), _days(shifted(phase, days)))
        for phase in _phases(case) or [whole]
    ]


def _days(phase: dict[str, Any]) -> tuple[Any, Any]:
    return day_of(phase, "starts_on"), day_of(phase, "ends_on")
