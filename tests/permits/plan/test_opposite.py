"""Where both directions share the road, traffic from the other side is led and signed as well."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permits.plan import parse
from permits.plan.check import check
from permits.plan.layout.complete import complete
from permits.plan.layout.devices import devices_of
from permits.plan.situation import situations
from tests.permits.plan.examples import changed

WIDTH_M = 3.5
TAKEN = {"signs": None, "closed_lanes": None, "offset_m": None, "upstream_taper": None, "flaggers": None}


def devices(**changes):
    return devices_of(situations(complete(parse(changed(**{**TAKEN, **changes}))))[0])


def theirs(found, *kinds):
    return [d for d in found if d.direction == "opposite" and (not kinds or d.kind in kinds)]


ALTERNATING = {"layout": "L07", "lanes": 1, "lanes_opposite": 1}
CONTRAFLOW = {"layout": "L08", "lanes": 2, "lanes_opposite": 2}


@pytest.mark.parametrize("layout", ["L01", "L02", "L03", "L04", "L05", "L06", "L09", "L11", "L12"])
def test_elsewhere_the_other_direction_is_left_alone(layout):
    assert theirs(devices(layout=layout)) == []


def test_a_one_way_road_has_no_other_direction():
    assert theirs(devices(**{**CONTRAFLOW, "lanes_opposite": 0})) == []


def test_a_closed_road_is_closed_to_both_directions():
    found = devices(layout="L10", lanes=2, lanes_opposite=3, detour={"description": "绕行"})
    assert [d.kind for d in reversed(theirs(found))] == ["works_ahead", "detour"]
    # The barricades reach over the whole road: their middle is that of all five lanes.
    assert {d.offset_m for d in found if d.kind == "barricade"} == {5 * WIDTH_M / 2}


def test_one_flagger_stands_at_each_end_at_the_side_of_its_traffic():
    found = devices(**ALTERNATING)
    ours = [d for d in found if d.kind == "flagger" and not d.direction]
    (other,) = theirs(found, "flagger")
    assert len(ours) == 1 and ours[0].at_m < other.at_m
    # Beyond both lanes, half a metre beside the road.
    assert ours[0].offset_m == -0.5 and other.offset_m == 2 * WIDTH_M + 0.5


def test_temporary_signals_face_both_directions():
    found = devices(**ALTERNATING, temporary_signals=True)
    assert [d.direction for d in found if d.kind == "temporary_signal"] == ["", "opposite"]


def test_oncoming_traffic_meets_the_same_signs_in_the_same_order():
    met = [d.kind for d in reversed(theirs(devices(**ALTERNATING)))]
    assert met == [
        "works_ahead",
        "flagger_ahead",
        "workzone_speed_limit",
        "flagger",
        "workzone_end",
        "speed_limit_restored",
    ]


def test_oncoming_traffic_is_led_out_of_the_borrowed_lane():
    found = devices(**CONTRAFLOW)
    barricade, cones = theirs(found, "barricade")[0], theirs(found, "cone")
    own = complete(parse(changed(**{**TAKEN, **CONTRAFLOW}))).phases[0].lengths_m
    back_m = own.advance_warning + own.upstream_taper + own.buffer + own.work_area + own.downstream_taper
    assert barricade.at_m == back_m
    # From the median, two lanes from the outer edge, across the borrowed one.
    assert (min(c.offset_m for c in cones), max(c.offset_m for c in cones)) == (2 * WIDTH_M, 3 * WIDTH_M)
    beside = [c for c in cones if own.advance_warning <= c.at_m <= back_m]
    assert {c.offset_m for c in beside} == {3 * WIDTH_M}
    assert "lane_reduction" in {d.kind for d in theirs(found)}


def test_a_single_oncoming_lane_is_not_coned_off():
    assert theirs(devices(**{**CONTRAFLOW, "lanes_opposite": 1}), "cone", "barricade") == []


def test_the_direction_is_told_only_where_it_is_the_other():
    plan = complete(parse(changed(**{**TAKEN, **ALTERNATING})))
    told = check(plan).as_json()["devices"]
    assert {d.get("direction") for d in told} == {None, "opposite"}


@settings(max_examples=60)
@given(
    layout=st.sampled_from(["L07", "L08"]),
    lanes=st.integers(1, 4),
    opposite=st.integers(2, 4),
    speed=st.sampled_from([30, 40, 60, 80, 100]),
    kind=st.sampled_from(["city", "highway"]),
)
def test_both_directions_are_warned_and_released(layout, lanes, opposite, speed, kind):
    found = devices(
        layout=layout, lanes=lanes, lanes_opposite=opposite, design_speed_kmh=speed, speed_limit_kmh=speed, kind=kind
    )
    ours = {d.kind for d in found if not d.direction}
    assert ours - {"diversion", "works_vehicle", "works_at_upstream_junction", "cone", "chevron", "barricade"} <= {
        *(d.kind for d in theirs(found)),
        "warning_light",
        "arrow_board",
    }
    # Nothing of the other direction stands on this one's lanes.
    assert all(d.offset_m >= lanes * WIDTH_M - 0.01 for d in theirs(found))
