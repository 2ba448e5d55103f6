"""What a detour does to the registered roads it uses: a block of four roads round the closed one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString

from core import geo
from permits.plan import parse
from permits.plan.check import check
from permits.plan.impact.assess import assess
from permits.plan.impact.matching import match
from permits.plan.situation import situations
from permits.rules.roads import RegisteredRoad
from tests.permits.plan.examples import changed

#: About 985 m to the east and 554 m to the south and back.
WEST, EAST, NORTH, SOUTH = 120.64, 120.65, 27.785, 27.78
CLOSED = [(WEST, NORTH), (EAST, NORTH)]
DOWN, ALONG, UP = [(WEST, NORTH), (WEST, SOUTH)], [(WEST, SOUTH), (EAST, SOUTH)], [(EAST, SOUTH), (EAST, NORTH)]
ROUND = [CLOSED[0], DOWN[1], ALONG[1], CLOSED[1]]
VOLUMES = (100.0,) * 7 + (900.0,) * 12 + (300.0,) * 5


def road(ref, line, name=None, **facts):
    facts = {"lanes": 1, "lanes_opposite": 1, "design_speed_kmh": 40, "hourly_volume_pcu": VOLUMES} | facts
    return RegisteredRoad(ref=ref, name=ref if name is None else name, line=LineString(line), **facts)


BLOCK = (
    road("万松东路", CLOSED),
    road("罗阳大道", DOWN),
    road("瑞祥大道", ALONG, name_en="Ruixiang Avenue"),
    # Drawn from north to south, so that the detour meets it against its line.
    road("安阳路", UP[::-1], lanes_opposite=2),
    # Crosses the detour in the middle and is none of its roads.
    road("塘河路", [(120.645, NORTH + 0.002), (120.645, SOUTH - 0.002)]),
)


def at(**changes):
    line = {"type": "LineString", "coordinates": [list(point) for point in ROUND]}
    centreline = {"type": "LineString", "coordinates": [list(point) for point in CLOSED]}
    closure = {"layout": "L10", "daily_hours": [["08:00", "12:00"]], "detour": {"line": line}} | changes
    return situations(parse(changed(**closure, centreline=centreline)))[0]


def detour(roads=BLOCK, **changes):
    return assess(at(**changes), roads).detour


def test_the_roads_are_named_in_the_order_of_the_way_with_their_lengths():
    found = detour()
    assert [one.name for one in found.roads] == ["罗阳大道", "瑞祥大道", "安阳路"]
    assert found.length_m == pytest.approx(geo.length_m(LineString(ROUND)))
    assert [one.length_m for one in found.roads] == pytest.approx([554, 985, 554], rel=0.05)
    assert found.unmatched_m < 60
    assert found.ratio == pytest.approx(found.length_m / geo.length_m(LineString(CLOSED)))


def test_a_full_closure_sends_all_its_traffic_in_the_closed_hours():
    """1,200 pcu/h in each of four hours onto 900 of 1,300 pcu/h: 0.69 before, 1.62 after."""
    found = detour()
    assert found.diverted_pcu_day == 4800
    along = found.roads[1]
    assert (along.worst_hour, along.volume_pcu_h, along.added_pcu_h, along.capacity_pcu_h) == (8, 900, 1200, 1300)
    assert (along.vc_before, along.vc_after) == (pytest.approx(900 / 1300), pytest.approx(2100 / 1300))
    assert along.over is True


def test_a_partial_closure_sends_what_is_above_the_capacity_left():
    volumes = [200] * 8 + [3000] * 2 + [1000] * 14
    changes = {"layout": "L01", "hourly_volume_pcu": volumes, "remaining_lane_width_m": None}
    found = detour(**changes)
    assert found.diverted_pcu_day == 2 * (3000 - 2800)
    assert [one.added_pcu_h for one in found.roads] == [200] * 3
    nothing = detour(**changes | {"hourly_volume_pcu": [100] * 24})
    assert (nothing.diverted_pcu_day, nothing.roads[0].worst_hour, nothing.roads[0].over) == (0, None, False)


def test_the_direction_decides_lanes_and_whether_the_volume_was_counted():
    down, _along, up = detour().roads
    assert (down.volume_basis, down.lanes) == ("counted", 1)
    assert (up.volume_basis, up.lanes, up.wrong_way) == ("opposite", 2, False)


def test_a_detour_against_a_one_way_road_is_seen():
    wrong = (*BLOCK[:3], road("安阳路", UP[::-1], oneway=True, lanes_opposite=0))
    up = detour(wrong).roads[2]
    assert (up.wrong_way, up.volume_basis, up.vc_after) == (True, "unknown", None)


def test_of_two_carriageways_the_one_with_the_traffic_is_meant():
    east = [(lon + 0.00008, lat) for lon, lat in UP]
    both = (
        *BLOCK[:3],
        road("安阳路南行", UP[::-1], oneway=True, lanes_opposite=0),
        road("安阳路北行", east, oneway=True, lanes_opposite=0),
    )
    up = detour(both).roads[2]
    assert (up.name, up.wrong_way) == ("安阳路北行", False)


def test_stretches_of_one_road_are_one_row_with_the_fullest_figures():
    middle = (120.645, SOUTH)
    parts = (
        *BLOCK[:2],
        road("a", [ALONG[0], middle], name="瑞祥大道", lanes=2),
        road("b", [middle, ALONG[1]], name="瑞祥大道"),
        BLOCK[3],
    )
    down, along, _up = detour(parts).roads
    assert along.length_m == pytest.approx(985, rel=0.05)
    assert (along.ref, along.lanes, along.over) == ("b", 1, True)


def test_what_is_not_known_is_said_to_be_unknown():
    bare = (BLOCK[0], road("罗阳大道", DOWN, hourly_volume_pcu=None), road("瑞祥大道", ALONG, lanes=None))
    found = detour(bare)
    down, along = found.roads
    assert (down.volume_basis, down.vc_after, down.added_pcu_h, down.over) == ("unknown", None, 1200, False)
    assert (along.capacity_pcu_h, along.vc_after, along.volume_pcu_h) == (None, None, 900)
    assert found.unmatched_m == pytest.approx(554, rel=0.1)
    without_volumes = detour(hourly_volume_pcu=None)
    assert (without_volumes.diverted_pcu_day, without_volumes.roads[0].added_pcu_h) == (None, None)


def test_a_detour_without_register_is_as_long_as_it_is():
    alone = assess(at()).detour
    assert (alone.roads, alone.unmatched_m) == ((), alone.length_m)
    assert assess(at(detour={"description": "绕行"}), BLOCK).detour is None


def test_findings_speak_of_full_and_wrong_roads():
    plan = parse(
        changed(
            layout="L10",
            daily_hours=[["08:00", "12:00"]],
            detour={"line": {"type": "LineString", "coordinates": [list(point) for point in ROUND]}},
        )
    )
    wrong = (*BLOCK[1:3], road("安阳路", UP[::-1], oneway=True, lanes_opposite=0))
    found = {(one.rule, one.level): one for one in check(plan, roads=wrong).findings if one.rule in ("S18", "S19")}
    assert set(found) == {("S18", "warn"), ("S19", "warn")}
    assert (
        "Ruixiang Avenue reaches a degree of saturation of 1.62 at 8:00 (now 0.69)"
        in found["S18", "warn"].message["en"]
    )
    assert "安阳路" in found["S19", "warn"].message["zh"]
    assert not [one for one in check(plan).findings if one.rule in ("S18", "S19")]


def test_everything_can_be_written_as_json():
    told = assess(at(), BLOCK).as_json()["detour"]
    assert (told["diverted_pcu_day"], told["roads"][1]["vc_after"], told["roads"][1]["name"]) == (
        4800,
        1.62,
        "瑞祥大道",
    )


def test_a_line_of_no_length_runs_on_no_road():
    nowhere = LineString([CLOSED[0]] * 2)
    for roads in ((), BLOCK):
        assert match(nowhere, roads).stretches == ()
    whole = match(LineString(CLOSED), ())
    assert whole.unmatched_m == whole.length_m > 900


places = st.tuples(st.floats(WEST - 0.003, EAST + 0.003), st.floats(SOUTH - 0.003, NORTH + 0.003))


@given(st.lists(places, min_size=2, max_size=8))
def test_every_metre_is_on_a_road_or_on_none(points):
    line = LineString(points)
    matched = match(line, BLOCK)
    on_roads = sum(stretch.length_m for stretch in matched.stretches)
    assert on_roads + matched.unmatched_m == pytest.approx(matched.length_m, abs=0.01)
    assert matched.length_m == pytest.approx(geo.length_m(line), abs=0.01)
