"""Geometry from outside: every way it can be wrong has its own name."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.geojson import AREA_TYPES, DEPTHS, GeometryInvalid, parse_geometry

GOOD = {
    "Point": [120.63, 27.78],
    "MultiPoint": [[120.63, 27.78], [120.64, 27.78]],
    "LineString": [[120.63, 27.78], [120.64, 27.78]],
    "MultiLineString": [[[120.63, 27.78], [120.64, 27.78]], [[120.635, 27.77], [120.635, 27.79]]],
    "Polygon": [[[120.63, 27.78], [120.64, 27.78], [120.64, 27.79], [120.63, 27.78]]],
}


@pytest.mark.parametrize("kind", GOOD)
def test_good_geometry_is_read(kind):
    geom = parse_geometry({"type": kind, "coordinates": GOOD[kind], "bbox": [120, 27, 121, 28]})
    assert geom.geom_type == kind
    assert geom.bounds[0] >= 120.63


def test_a_height_is_dropped_and_a_ring_road_is_allowed():
    assert parse_geometry({"type": "Point", "coordinates": [120.63, 27.78, 12]}).has_z is False
    ring = [[120.63, 27.78], [120.64, 27.78], [120.64, 27.79], [120.63, 27.78]]
    assert parse_geometry({"type": "LineString", "coordinates": ring}).is_ring


def test_an_area_may_have_several_parts_when_areas_are_asked_for():
    area = {"type": "MultiPolygon", "coordinates": [GOOD["Polygon"]]}
    assert parse_geometry(area, types=AREA_TYPES).geom_type == "MultiPolygon"
    with pytest.raises(GeometryInvalid) as refused:
        parse_geometry(area)
    assert refused.value.code == "geometry_type_unknown"


def line(*points):
    return {"type": "LineString", "coordinates": list(points)}


@pytest.mark.parametrize(
    ("obj", "code"),
    [
        (None, "geometry_malformed"),
        ([], "geometry_malformed"),
        ("POINT (1 2)", "geometry_malformed"),
        ({}, "geometry_malformed"),
        ({"type": "Point"}, "geometry_malformed"),
        ({"type": "Point", "coordinates": None}, "geometry_malformed"),
        ({"type": "Point", "coordinates": ["120.63", "27.78"]}, "geometry_malformed"),
        ({"type": "Point", "coordinates": [True, False]}, "geometry_malformed"),
        ({"type": "Point", "coordinates": [120.63]}, "geometry_malformed"),
        ({"type": "Point", "coordinates": [1, 2, 3, 4]}, "geometry_malformed"),
        ({"type": "Point", "coordinates": [[120.63, 27.78]]}, "geometry_malformed"),
        ({"type": "Point", "coordinates": []}, "geometry_malformed"),
        (line(120.63, 27.78), "geometry_malformed"),
        (line([[120.63, 27.78]], [[120.64, 27.78]]), "geometry_malformed"),
        ({"type": "Circle", "coordinates": [1, 2]}, "geometry_type_unknown"),
        ({"type": ["Point"], "coordinates": [1, 2]}, "geometry_type_unknown"),
        ({"type": "GeometryCollection", "geometries": []}, "geometry_type_unknown"),
        ({"type": "Point", "coordinates": [120, 27], "radius_m": 5}, "geometry_member_unknown"),
        (line(), "geometry_empty"),
        ({"type": "Polygon", "coordinates": [[]]}, "geometry_empty"),
        (line([120.63, 27.78]), "line_too_short"),
        ({"type": "MultiLineString", "coordinates": [GOOD["LineString"], []]}, "line_too_short"),
        (line([120.63, 27.78], [120.63, 27.78]), "line_without_length"),
        (line([120.63, float("nan")], [120.64, 27.78]), "coordinate_not_finite"),
        (line([120.63, 27.78], [float("inf"), 27.78]), "coordinate_not_finite"),
        (line([27.78, 120.63], [27.78, 120.64]), "coordinates_swapped"),
        (line([120.63, 27.78], [120.63, 91]), "coordinate_out_of_range"),
        (line([181, 27.78], [120.63, 27.78]), "coordinate_out_of_range"),
        ({"type": "Point", "coordinates": [10**400, 27]}, "coordinate_out_of_range"),
        ({"type": "Point", "coordinates": [13_428_000.0, 3_220_000.0]}, "coordinate_out_of_range"),
        (line([0, 0], [2, 2], [2, 0], [0, 2]), "geometry_self_crossing"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}, "geometry_self_crossing"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}, "geometry_self_crossing"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2]]]}, "polygon_not_closed"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [0, 0]]]}, "polygon_not_closed"),
        (line(*([n / 100, 1] for n in range(101))), "vertices_too_many"),
        ({"type": "MultiLineString", "coordinates": [[[n, 1], [n, 2]] for n in range(51)]}, "vertices_too_many"),
    ],
)
def test_bad_geometry_is_refused_by_name(obj, code):
    with pytest.raises(GeometryInvalid) as refused:
        parse_geometry(obj, max_vertices=100)
    assert refused.value.code == code
    violation = refused.value.as_violation("place")
    assert (violation.code, violation.field) == (code, "place")
    json.dumps(violation.data, allow_nan=False)


def test_the_swapped_coordinates_are_shown_the_right_way_round():
    with pytest.raises(GeometryInvalid) as refused:
        parse_geometry({"type": "Point", "coordinates": [27.78, 120.63]})
    assert refused.value.data == {"lon": 120.63, "lat": 27.78}


def test_the_unknown_members_are_named():
    with pytest.raises(GeometryInvalid) as refused:
        parse_geometry({"type": "Point", "coordinates": [1, 2], "radius_m": 5, "crs": {}})
    assert refused.value.data == {"members": ["crs", "radius_m"]}


def test_deep_nesting_is_refused_and_not_followed():
    nested = []
    for _ in range(100_000):
        nested = [nested]
    with pytest.raises(GeometryInvalid) as refused:
        parse_geometry({"type": "MultiLineString", "coordinates": nested})
    assert refused.value.code == "geometry_malformed"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from([*DEPTHS, "Circle"]), ANYTHING)
def test_whatever_is_sent_is_read_or_refused(kind, coordinates):
    try:
        geom = parse_geometry({"type": kind, "coordinates": coordinates})
    except GeometryInvalid as refused:
        assert refused.code
    else:
        assert not geom.is_empty
