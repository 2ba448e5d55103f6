"""Widgets the framework does not have: native dates, and drawing on the map."""

import json

from django import forms
from django.forms import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from web.shell.coordinates import CoordinatesInvalid, as_text, from_text
from web.shell.network import map_ground


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class MapDraw(forms.Widget):
    """Draws points or a line on the map; coordinates may be typed instead.

    kinds: the GeoJSON types that may be drawn, from Point, LineString, Polygon.
    """

    template_name = "components/map_draw.html"

    def __init__(self, attrs=None, kinds=("LineString", "Point")):
        super().__init__(attrs)
        self.kinds = tuple(kinds)

    @property
    def media(self):
        return forms.Media(
            css={"all": ["vendor/leaflet/leaflet.css", "vendor/leaflet-geoman/leaflet-geoman.css", "css/map.css"]},
            js=[
                Script("vendor/leaflet/leaflet.js", defer=True),
                Script("vendor/leaflet-geoman/leaflet-geoman.min.js", defer=True),
                Script("js/map-draw.js", type="module"),
            ],
        )

    def format_value(self, value):
        return "" if value in (None, "", "null") else value if isinstance(value, str) else json.dumps(value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        text = self.format_value(value)
        drawn = text.startswith("{")
        context["widget"] |= {
            "value": text if drawn else "",
            "kinds": self.kinds,
            "coordinates": as_text(text) if drawn else text,
            "roads_url": reverse("map-roads"),
            "ground": map_ground(),
        }
        return context

    def value_from_datadict(self, data, files, name):
        typed = data.get(f"{name}_coordinates", "").strip()
        drawn = data.get(name, "").strip()
        # The script keeps both in step; without it only what was typed is new.
        if typed and typed != as_text(drawn):
            try:
                return json.dumps(from_text(typed, self.kinds))
            except CoordinatesInvalid:
                return typed
        return drawn


class GeometryField(forms.JSONField):
    """A GeoJSON geometry as a dict (WGS84); that it is sound is for `core.geojson.parse_geometry` to say."""

    default_error_messages = {
        "invalid": _("Write pairs of longitude and latitude, like 120.6359,27.7804; 120.6402,27.7811."),
        "required": _("Draw the place on the map, or type its coordinates."),
    }

    def __init__(self, *, kinds=("LineString", "Point"), **kwargs):
        kwargs.setdefault("widget", MapDraw(kinds=kinds))
        super().__init__(**kwargs)
