"""The dates of all phases at once: typed in a table or dragged on the Gantt, and how they stand to one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.working_calendar import current_calendar
from permits.models import Case
from permits.plan import PlanInvalid, parse
from permits.plan.check import check
from permits.services.plans import composed
from web.permits.apply.gantt import Gantt, gantt_of
from web.permits.apply.phases import label_of, phases_of
from web.permits.words import language_code
from web.shell.widgets import DateInput

#: What the checker says of phases in time: in the wrong order, too long, at the same time, days between them.
RULES_OF_TIME = frozenset({"S01", "S10", "S12", "S13", "S18"})
CLASH = "S12"


class DatesForm(forms.Form):
    """First and last day of every phase, as `starts_on_1`, `ends_on_1` and so on."""

    def __init__(self, data=None, *, phases: Sequence[dict[str, Any]]):
        super().__init__(data)
        self.count = len(phases)
        for position, phase in enumerate(phases, 1):
            name = label_of(phase, position)
            for member, words in (("starts_on", _("First day of %(phase)s")), ("ends_on", _("Last day of %(phase)s"))):
                self.fields[f"{member}_{position}"] = forms.DateField(
                    label=words % {"phase": name}, widget=DateInput(), initial=phase.get(member)
                )

    def clean(self):
        typed = super().clean()
        for position in range(1, self.count + 1):
            first, last = typed.get(f"starts_on_{position}"), typed.get(f"ends_on_{position}")
            if first and last and last < first:
                self.add_error(f"ends_on_{position}", _("The last day is before the first day."))
        return typed

    def applied(self, phases: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The phases with the dates that were typed and can be read."""
        typed = getattr(self, "cleaned_data", {})
        days = ("starts_on", "ends_on")
        return [
            phase | {name: f"{day:%Y-%m-%d}" for name in days if (day := typed.get(f"{name}_{position}"))}
            for position, phase in enumerate(phases, 1)
        ]


@dataclass(frozen=True)
class Standing:
    """How the phases stand to one another in time: the picture, and what the checker says (level, phase, words)."""

    picture: Gantt | None
    remarks: list[tuple[str, str, str]]


def standing_of(case: Case, phases: Sequence[dict[str, Any]]) -> Standing:
    """The picture and remarks for these phases in the place of the case's own."""
    names = [label_of(phase, position) for position, phase in enumerate(phases, 1)]
    found = _findings_of_time(case, phases)
    clashing = frozenset(name for one in found if one.rule == CLASH for name in (one.phase, str(one.actual)))
    return Standing(
        gantt_of(phases, names, current_calendar(), clashing),
        [(one.level, one.phase, one.message[language_code()]) for one in found],
    )


def with_phases(case: Case, phases: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The case's plan with these phases in the place of its own."""
    return {**(case.plan or {}), "phases": list(phases)}


def typed_phases(case: Case, data: Any) -> tuple[DatesForm, list[dict[str, Any]]]:
    """The form bound to what was sent, validated, and the case's phases with those dates."""
    present = phases_of(case)
    form = DatesForm(data, phases=present)
    form.is_valid()
    return form, form.applied(present)


def _findings_of_time(case: Case, phases: Sequence[dict[str, Any]]):
    try:
        checked = check(parse(composed(case, with_phases(case, phases))))
    except PlanInvalid:
        return []
    return [one for one in checked.findings if one.rule in RULES_OF_TIME]
