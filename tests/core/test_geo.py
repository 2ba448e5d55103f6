"""Metres, areas, neighbours and responsibility on the earth."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer
from shapely import LineString, MultiLineString, MultiPoint, Point, Polygon, STRtree, box

from core.datum import gcj02_to_wgs84, looks_like_gcj02, wgs84_to_gcj02
from core.geo import (
    area_m2,
    bbox,
    distance_m,
    grown_bbox,
    length_m,
    local_plane,
    pairs_within_m,
    representative_lonlat,
    squadron_of,
    to_local,
    within,
    within_bounds,
)

EARTH = Geod(ellps="WGS84")
RUIAN = (120.63, 27.78)
BRITISH_DATA = Path(__file__).parents[3] / "shared/data/national_highways_planned_roadworks_2025-04-14.geojson"


def east_of(lonlat, metres, azimuth=90):
    return EARTH.fwd(*lonlat, azimuth, metres)[:2]


def test_a_line_is_as_long_as_it_was_laid():
    assert length_m(LineString([RUIAN, east_of(RUIAN, 1200)])) == pytest.approx(1200, rel=1e-6)
    two = MultiLineString([[RUIAN, east_of(RUIAN, 100)], [RUIAN, east_of(RUIAN, 50, 0)]])
    assert length_m(two) == pytest.approx(150, rel=1e-6)
    assert length_m(Point(RUIAN)) == length_m(box(120, 27, 121, 28)) == 0


def test_an_area_is_measured_without_its_hole():
    corners = [RUIAN, east_of(RUIAN, 100), east_of(east_of(RUIAN, 100), 40, 0), east_of(RUIAN, 40, 0)]
    assert area_m2(Polygon(corners)) == pytest.approx(4000, rel=1e-4)
    assert area_m2(Polygon(corners[::-1])) == pytest.approx(4000, rel=1e-4)
    assert area_m2(box(0, 0, 1, 1) - box(0.25, 0, 0.75, 1)) == pytest.approx(area_m2(box(0, 0, 1, 1)) / 2, rel=1e-3)
    assert area_m2(LineString([(0, 0), (1, 1)])) == 0


@given(
    st.floats(-179, 178),
    st.floats(-60, 65),
    st.floats(0, 360),
    st.floats(1, 90_000),
)
def test_a_distance_is_exact_to_a_hundredth_of_a_percent_anywhere(lon, lat, azimuth, metres):
    end = EARTH.fwd(lon, lat, azimuth, metres)[:2]
    if abs(end[0] - lon) > 90:
        return  # across the antimeridian: no road
    assert distance_m(Point(lon, lat), Point(end)) == pytest.approx(metres, rel=1e-6)
    # As shapes, so that the plane and not the geodesic measures.
    assert distance_m(MultiPoint([(lon, lat)]), MultiPoint([end])) == pytest.approx(metres, rel=1e-4)


def test_shapes_that_touch_are_no_metres_apart():
    crossing = LineString([(120.60, 27.77), (120.64, 27.79)]), LineString([(120.60, 27.79), (120.64, 27.77)])
    assert distance_m(*crossing) == 0


def test_a_point_beside_a_line_is_as_far_as_its_perpendicular():
    line = LineString([east_of(RUIAN, 500, 270), east_of(RUIAN, 500)])
    assert distance_m(line, Point(east_of(RUIAN, 35, 0))) == pytest.approx(35, abs=0.03)


def test_far_apart_the_geodesic_is_given():
    far = distance_m(MultiPoint([RUIAN]), MultiPoint([(-0.45, 51.32)]))
    assert far == pytest.approx(EARTH.inv(*RUIAN, -0.45, 51.32)[2])


def test_a_local_plane_goes_there_and_back():
    line = LineString([RUIAN, east_of(RUIAN, 3000, 60)])
    plane = local_plane(line)
    assert to_local(line).length == pytest.approx(3000, rel=1e-5)
    assert plane.to_lonlat(plane.to_metres(line)).equals_exact(line, 1e-9)


def test_the_neighbours_are_those_of_the_slow_search():
    places = [Point(east_of(east_of(RUIAN, 37 * (n % 9)), 23 * (n // 9), 0)) for n in range(60)]
    slow = [(i, j) for (i, a), (j, b) in combinations(enumerate(places), 2) if EARTH.inv(a.x, a.y, b.x, b.y)[2] <= 50]
    found = pairs_within_m(places, 50)
    assert [pair[:2] for pair in found] == slow
    assert slow
    assert max(pair[2] for pair in found) <= 50
    assert pairs_within_m([], 50) == []
    assert pairs_within_m([places[0], places[0]], 0) == [(0, 1, 0)]


@pytest.mark.skipif(not BRITISH_DATA.exists(), reason="the shared data folder is not beside the repository")
@pytest.mark.parametrize("within_m", [0, 20, 50, 100])
def test_real_british_works_have_the_neighbours_of_the_national_grid(within_m):
    places = [Point(feature["geometry"]["coordinates"]) for feature in json.loads(BRITISH_DATA.read_text())["features"]]
    grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    planar = [Point(grid.transform(place.x, place.y)) for place in places]
    tree = STRtree(planar)
    expected = {
        (i, j)
        for i, place in enumerate(planar)
        for j in tree.query(place, predicate="dwithin", distance=within_m).tolist()
        if i < j
    }
    assert {pair[:2] for pair in pairs_within_m(places, within_m)} == expected


@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(0, 360), st.floats(1, 5000))
def test_a_grown_box_misses_nothing_in_reach(lon, lat, azimuth, metres):
    west, south, east, north = grown_bbox((lon, lat, lon, lat), metres)
    reached = EARTH.fwd(lon, lat, azimuth, metres * 0.999)[:2]
    assert west <= reached[0] <= east
    assert south <= reached[1] <= north


def test_inside_the_city_or_not():
    city = (120.10, 27.40, 121.25, 28.05)
    assert within_bounds(Point(RUIAN), city)
    assert within_bounds(Point(120.10, 27.40), city)
    assert not within_bounds(LineString([RUIAN, (120.63, 28.2)]), city)
    assert within(Point(RUIAN), box(*city))
    assert bbox(LineString([RUIAN, (120.63, 28.2)])) == (120.63, 27.78, 120.63, 28.2)


def test_the_representative_point_lies_on_the_shape():
    line = MultiLineString([[(120.6, 27.7), (120.6, 27.8)], [(120.7, 27.7), (120.7, 27.71)]])
    assert representative_lonlat(line) == pytest.approx((120.6, 27.75))
    assert representative_lonlat(Point(RUIAN)) == RUIAN
    horseshoe = box(0, 0, 3, 3) - box(1, 0, 2, 2)
    assert horseshoe.contains(Point(representative_lonlat(horseshoe)))


WEST, EAST = box(120.5, 27.7, 120.6, 27.8), box(120.6, 27.7, 120.7, 27.8)


@pytest.mark.parametrize(
    ("geom", "squadron"),
    [
        (Point(120.55, 27.75), "west"),
        (LineString([(120.58, 27.75), (120.65, 27.75)]), "east"),
        (LineString([(120.55, 27.75), (120.62, 27.75)]), "west"),
        (MultiPoint([(120.55, 27.75), (120.65, 27.75), (120.66, 27.75)]), "east"),
        (box(120.59, 27.72, 120.605, 27.73), "west"),
        (Point(120.71, 27.75), "east"),  # a kilometre outside: the drawn border is not exact
        (Point(120.80, 27.75), None),
        (Point(-0.45, 51.3), None),
    ],
)
def test_the_squadron_with_the_largest_part_is_responsible(geom, squadron):
    assert squadron_of(geom, [("west", WEST), ("east", EAST)]) == squadron


def test_without_areas_nobody_is_responsible():
    assert squadron_of(Point(RUIAN), []) is None


@given(st.floats(74, 134), st.floats(18, 53))
def test_gcj02_goes_there_and_back(lon, lat):
    shifted = wgs84_to_gcj02(lon, lat)
    assert 1 < distance_m(Point(lon, lat), Point(shifted)) < 2000
    assert gcj02_to_wgs84(*shifted) == pytest.approx((lon, lat), abs=1e-7)


def test_gcj02_known_values():
    # Beijing, the example every implementation is checked with.
    assert wgs84_to_gcj02(116.404, 39.915) == pytest.approx((116.41024449916938, 39.91640428150164), abs=1e-9)
    assert wgs84_to_gcj02(-0.45, 51.3) == (-0.45, 51.3)


def test_a_place_copied_from_a_chinese_web_map_is_noticed():
    road = LineString([(120.62, 27.781), (120.64, 27.781)])
    on_road = LineString([(120.625, 27.781), (120.626, 27.781)])
    copied = LineString([wgs84_to_gcj02(*point) for point in on_road.coords])
    assert looks_like_gcj02(copied, road)
    assert not looks_like_gcj02(on_road, road)
    assert not looks_like_gcj02(LineString([(120.625, 27.80), (120.626, 27.80)]), road)
