"""The register says on which road a drawn place lies."""

import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.ops import substring

from core.geo import LocalPlane
from permits.rules.road_matching import roads_under
from permits.rules.road_pieces import ON_ROAD_M
from permits.rules.roads import RegisteredRoad

PLANE = LocalPlane(120.65, 27.78)


def line(*metres) -> shapely.LineString:
    return PLANE.to_lonlat(shapely.LineString(metres))


def road(ref: str, *metres, **more) -> RegisteredRoad:
    return RegisteredRoad(ref, ref, line(*metres), **more)


MAIN = road("main", (0, 0), (1000, 0), lanes=3, lanes_opposite=2, hourly_volume_pcu=(600.0,) * 24)
CROSSING = road("crossing", (500, -400), (500, 400), lanes=1, lanes_opposite=1)
EASTBOUND = road("eastbound", (0, 0), (1000, 0), oneway=True, lanes=3, lanes_opposite=0)
WESTBOUND = road("westbound", (1000, 15), (0, 15), oneway=True, lanes=3, lanes_opposite=0)


def found(place, *roads) -> list[str]:
    return [on.road.ref for on in roads_under(place, roads)]


def test_a_line_along_a_road_lies_on_it_and_not_on_the_one_it_crosses():
    assert found(line((300, 4), (700, 4)), CROSSING, MAIN) == ["main"]


def test_where_it_turns_the_corner_the_longer_leg_decides():
    assert found(line((300, 0), (500, 0), (500, 90)), CROSSING, MAIN) == ["main", "crossing"]


def test_of_two_carriageways_the_one_with_traffic_its_way():
    for middle in (-3, 0, 7, 15, 18):
        east, west = line((200, middle), (600, middle)), line((600, middle), (200, middle))
        assert found(east, WESTBOUND, EASTBOUND)[0] == "eastbound"
        assert found(west, WESTBOUND, EASTBOUND)[0] == "westbound"


def test_beyond_the_road_nothing_is_found():
    assert found(line((100, ON_ROAD_M + 1), (300, ON_ROAD_M + 1)), MAIN) == []
    assert found(line((1100, 0), (1300, 0)), MAIN) == []


def test_a_point_lies_on_the_nearest_road():
    assert found(PLANE.to_lonlat(shapely.Point(490, 9)), MAIN, CROSSING) == ["main", "crossing"]
    assert found(PLANE.to_lonlat(shapely.Point(200, 60)), MAIN, CROSSING) == []


def test_an_area_lies_where_its_longer_side_runs():
    area = PLANE.to_lonlat(shapely.box(470, -6, 640, 2))
    assert found(area, CROSSING, MAIN) == ["main"]


def test_against_the_line_the_lanes_change_sides_and_the_traffic_is_not_known():
    there, back = roads_under(line((100, 0), (300, 0)), [MAIN]), roads_under(line((300, 0), (100, 0)), [MAIN])
    assert there[0].along and there[0].as_travelled is MAIN
    assert not back[0].along
    turned = back[0].as_travelled
    assert (turned.lanes, turned.lanes_opposite, turned.hourly_volume_pcu) == (2, 3, None)
    assert turned.line.equals(MAIN.line.reverse())


def test_on_a_one_way_road_traffic_runs_as_registered_however_the_place_is_drawn():
    (on,) = roads_under(line((300, 0), (100, 0)), [EASTBOUND])
    assert not on.along and on.as_travelled is EASTBOUND


@given(
    st.lists(st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000)), min_size=2, max_size=5, unique=True),
    st.floats(0, 0.9),
    st.floats(0.05, 1),
    st.booleans(),
)
def test_a_stretch_of_a_road_lies_on_the_whole_of_itself(corners, begins, share, backwards):
    metric = shapely.LineString(corners)
    ends = min(begins + share, 1)
    drawn = substring(metric, begins, ends, normalized=True)
    drawn = PLANE.to_lonlat(drawn.reverse() if backwards else drawn)
    registered = RegisteredRoad("r", "r", PLANE.to_lonlat(metric))
    (on,) = roads_under(drawn, [registered])
    drawn_m = PLANE.to_metres(drawn).length
    assert 0 < on.length_m <= drawn_m * 1.001
    if metric.is_simple and len(corners) == 2:
        assert on.length_m >= drawn_m * 0.99
        assert on.along is not backwards
