"""What the register and the city around works answer, against measuring everything."""

import datetime as dt
import random

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import mapping, shape

from core import clock, geo
from core.geojson import GeometryInvalid
from permits.models import Embargo, RoadSegment, SensitivePlace
from permits.selectors.roads import has_register, road_at, roads_near, roads_under_place
from permits.selectors.surroundings import embargoes_on, sensitive_near
from tests.city import MONDAY

WEST, SOUTH, EAST, NORTH = 120.60, 27.75, 120.70, 27.82


def boxed(geometry: shapely.Geometry) -> dict:
    west, south, east, north = geometry.bounds
    return {
        "geometry": mapping(geometry), "lon_min": west, "lat_min": south, "lon_max": east, "lat_max": north,
    }  # fmt: skip


def segment(ref: str, line: shapely.LineString, **more) -> RoadSegment:
    return RoadSegment(
        ref=ref, name=f"路{ref}", length_m=geo.length_m(line), changed_at=clock.now(), **boxed(line), **more
    )


@pytest.fixture
def roads(db):
    rng = random.Random(3)
    lines = []
    for _ in range(300):
        lon, lat = rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH)
        lines.append(shapely.LineString([(lon + rng.gauss(0, 0.004), lat + rng.gauss(0, 0.004)) for _ in range(3)]))
    RoadSegment.objects.bulk_create([segment(f"{i:03d}", line) for i, line in enumerate(lines)])
    return lines


lon, lat = st.floats(WEST, EAST), st.floats(SOUTH, NORTH)
unhurried = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@unhurried
@given(lon, lat, st.sampled_from([0, 0.001, 0.01]), st.sampled_from([0, 0.002]), st.sampled_from([0, 25, 300, 2000]))
def test_roads_near_a_box_are_exactly_those_within_the_distance(roads, west, south, wide, high, within_m):
    bounds = (west, south, west + wide, south + high)
    corners = [(west, south), (west + wide, south), (west + wide, south + high), (west, south + high)]
    box = shapely.MultiPoint(corners).convex_hull
    expected = [f"{i:03d}" for i, line in enumerate(roads) if geo.distance_m(line, box) <= within_m]
    assert [road.ref for road in roads_near(bounds, within_m)] == expected


@unhurried
@given(lon, lat)
def test_the_road_at_a_point_is_the_nearest_one(roads, here_lon, here_lat):
    place = shapely.Point(here_lon, here_lat)
    distances = {f"{i:03d}": geo.distance_m(line, place) for i, line in enumerate(roads)}
    nearest = min(distances.values())
    found = road_at(mapping(place))
    if nearest > 25.01:
        assert found is None
    elif nearest < 24.99:
        assert distances[found.ref] == pytest.approx(nearest, abs=0.05)


def test_a_register_is_there_once_a_road_is(db):
    assert not has_register()
    assert road_at({"type": "Point", "coordinates": [120.65, 27.78]}) is None
    segment("1", shapely.LineString([(120.64, 27.78), (120.66, 27.78)])).save()
    assert has_register()


def test_what_is_known_of_a_road_comes_along(db):
    line = shapely.LineString([(120.64, 27.78), (120.66, 27.78)])
    volumes = [float(hour * 10) for hour in range(24)]
    segment(
        "1", line, oneway=True, lanes=3, lanes_opposite=0, opened_on=dt.date(2023, 5, 1), hourly_volume_pcu=volumes,
        bus_route="trunk", rush_hour_buses=12, cycle_route_class=2, tram="beside", road_class="arterial",
    ).save()  # fmt: skip
    (road,) = roads_near((120.65, 27.78, 120.65, 27.78), 10)
    assert (road.ref, road.name, road.road_kind, road.road_class) == ("1", "路1", "city", "arterial")
    assert (road.oneway, road.lanes, road.lanes_opposite, road.lane_width_m) == (True, 3, 0, None)
    assert (road.opened_on, road.overhauled_on) == (dt.date(2023, 5, 1), None)
    assert road.hourly_volume_pcu == tuple(volumes)
    assert (road.bus_route, road.rush_hour_buses, road.cycle_route_class, road.tram) == ("trunk", 12, 2, "beside")
    assert shapely.equals(road.line, line)
    on = roads_under_place({"type": "LineString", "coordinates": [[120.645, 27.78], [120.655, 27.78]]})
    assert [found.road.ref for found in on] == ["1"]
    assert on[0].length_m == pytest.approx(985, abs=2)


def test_no_geometry_is_no_place(db):
    with pytest.raises(GeometryInvalid):
        road_at({"type": "LineString", "coordinates": [[120.645, 27.78]]})


def test_embargoes_hold_on_any_of_their_days(db):
    for name, first, last in (("高考", (6, 7), (6, 10)), ("中考", (6, 16), (6, 18)), ("国庆", (10, 1), (10, 7))):
        Embargo.objects.create(
            kind="examination", name=name, starts_on=dt.date(2026, *first), ends_on=dt.date(2026, *last)
        )

    def names(first, last):
        return [embargo.name for embargo in embargoes_on(dt.date(2026, *first), dt.date(2026, *last))]

    assert names((6, 10), (6, 16)) == ["高考", "中考"]
    assert names((6, 11), (6, 15)) == []
    assert names((10, 7), (10, 7)) == ["国庆"]
    assert names((1, 1), (12, 31)) == ["高考", "中考", "国庆"]


@unhurried
@given(lon, lat, st.sampled_from([0, 40, 400]))
def test_sensitive_places_near_are_exactly_those_within_the_distance(places, west, south, within_m):
    here = shapely.Point(west, south)
    expected = [f"{i:03d}" for i, place in enumerate(places) if geo.distance_m(place, here) <= within_m]
    assert [place.ref for place in sensitive_near((west, south, west, south), within_m)] == expected


@pytest.fixture
def places(db):
    rng = random.Random(5)
    shapes = []
    for number in range(200):
        point = shapely.Point(rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH))
        shapes.append(point.buffer(0.001, quad_segs=2) if number % 3 == 0 else point)
    SensitivePlace.objects.bulk_create(
        [SensitivePlace(ref=f"{i:03d}", kind="school", name=f"校{i}", **boxed(place)) for i, place in enumerate(shapes)]
    )
    return [shape(mapping(place)) for place in shapes]


@pytest.fixture(autouse=True)
def _monday():
    with clock.at(MONDAY):
        yield
