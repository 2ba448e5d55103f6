"""The form of one phase's plan: what is closed, how long each area is, speeds, widths, signs and people."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.numbers import plain
from permits.plan.carry import carried_m
from permits.plan.model import AREAS, LANES, LENGTH_M, SPEED_KMH, Hoarding, Lengths, Phase, Sign
from web.permits.apply.plan_numbers import number_field
from web.permits.apply.words import AREA_NAMES, AREA_WORDS, sign_choices

#: Members of a phase this form holds; everything else of the phase stays as it is.
NUMBERS = (
    "offset_m", "workzone_speed_kmh", "remaining_lane_width_m", "pedestrian_width_m", "cycle_width_m", "flaggers",
)  # fmt: skip
FLAGS = ("temporary_signals", "temporary_passage")
#: Where on the works' line the work area begins: a fact of the site which nobody can propose.
PLACE = "work_area_from_m"
HOARDING = ("height_m", "distance_to_junction_m", "see_through_above_m")
MOST_STEPS = 20
MOST_SIGNS = 500
LANES_UNKNOWN = 4


class PlanForm(forms.Form):
    """What the plan says of one phase; whatever is left empty is reported as missing, nothing is guessed."""

    closed_lanes = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Closed motor lanes"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    work_area_from_m = number_field(
        Phase,
        PLACE,
        gettext_lazy("Work area begins at"),
        gettext_lazy("Measured along the line you drew on the map, from its first point."),
    )
    offset_m = number_field(
        Phase,
        "offset_m",
        gettext_lazy("Width taken from traffic"),
        gettext_lazy("From the edge of the carriageway to the cones. The taper is worked out from it."),
    )
    workzone_speed_kmh = number_field(
        Phase,
        "workzone_speed_kmh",
        gettext_lazy("Speed limit beside the works"),
        gettext_lazy("The lowest limit, as it is posted at the works."),
    )
    speed_steps_kmh = forms.CharField(
        label=gettext_lazy("Limits on the way there (km/h)"),
        help_text=gettext_lazy("One after another, for example 60, 40. No step may be larger than 20 km/h."),
        max_length=100,
        required=False,
    )
    remaining_lane_width_m = number_field(
        Phase, "remaining_lane_width_m", gettext_lazy("Narrowest motor lane left open")
    )
    pedestrian_width_m = number_field(Phase, "pedestrian_width_m", gettext_lazy("Width left for pedestrians"))
    cycle_width_m = number_field(Phase, "cycle_width_m", gettext_lazy("Width left for cycles"))
    hoarding_height_m = number_field(Hoarding, "height_m", gettext_lazy("Height of the hoarding"))
    hoarding_distance_to_junction_m = number_field(
        Hoarding, "distance_to_junction_m", gettext_lazy("From the hoarding to the next junction")
    )
    hoarding_see_through_above_m = number_field(
        Hoarding,
        "see_through_above_m",
        gettext_lazy("See-through above"),
        gettext_lazy("Near a junction drivers must see over the hoarding's lower part."),
    )
    flaggers = number_field(
        Phase, "flaggers", gettext_lazy("Flaggers"), gettext_lazy("People who direct traffic during the works.")
    )
    temporary_signals = forms.BooleanField(
        label=gettext_lazy("Temporary signals control alternating traffic"), required=False
    )
    temporary_passage = forms.BooleanField(
        label=gettext_lazy("A temporary passage is kept for vehicles and pedestrians"), required=False
    )

    def __init__(self, *args, lanes: int | None = None, **kwargs):
        """lanes: motor lanes of the affected direction, None while the road's data are missing."""
        super().__init__(*args, **kwargs)
        count = max([lanes or LANES_UNKNOWN, *(self.initial.get("closed_lanes") or [])])
        count = min(count, int(LANES.maximum))
        self.fields["closed_lanes"].choices = [(lane, _lane_name(lane, count)) for lane in range(1, count + 1)]
        for area in AREAS:
            self.fields[f"length_{area}"] = number_field(Lengths, area, AREA_NAMES[area], AREA_WORDS[area], unit="m")

    @property
    def lengths(self) -> list[tuple[str, forms.BoundField]]:
        """The six areas with their fields, in the order in which a driver meets them."""
        return [(area, self[f"length_{area}"]) for area in AREAS]

    def clean_speed_steps_kmh(self) -> list[float] | None:
        words = [word for word in re.split(r"[\s,，、;；→>]+", self.cleaned_data["speed_steps_kmh"].strip()) if word]
        try:
            steps = [plain(float(word)) for word in words]
        except (ValueError, OverflowError):
            raise ValidationError(_("Write numbers only."))
        if len(steps) > MOST_STEPS or not all(SPEED_KMH.minimum <= step <= SPEED_KMH.maximum for step in steps):
            raise ValidationError(_("A speed limit lies between 1 and 200 km/h."))
        return steps or None

    @property
    def members(self) -> dict[str, Any]:
        """What was typed, as members of a phase in the plan's format; None for what is left empty."""
        typed = self.cleaned_data
        lengths = {area: typed[f"length_{area}"] for area in AREAS}
        hoarding = {name: typed[f"hoarding_{name}"] for name in HOARDING}
        return {
            "closed_lanes": typed["closed_lanes"] or None,
            "speed_steps_kmh": typed["speed_steps_kmh"],
            "lengths_m": _given(lengths),
            "hoarding": _given(hoarding),
            **{name: typed[name] for name in (*NUMBERS, *FLAGS, PLACE)},
        }


class SignForm(forms.Form):
    """One row of the table of signs."""

    code = forms.ChoiceField(label=gettext_lazy("Sign"), required=False)
    at_m = number_field(Sign, "at_m", gettext_lazy("Place"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", _("Please choose")), *sign_choices()]

    def clean(self):
        typed = super().clean()
        if typed.get("code") and typed.get("at_m") is None and "at_m" not in self.errors:
            self.add_error("at_m", _("Say where the sign stands."))
        if typed.get("at_m") is not None and not typed.get("code") and "code" not in self.errors:
            self.add_error("code", _("Choose the sign."))
        return typed


SignRows = forms.formset_factory(
    SignForm, extra=2, can_delete=True, max_num=MOST_SIGNS, absolute_max=MOST_SIGNS, validate_max=True
)


def signs_of(rows: Any) -> list[dict[str, Any]] | None:
    """The signs of a valid table in the order along the road; None when there is none."""
    typed = [
        form.cleaned_data for form in rows if form.cleaned_data.get("code") and not form.cleaned_data.get("DELETE")
    ]
    signs = [{"code": one["code"], "at_m": one["at_m"]} for one in typed]
    return sorted(signs, key=lambda sign: sign["at_m"]) or None


def initial_of(phase: dict[str, Any]) -> dict[str, Any]:
    """The form's values of a phase in the plan's format, finished or not."""
    lengths, hoarding = _record(phase.get("lengths_m")), _record(phase.get("hoarding"))
    steps, lanes = phase.get("speed_steps_kmh"), phase.get("closed_lanes")
    return {
        "closed_lanes": [lane for lane in lanes if isinstance(lane, int)] if isinstance(lanes, list) else [],
        "speed_steps_kmh": ", ".join(str(plain(step)) for step in steps) if isinstance(steps, list) else "",
        **{f"length_{area}": lengths.get(area) for area in AREAS},
        **{f"hoarding_{name}": hoarding.get(name) for name in HOARDING},
        **{name: phase.get(name) for name in (*NUMBERS, *FLAGS, PLACE)},
    }


def sign_rows_of(phase: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of the table of signs of a phase."""
    signs = phase.get("signs")
    return [sign for sign in signs if isinstance(sign, dict)] if isinstance(signs, list) else []


def _record(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _given(values: dict[str, Any]) -> dict[str, Any] | None:
    return {name: value for name, value in values.items() if value is not None} or None


def _lane_name(lane: int, count: int) -> str:
    if count > 1 and lane == 1:
        return _("Lane 1 (next to the median)")
    if count > 1 and lane == count:
        return _("Lane %(n)s (at the edge)") % {"n": lane}
    return _("Lane %(n)s") % {"n": lane}


def laid_out(phase: dict[str, Any]) -> str:
    """The lengths a phase's signs stand by, as the page carries them: six numbers, empty where unknown."""
    lengths = _record(phase.get("lengths_m"))
    known = (lengths.get(area) for area in AREAS)
    return ",".join(str(plain(length_m)) if isinstance(length_m, int | float) else "" for length_m in known)


def with_signs_carried(phase: dict[str, Any], laid_out_before: str) -> dict[str, Any]:
    """The phase with its signs gone along since its areas had these lengths (see `laid_out`); nonsense is ignored."""
    try:
        before = [float(text) if text else None for text in laid_out_before.split(",")]
    except ValueError:
        return phase
    known = all(length is None or 0 <= length <= LENGTH_M.maximum for length in before)
    if len(before) != len(AREAS) or not known or not phase.get("signs"):
        return phase
    old, new = dict(zip(AREAS, before, strict=True)), phase.get("lengths_m") or {}
    signs = [sign | {"at_m": carried_m(sign["at_m"], old, new)} for sign in phase["signs"]]
    return phase | {"signs": signs}
