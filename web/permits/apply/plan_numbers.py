"""Number fields of the plan: their bounds are the engine's, so that a form never takes what the plan format refuses."""

import dataclasses

from django import forms
from django.utils.text import format_lazy

from core.numbers import plain
from permits.plan.kinds import Number
from permits.plan.model import member_of

_UNITS = {"_m": "m", "_kmh": "km/h", "_m2": "m²", "_pcu": "pcu/h"}


def number_field(record: type, member: str, label, help_text="", unit: str = "") -> forms.Field:
    """A form field for a number of the plan's `record`; whole numbers where the format asks for them."""
    kind = next(member_of(field).kind for field in dataclasses.fields(record) if field.name == member)
    return bounded(kind, label, help_text, unit or unit_of(member))


class DecimalNumberField(forms.FloatField):
    """A number shown as people write it: 40, not 40.0."""

    def prepare_value(self, value):
        return plain(value)


def bounded(kind: Number, label, help_text="", unit: str = "") -> forms.Field:
    """A form field holding a number of this kind."""
    field = forms.IntegerField if kind.whole else DecimalNumberField
    return field(
        label=format_lazy("{} ({})", label, unit) if unit else label,
        help_text=help_text,
        min_value=kind.minimum,
        max_value=kind.maximum,
        required=False,
        widget=forms.NumberInput(
            attrs={"inputmode": "numeric" if kind.whole else "decimal", "step": "1" if kind.whole else "any"}
        ),
    )


def unit_of(member: str) -> str:
    """The unit a member carries in its name, "" for a count."""
    return next((unit for ending, unit in _UNITS.items() if member.endswith(ending)), "")
