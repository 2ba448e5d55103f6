"""What the register proposes for the road of a plan: lanes by direction, and the junction before the works."""

import datetime as dt

import pytest
import shapely

from core.geo import LocalPlane
from permits.plan import parse
from permits.rules.road_facts import UPSTREAM_M, road_facts
from permits.rules.roads import RegisteredRoad

PLANE = LocalPlane(120.65, 27.78)


def line(*metres) -> shapely.LineString:
    return PLANE.to_lonlat(shapely.LineString(metres))


def road(ref: str, *metres, name: str | None = None, **more) -> RegisteredRoad:
    return RegisteredRoad(ref, ref if name is None else name, line(*metres), **more)


MAIN = road("main", (0, 0), (1000, 0), lanes=3, lanes_opposite=2, opened_on=dt.date(2023, 5, 1), speed_limit_kmh=50)
EAST = road("east", (0, 0), (1000, 0), name="大道", oneway=True, lanes=3, lanes_opposite=0)
WEST = road("west", (1000, 16), (0, 16), name="大道", oneway=True, lanes=4, lanes_opposite=0)
AT_300, AT_800 = road("a", (300, -200), (300, 200)), road("b", (800, 0), (800, 300))
EASTWARD, WESTWARD = line((500, 0), (600, 0)), line((600, 0), (500, 0))


def upstream(place, *roads):
    junction = road_facts(place, roads).junction
    return junction and (pytest.approx(junction.upstream_m, abs=0.1), junction.road.name)


def test_the_junction_before_the_works_depends_on_the_direction_of_travel():
    assert upstream(EASTWARD, MAIN, AT_300, AT_800) == (200, "a")
    assert upstream(WESTWARD, MAIN, AT_300, AT_800) == (200, "b")


def test_traffic_on_a_carriageway_comes_from_where_it_comes_however_the_place_is_drawn():
    assert upstream(EASTWARD, EAST, AT_300, AT_800) == upstream(WESTWARD, EAST, AT_300, AT_800) == (200, "a")


def test_a_road_that_ends_beside_the_road_makes_a_junction_with_it_and_one_farther_off_does_not():
    assert upstream(EASTWARD, MAIN, road("near", (250, 14), (250, 300))) == (250, "near")
    assert upstream(EASTWARD, MAIN, road("far", (250, 30), (250, 300))) is None


def test_the_road_may_go_on_under_another_reference():
    before = road("before", (-700, 0), (0, 0), name="main")
    backwards = road("before", (0, 0), (-700, 0), name="main")
    crossing = road("c", (-400, -50), (-400, 50))
    assert upstream(EASTWARD, MAIN, before, crossing) == (900, "c")
    assert upstream(EASTWARD, MAIN, backwards, crossing) == (900, "c")
    assert upstream(EASTWARD, MAIN, road("other", (-700, 0), (0, 0)), crossing) == (500, "other")


def test_without_a_junction_within_reach_nothing_is_proposed():
    assert upstream(EASTWARD, MAIN) is None
    far = road("long", (-3000, 0), (-1, 0), name="main")
    assert upstream(EASTWARD, MAIN, far, road("c", (-500 - UPSTREAM_M, -5), (-500 - UPSTREAM_M, 5))) is None
    round_trip = road("loop", (0, 0), (-90, 0), (-90, 90), (0, 90), (0, 8), name="main")
    assert upstream(EASTWARD, MAIN, round_trip) is None


def test_the_other_carriageway_gives_the_lanes_of_the_other_direction():
    facts = road_facts(EASTWARD, [EAST, WEST])
    assert (facts.road.ref, facts.lanes, facts.lanes_opposite) == ("east", 3, 4)
    facts = road_facts(WESTWARD, [EAST, WEST])
    assert (facts.road.ref, facts.lanes, facts.lanes_opposite) == ("west", 4, 3)
    assert road_facts(EASTWARD, [EAST]).lanes_opposite == 0


def test_what_is_proposed_can_be_read_by_the_plan():
    volumes = tuple(float(hour) for hour in range(24))
    known = road("r", (0, 0), (1000, 0), lanes=2, lanes_opposite=2, lane_width_m=3.5, design_speed_kmh=60,
                 overhauled_on=dt.date(2024, 3, 9), hourly_volume_pcu=volumes)  # fmt: skip
    members = road_facts(EASTWARD, [known, AT_300]).plan_members
    assert members["upstream_junction_m"] == 200
    phase = {"starts_on": "2026-12-01", "ends_on": "2026-12-02", "layout": "L01"}
    plan = parse({"road": {"name": "r", "kind": "city", "class": "arterial", **members}, "phases": [phase]})
    assert (plan.road.lanes, plan.road.overhauled_on) == (2, dt.date(2024, 3, 9))
    assert plan.road.hourly_volume_pcu == volumes
    assert road_facts(EASTWARD, [MAIN]).plan_members == {
        "lanes": 3, "lanes_opposite": 2, "speed_limit_kmh": 50, "opened_on": "2023-05-01",
    }  # fmt: skip


def test_beside_every_road_nothing_is_known():
    assert road_facts(line((0, 500), (100, 500)), [MAIN]) is None
    assert road_facts(PLANE.to_lonlat(shapely.Point(500, 3)), [MAIN, AT_300]).junction.upstream_m == pytest.approx(
        200, abs=0.1
    )
