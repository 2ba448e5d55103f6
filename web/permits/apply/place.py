"""Tasks: the place on the map, and the road as it is."""

import json
import re
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from permits.models import Case
from permits.models.place import RoadClass, RoadKind
from permits.plan.model import Road
from permits.rules.road_facts import RoadFacts
from web.permits.apply.editing import TaskForm, editable_case, task_page
from web.permits.apply.plan_numbers import DecimalNumberField, number_field
from web.permits.apply.registered import ban_words, facts_under, note, place_fields, road_under, road_words
from web.shell.once import once
from web.shell.widgets import DateInput, GeometryField

CHOOSE = ("", gettext_lazy("Please choose"))
HOURS = 24


class PlaceForm(TaskForm):
    """Which road, where on it, and what is touched there."""

    road_name = forms.CharField(
        label=gettext_lazy("Road"),
        help_text=gettext_lazy("As on the street sign; for a highway its number, for example G322."),
        max_length=200,
        required=False,
    )
    place_text = forms.CharField(
        label=gettext_lazy("From and to"),
        help_text=gettext_lazy("For example: from Anyang Road to Longshan East Road, south side."),
        max_length=300,
        required=False,
    )
    geometry = GeometryField(
        label=gettext_lazy("Place on the map"),
        help_text=gettext_lazy("Draw a line along the stretch of road that is occupied, or set points."),
        required=False,
    )
    road_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of road"),
        help_text=gettext_lazy("Decides which law holds and which road authority is asked."),
        choices=[CHOOSE, *RoadKind.choices],
        required=False,
    )
    road_class = forms.ChoiceField(
        label=gettext_lazy("Class of road"), choices=[CHOOSE, *RoadClass.choices], required=False
    )
    area_m2 = DecimalNumberField(
        label=gettext_lazy("Area occupied (m²)"), min_value=0, max_value=1_000_000, required=False
    )
    excavation = forms.BooleanField(label=gettext_lazy("The road is dug up"), required=False)
    affects_bus = forms.BooleanField(label=gettext_lazy("Bus lines or stops are affected"), required=False)
    affects_signals = forms.BooleanField(
        label=gettext_lazy("Traffic signals, cameras or signs must be moved or protected"), required=False
    )
    government_approval = forms.BooleanField(
        label=gettext_lazy("The government has approved digging in the no-dig period"),
        help_text=gettext_lazy("Only for roads built within five years or overhauled within three."),
        required=False,
    )

    def clean(self):
        """What the register knows of the road is filled in where nothing was typed."""
        typed = super().clean()
        for name, value in place_fields(road_under(typed.get("geometry"))).items():
            typed[name] = typed.get(name) or value
        return typed


@login_required
@once
def place(request: HttpRequest, number: str) -> HttpResponse:
    """The place of an application."""
    return task_page(
        request, number, PlaceForm, "permits/apply/place.html", title=_("Place"), following="application-road"
    )


@login_required
@require_POST
def road_register(request: HttpRequest, number: str) -> JsonResponse:
    """What the road register says of a place just drawn (geometry): `fields` to fill in, and `says` in one sentence."""
    editable_case(request, number)
    try:
        road = road_under(json.loads(request.POST.get("geometry", "")))
    except (ValueError, RecursionError):
        road = None
    says = ""
    if road:
        says = " ".join((_("The road register says: %(road)s.") % {"road": road_words(road)}, ban_words(road))).strip()
    return JsonResponse({"fields": place_fields(road), "says": says})


class RoadForm(TaskForm):
    """The road in the direction of travel that is affected, as the plan is checked against it."""

    needed = frozenset({"design_speed_kmh", "lanes"})

    lanes = number_field(
        Road,
        "lanes",
        gettext_lazy("Motor lanes in this direction"),
        gettext_lazy("Lanes are counted from the median: lane 1 is next to it."),
    )
    lanes_opposite = number_field(
        Road, "lanes_opposite", gettext_lazy("Motor lanes in the other direction"), gettext_lazy("0 on a one-way road.")
    )
    lane_width_m = number_field(Road, "lane_width_m", gettext_lazy("Width of one lane"))
    design_speed_kmh = number_field(
        Road,
        "design_speed_kmh",
        gettext_lazy("Design speed"),
        gettext_lazy("Decides the length of the taper and of the advance warning. The road authority knows it."),
    )
    speed_limit_kmh = number_field(
        Road, "speed_limit_kmh", gettext_lazy("Speed limit today"), gettext_lazy("As posted before the works.")
    )
    upstream_junction_m = number_field(
        Road,
        "upstream_junction_m",
        gettext_lazy("Distance back to the junction before the works"),
        gettext_lazy("From where the advance warning ends. From 500 m on, a further sign is set up 300 m ahead."),
    )
    opened_on = forms.DateField(
        label=gettext_lazy("Road opened or rebuilt on"),
        help_text=gettext_lazy("It may not be dug up for five years after."),
        widget=DateInput(),
        required=False,
    )
    overhauled_on = forms.DateField(
        label=gettext_lazy("Last overhaul finished on"),
        help_text=gettext_lazy("It may not be dug up for three years after."),
        widget=DateInput(),
        required=False,
    )
    hourly_volume_pcu = forms.CharField(
        label=gettext_lazy("Traffic of each hour"),
        help_text=gettext_lazy(
            "24 numbers from midnight on, in car units per hour (pcu/h), parted by blanks or commas. "
            "With them the queue and the delay are worked out."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.facts: RoadFacts | None = self.initial.get("facts")
        saved = self.initial.get("saved", {})
        for name, registered in self.facts.plan_members.items() if self.facts else ():
            field = self.fields[name]
            mark = note(name, registered, saved.get(name), self.facts)
            field.help_text = format_html("{} {}", field.help_text, mark)

    @classmethod
    def values_of(cls, case: Case) -> dict[str, Any]:
        """What was saved; what was not comes from the road register. saved: the former alone; facts: the latter."""
        saved, facts = (case.plan or {}).get("road", {}), facts_under(case.geometry)
        known = (facts.plan_members if facts else {}) | {n: v for n, v in saved.items() if v is not None}
        values = {name: known.get(name) for name in cls.base_fields}
        volumes = known.get("hourly_volume_pcu")
        if isinstance(volumes, list):
            values["hourly_volume_pcu"] = ", ".join(f"{volume:g}" for volume in volumes)
        return values | {"saved": saved, "facts": facts}

    @property
    def road_words(self) -> str:
        """Which registered road it is; "" when the register knows none here."""
        return road_words(self.facts.road) if self.facts else ""

    @property
    def ban_words(self) -> str:
        """Until when that road may not be dug up; "" when it may."""
        return ban_words(self.facts.road) if self.facts else ""

    def clean_hourly_volume_pcu(self):
        words = re.split(r"[\s,，、;；]+", self.cleaned_data["hourly_volume_pcu"].strip())
        words = [word for word in words if word]
        if not words:
            return None
        try:
            volumes = [float(word) for word in words]
        except ValueError:
            raise ValidationError(_("Write numbers only."))
        if len(volumes) != HOURS:
            raise ValidationError(
                _("24 numbers are needed, one for each hour; here are %(n)s."), params={"n": len(words)}
            )
        if not all(0 <= volume <= 100_000 for volume in volumes):
            raise ValidationError(_("Each number lies between 0 and 100,000."))
        return volumes

    def changes(self, case: Case) -> dict[str, Any]:
        plan = case.plan or {}
        typed = {name: value for name, value in self.cleaned_data.items() if value is not None}
        for name in ("opened_on", "overhauled_on"):
            if name in typed:
                typed[name] = typed[name].isoformat()
        kept = {name: value for name, value in plan.get("road", {}).items() if name not in self.fields}
        return {"plan": {**plan, "road": kept | typed}}


@login_required
@once
def road(request: HttpRequest, number: str) -> HttpResponse:
    """The road data of an application."""
    return task_page(
        request, number, RoadForm, "permits/apply/road.html", title=_("The road"), following="application-phases"
    )
