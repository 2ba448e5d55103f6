"""Forms for the road register, the sensitive places and the embargo calendar."""

import math
import re
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.admin_forms import GeometryField
from core.geojson import AREA_TYPES
from permits.messages_ledger import sentence
from permits.models import Embargo, RoadSegment, SensitivePlace
from permits.models.place import RoadClass
from permits.rules.ledger_row import RowRejected
from permits.rules.road_row import CYCLE_ROUTE_CLASS, RUSH_HOUR_BUSES, contradiction
from permits.rules.roads import HOURS, LANE_WIDTH_M, LANES, LANES_OPPOSITE, SPEED_KMH, VOLUME_PCU_H

_BOUNDS = {
    "lanes": LANES,
    "lanes_opposite": LANES_OPPOSITE,
    "lane_width_m": LANE_WIDTH_M,
    "design_speed_kmh": SPEED_KMH,
    "speed_limit_kmh": SPEED_KMH,
    "rush_hour_buses": RUSH_HOUR_BUSES,
    "cycle_route_class": CYCLE_ROUTE_CLASS,
}


class VolumesField(forms.CharField):
    """24 numbers, parted by blanks or commas."""

    widget = forms.Textarea(attrs={"rows": 2, "cols": 80})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(f"{one:g}" for one in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[float] | None:
        text = super().clean(value)
        words = [word for word in re.split(r"[\s,，、;；]+", text) if word]
        if not words:
            return None
        if len(words) != HOURS:
            raise self._refused("numbers_count_wrong", count=HOURS, found=len(words))
        return [self._number(word) for word in words]

    def _number(self, word: str) -> float:
        try:
            number = float(word)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise self._refused("number_unreadable", text=word[:40])
        if not VOLUME_PCU_H[0] <= number <= VOLUME_PCU_H[1]:
            raise self._refused("number_out_of_range", text=word[:40], least=VOLUME_PCU_H[0], most=VOLUME_PCU_H[1])
        return number

    def _refused(self, code: str, **data: Any) -> forms.ValidationError:
        return forms.ValidationError(sentence(code, {"column": self.label, **data}), code)


class RoadForm(forms.ModelForm):
    """A stretch of road; its box and length follow from the line."""

    geometry = GeometryField(types=("LineString",), label=_("centre line"))
    hourly_volume_pcu = VolumesField(
        label=capfirst(_("traffic of each hour")),
        help_text=_("24 numbers from midnight on, pcu/h in the direction of the line."),
        required=False,
    )

    class Meta:
        model = RoadSegment
        fields = [
            "ref", "name", "name_en", "road_kind", "road_class", "geometry", "oneway", "lanes", "lanes_opposite",
            "lane_width_m", "design_speed_kmh", "speed_limit_kmh", "opened_on", "overhauled_on", "hourly_volume_pcu",
            "bus_route", "rush_hour_buses", "cycle_route_class", "tram", "source",
        ]  # fmt: skip
        help_texts = {
            "oneway": _("Traffic runs in the direction of the line only, as on each carriageway of a divided road."),
            "opened_on": _("It may not be dug up for five years after."),
            "overhauled_on": _("It may not be dug up for three years after."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (least, most) in _BOUNDS.items():
            # The column's own validators speak of what the database can hold; these speak of roads.
            self.fields[name].validators = [MinValueValidator(least), MaxValueValidator(most)]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("oneway") and cleaned.get("lanes_opposite") is None:
            cleaned["lanes_opposite"] = 0
        if not self.errors:
            try:
                contradiction(cleaned)
            except RowRejected as rejected:
                field = "lanes_opposite" if rejected.code == "oneway_with_opposite_lanes" else "overhauled_on"
                self.add_error(field, forms.ValidationError(sentence(rejected.code, rejected.data), rejected.code))
        return cleaned


class PlaceForm(forms.ModelForm):
    """A school, hospital or fire station."""

    geometry = GeometryField(types=("Point", "Polygon"), label=_("place"))

    class Meta:
        model = SensitivePlace
        fields = ["ref", "kind", "name", "name_en", "geometry", "source"]


class EmbargoForm(forms.ModelForm):
    """Days, hours, area and classes of road of an embargo."""

    area = GeometryField(types=AREA_TYPES, label=_("area"), required=False)
    road_classes = forms.MultipleChoiceField(
        label=capfirst(_("classes of road")),
        help_text=_("None chosen: it holds for every class."),
        choices=RoadClass.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Embargo
        fields = [
            "kind", "name", "name_en", "starts_on", "ends_on", "daily_from", "daily_to", "area", "road_classes",
            "ground",
        ]  # fmt: skip
        help_texts = {
            "daily_from": _("Both hours empty: the whole day. Over midnight when the first is later."),
            "ground": _("The notice or decision it rests on; shown wherever it is applied."),
        }

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", forms.ValidationError(_("The last day is before the first."), "days_reversed"))
        if (cleaned.get("daily_from") is None) != (cleaned.get("daily_to") is None):
            missing = "daily_to" if cleaned.get("daily_to") is None else "daily_from"
            if missing not in self.errors:
                words = _("Give both hours or none.")
                self.add_error(missing, forms.ValidationError(words, "hours_incomplete"))
        if cleaned.get("daily_from") is not None and cleaned.get("daily_from") == cleaned.get("daily_to"):
            words = _("From and to are the same hour; leave both empty for the whole day.")
            self.add_error("daily_to", forms.ValidationError(words, "hours_equal"))
        return cleaned
