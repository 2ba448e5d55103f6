"""Places typed or drawn become GeoJSON; what cannot be read is said and kept."""

import json

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from web.shell.coordinates import CoordinatesInvalid, as_text, from_text
from web.shell.widgets import DateInput, GeometryField, TimeInput

LINE = {"type": "LineString", "coordinates": [[120.6387, 27.7829], [120.6489, 27.7807]]}


class PlaceForm(forms.Form):
    place = GeometryField()
    point = GeometryField(kinds=("Point",), required=False)


@pytest.mark.parametrize(
    ("text", "geometry"),
    [
        ("120.6387,27.7829; 120.6489,27.7807", LINE),
        ("120.6387 27.7829；120.6489，27.7807；", LINE),
        ("120.5,27.5", {"type": "Point", "coordinates": [120.5, 27.5]}),
        (
            "120.5,27.5;120.6,27.6 | 120.7,27.7;120.8,27.8",
            {
                "type": "MultiLineString",
                "coordinates": [[[120.5, 27.5], [120.6, 27.6]], [[120.7, 27.7], [120.8, 27.8]]],
            },
        ),
    ],
)
def test_typed_coordinates_become_a_geometry(text, geometry):
    assert from_text(text) == geometry


def test_where_no_line_may_be_drawn_several_pairs_are_points():
    assert from_text("120.5,27.5;120.6,27.6", ("Point",))["type"] == "MultiPoint"


@pytest.mark.parametrize("text", ["", ";", "120.5", "120.5,27.5,3", "east,north", "nan,27", "120,inf", "1,2;x"])
def test_what_is_no_list_of_pairs_is_refused(text):
    with pytest.raises(CoordinatesInvalid):
        from_text(text)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=2, max_size=8))
def test_text_and_geometry_say_the_same(pairs):
    geometry = {"type": "LineString", "coordinates": [list(pair) for pair in pairs]}
    assert from_text(as_text(json.dumps(geometry))) == geometry


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", '{"type": "Point"}', '{"type": "Point", "coordinates": 3}', "[" * 99999]
)
def test_what_is_no_geometry_has_no_text(text):
    assert as_text(text) == ""


def test_a_drawn_place_is_read():
    form = PlaceForm({"place": json.dumps(LINE), "place_coordinates": as_text(json.dumps(LINE))})
    assert form.is_valid()
    assert form.cleaned_data == {"place": LINE, "point": None}


def test_a_typed_place_is_read_without_a_script_and_wins_over_what_was_drawn_before():
    form = PlaceForm({"place": json.dumps(LINE), "place_coordinates": "120.5,27.5"})
    assert form.is_valid()
    assert form.cleaned_data["place"] == {"type": "Point", "coordinates": [120.5, 27.5]}


def test_unreadable_coordinates_are_said_and_kept():
    form = PlaceForm({"place": "", "place_coordinates": "from the bridge"})
    with translation.override("zh-hans"):
        assert "经度" in form.errors["place"][0]
    assert 'name="place_coordinates" value="from the bridge"' in str(form["place"])
    assert 'name="place" value=""' in str(form["place"])


def test_an_empty_place_says_what_to_do():
    with translation.override("zh-hans"):
        assert "标绘" in PlaceForm({}).errors["place"][0]


def test_the_drawing_widget_offers_only_what_may_be_drawn():
    page = str(PlaceForm(initial={"place": LINE})["point"])
    assert 'data-kinds="Point"' in page
    assert "120.6387,27.7829; 120.6489,27.7807" in str(PlaceForm(initial={"place": LINE})["place"])


def test_dates_and_times_use_the_browsers_own_input():
    assert 'type="date"' in DateInput().render("day", None)
    assert 'type="time"' in TimeInput().render("hour", None)
