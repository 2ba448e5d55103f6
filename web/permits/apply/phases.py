"""Task: the phases of the works, each with its dates, daily hours and layout."""

import re
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.errors import NotFound
from permits.models import Case
from permits.plan.drawing.svg import to_svg
from permits.plan.drawing.thumbnail import layout_picture
from permits.plan.model import MOST_PHASES
from permits.plan.standards import LAYOUTS
from permits.services.drafting import edit_case
from web.permits.apply.editing import phases_editable, saved, task_context
from web.permits.apply.words import layout_name, layout_words
from web.permits.words import language_code
from web.shell.errors import remember, shown_on
from web.shell.once import once, seen_version
from web.shell.widgets import DateInput, TimeInput

#: A window of the day is typed as two times; so many rows are offered.
WINDOWS = 3
_CLOCK_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class PhaseForm(forms.Form):
    """When the phase runs and what it closes; the engine's format asks for these three."""

    name = forms.CharField(
        label=gettext_lazy("Name of the phase"),
        help_text=gettext_lazy("For example: phase 1, south half."),
        max_length=60,
        required=False,
    )
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DateInput())
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"), help_text=gettext_lazy("This day is included."), widget=DateInput()
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("What is closed"),
        choices=[(code, code) for code in LAYOUTS],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is closed.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for row in range(1, WINDOWS + 1):
            self.fields[f"from_{row}"] = forms.TimeField(
                label=_("Window %(row)s from") % {"row": row}, widget=TimeInput(), required=False
            )
            self.fields[f"to_{row}"] = forms.TimeField(
                label=_("Window %(row)s to") % {"row": row}, widget=TimeInput(), required=False
            )

    @property
    def windows(self):
        """The rows of the daily hours: pairs of bound fields."""
        return [(self[f"from_{row}"], self[f"to_{row}"]) for row in range(1, WINDOWS + 1)]

    @property
    def has_more_windows(self) -> bool:
        """Whether a row of the daily hours below the first one is in use."""
        return any(bound.value() or bound.errors for pair in self.windows[1:] for bound in pair)

    @property
    def pictured_layouts(self) -> list[dict[str, Any]]:
        """The layouts to choose from: code, name, what it means, picture, and whether it is chosen."""
        chosen = str(self["layout"].value() or "")
        return [
            {
                "code": code,
                "name": layout_name(code),
                "words": layout_words(code),
                "picture": mark_safe(to_svg(layout_picture(code, language_code()))),
                "checked": code == chosen,
                "id": f"{self['layout'].id_for_label or 'id_layout'}_{code}",
            }
            for code in LAYOUTS
        ]

    def clean(self):
        typed = super().clean()
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first day."))
        for row in range(1, WINDOWS + 1):
            start, end = typed.get(f"from_{row}"), typed.get(f"to_{row}")
            if (start is None) != (end is None):
                self.add_error(f"to_{row}" if end is None else f"from_{row}", _("A window needs both times."))
            elif start is not None and start == end:
                self.add_error(f"to_{row}", _("A window cannot end at the minute it begins."))
        return typed

    @property
    def members(self) -> dict[str, Any]:
        """The members of the phase that were typed, in the plan's format; None for what is left out."""
        typed = self.cleaned_data
        rows = [(typed[f"from_{row}"], typed[f"to_{row}"]) for row in range(1, WINDOWS + 1)]
        hours = [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in rows if start is not None]
        return {
            "name": typed["name"] or None,
            "starts_on": typed["starts_on"].isoformat(),
            "ends_on": typed["ends_on"].isoformat(),
            "layout": typed["layout"],
            "daily_hours": hours or None,
        }


def phases_of(case: Case) -> list[dict[str, Any]]:
    """The phases of the case's plan, in the plan's format, finished or not."""
    return list((case.plan or {}).get("phases") or [])


def phase_at(case: Case, position: int) -> dict[str, Any]:
    """The phase at a position, 1 first. Raises NotFound."""
    found = phases_of(case)
    if not 1 <= position <= len(found):
        raise NotFound("phase", str(position))
    return found[position - 1]


def merged(phase: dict[str, Any], members: dict[str, Any]) -> dict[str, Any]:
    """The phase with these members; None takes a member out, what is not named stays."""
    return {name: value for name, value in (phase | members).items() if value is not None}


def plan_with(case: Case, position: int, phase: dict[str, Any]) -> dict[str, Any]:
    """The case's plan with the phase put at its position; one behind the last adds it."""
    found = phases_of(case)
    found[position - 1 : position] = [phase]
    return {**(case.plan or {}), "phases": found}


def label_of(phase: dict[str, Any], position: int) -> str:
    """What a phase is called: its name, else its number."""
    return str(phase.get("name") or "") or _("Phase %(n)s") % {"n": position}


def _initial(phase: dict[str, Any]) -> dict[str, Any]:
    values = {name: phase.get(name) for name in ("name", "starts_on", "ends_on", "layout")}
    hours = phase.get("daily_hours")
    for row, window in enumerate(hours if isinstance(hours, list) else [], 1):
        if isinstance(window, list) and len(window) == 2:
            # 24:00 is midnight; the browser's clock only knows 00:00.
            values[f"from_{row}"], values[f"to_{row}"] = (_clock_time(text) for text in window)
    return values


def _clock_time(text: Any) -> str | None:
    return "00:00" if text == "24:00" else text if _CLOCK_TIME.fullmatch(str(text)) else None


def _detour_of(case: Case) -> dict[str, Any] | None:
    found = {"description": case.detour_text, "line": case.detour_line}
    return {name: value for name, value in found.items() if value} or None


def hours_words(phase: dict[str, Any]) -> str:
    """The daily hours in words."""
    hours = phase.get("daily_hours")
    if not isinstance(hours, list) or not hours:
        return _("all day")
    return "; ".join("–".join(map(str, window)) if isinstance(window, list) else str(window) for window in hours)


@login_required
@once
def phase(request: HttpRequest, number: str, position: int | None = None) -> HttpResponse:
    """One phase, or a new one behind the last when there is no position."""
    case = phases_editable(request, number)
    if position is None and len(phases_of(case)) >= MOST_PHASES:
        raise NotFound("phase", str(MOST_PHASES + 1))
    place = position or len(phases_of(case)) + 1
    present = phase_at(case, position) if position else _new_phase(case, place)
    posted = request.method == "POST"
    form = PhaseForm(request.POST if posted else None, initial=_initial(present))
    if posted:
        remember(request, form)
        if form.is_valid():
            if position is None:
                present = {"detour": _detour_of(case)}
            changed = plan_with(case, place, merged(present, form.members))
            with shown_on(form) as outcome:
                edit_case(request.user, number, {"plan": changed}, version=seen_version(request))
            if outcome.done:
                if "continue" in request.POST:
                    return redirect("application-phase-plan", number, place)
                return saved(request, number, "")
    title = label_of(present, place) if position else _("A new phase")
    context = task_context(request, case, title) | {"form": form, "position": position}
    return render(request, "permits/apply/phase.html", context, status=422 if form.errors else 200)


def _new_phase(case: Case, place: int) -> dict[str, Any]:
    """What a new phase begins with: it follows the one before, with the same hours and layout."""
    before = phases_of(case)[-1] if place > 1 else {}
    carried = {name: before[name] for name in ("daily_hours", "layout") if name in before}
    return {"name": _("Phase %(n)s") % {"n": place}, **carried}


@login_required
@require_POST
@once
def remove_phase(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Take a phase out of the plan."""
    case = phases_editable(request, number)
    phase_at(case, position)
    left = [phase for place, phase in enumerate(phases_of(case), 1) if place != position]
    edit_case(request.user, number, {"plan": {**case.plan, "phases": left}}, version=seen_version(request))
    return redirect("application-phases", number)
