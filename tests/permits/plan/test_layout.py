"""Laying out: signs and devices stand where the tables say, and what is completed passes."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permits.plan import as_json, parse
from permits.plan.check import check
from permits.plan.layout.complete import complete, filled_members
from permits.plan.layout.devices import devices_of, quantities_of
from permits.plan.layout.signs import places_for, propose_signs
from permits.plan.model import LAYOUTS
from permits.plan.situation import situations
from tests.permits.plan.examples import PASSING, changed

FILLED = ("lengths_m", "closed_lanes", "offset_m", "workzone_speed_kmh", "speed_steps_kmh", "signs", "flaggers")


def bare(layout="L01", **road):
    """A plan of road, closure and speed alone."""
    return {
        "road": {"name": "万松东路", "kind": "city", "class": "arterial", "design_speed_kmh": 60, "lanes": 3, **road},
        "works": {"excavation": False, "notice_published_on": "2026-11-01"},
        "phases": [
            {
                "starts_on": "2026-12-07",
                "ends_on": "2026-12-20",
                "layout": layout,
                "detour": {"description": "经商城大道绕行"},
            }
        ],
    }


def first(data):
    return situations(parse(data))[0]


def completed(data):
    return complete(parse(data)).phases[0]


@settings(max_examples=300)
@given(
    layout=st.sampled_from(LAYOUTS),
    kind=st.sampled_from(["city", "highway", "village"]),
    road_class=st.sampled_from(["expressway", "arterial", "secondary", "branch"]),
    speed=st.integers(20, 120),
    limit=st.none() | st.integers(20, 120),
    lanes=st.integers(1, 5),
    opposite=st.integers(0, 5),
    junction=st.none() | st.integers(0, 2000),
    width=st.none() | st.floats(2.8, 4.0),
)
def test_a_completed_plan_is_never_blocked(layout, kind, road_class, speed, limit, lanes, opposite, junction, width):
    data = bare(
        layout,
        kind=kind,
        design_speed_kmh=speed,
        speed_limit_kmh=limit,
        lanes=lanes,
        lanes_opposite=opposite,
        upstream_junction_m=junction,
        lane_width_m=width,
        **{"class": road_class},
    )
    plan = complete(parse(data))
    assert [f for f in check(plan).findings if f.level == "block"] == []
    assert complete(plan) == plan


def test_the_least_layout_of_an_arterial_is_that_of_the_tables():
    phase = as_json(completed(bare(upstream_junction_m=450, speed_limit_kmh=60)))
    assert phase["lengths_m"] == {
        "advance_warning": 40,
        "upstream_taper": 82,
        "buffer": 40,
        "work_area": 20,
        "downstream_taper": 30,
        "termination": 10,
    }
    assert (phase["closed_lanes"], phase["offset_m"]) == ([3], 3.5)
    assert (phase["workzone_speed_kmh"], phase["speed_steps_kmh"]) == (40, [60, 40])


def test_completion_keeps_what_is_said():
    plan = parse(PASSING)
    assert complete(plan) == plan


@pytest.mark.parametrize("member", FILLED)
def test_completion_fills_just_what_is_missing(member):
    plan = parse(changed(**{member: None}))
    after = complete(plan)
    assert filled_members(plan.phases[0], after.phases[0]) == (member,)


def test_the_advance_warning_area_starts_at_a_nearer_junction():
    assert completed(bare(design_speed_kmh=80, upstream_junction_m=70)).lengths_m.advance_warning == 70


def test_no_advance_warning_length_is_made_up_for_a_highway():
    assert completed(bare(kind="highway")).lengths_m.advance_warning is None


def test_alternating_traffic_gets_two_flaggers_unless_signals_stand():
    data = bare("L07", lanes=1, lanes_opposite=1)
    assert completed(data).flaggers == 2
    data["phases"][0]["temporary_signals"] = True
    assert completed(data).flaggers == 0


@pytest.mark.parametrize(
    ("layout", "codes"),
    [
        (
            "L01",
            {"works_ahead", "lane_reduction", "workzone_speed_limit", "chevron", "barricade", "speed_limit_restored"},
        ),
        ("L06", {"works_ahead", "pedestrian_cycle_passage"}),
        ("L07", {"works_ahead", "flagger_ahead", "workzone_speed_limit", "barricade", "speed_limit_restored"}),
        ("L10", {"works_ahead", "detour", "barricade"}),
        ("L12", {"works_ahead", "barricade"}),
    ],
)
def test_signs_a_layout_may_not_lack(layout, codes):
    places = places_for(first(bare(layout)))
    assert {place.code for place in places if place.strength == "shall"} == codes


@pytest.mark.parametrize("layout", ["L09", "L12"])
def test_a_lower_limit_is_signed_and_lifted_also_where_no_table_asks_for_it(layout):
    codes = [sign.code for sign in completed(bare(layout)).signs]
    assert codes == ["works_ahead", "workzone_speed_limit", "barricade", "workzone_end", "speed_limit_restored"]


@pytest.mark.parametrize(
    ("road", "codes"),
    [
        ({"upstream_junction_m": 500}, {"works_in_300m"}),
        ({"upstream_junction_m": 499}, {"works_at_upstream_junction"}),
        ({"upstream_junction_m": None}, set()),
        ({"class": "expressway"}, {"works_in_1km_and_300m"}),
        ({"kind": "highway", "upstream_junction_m": 800}, set()),
    ],
)
def test_signs_before_the_zone_follow_the_road(road, codes):
    ahead = {"works_in_300m", "works_at_upstream_junction", "works_in_1km_and_300m"}
    assert {sign.code for sign in completed(bare(**road)).signs} & ahead == codes


def test_the_sign_of_moving_works_is_on_the_vehicle():
    assert [(sign.code, sign.at_m) for sign in completed(bare("L11")).signs] == [("mobile_works", 0.0)]


def test_every_speed_step_is_signed_200_m_before_the_next():
    data = bare(design_speed_kmh=120, speed_limit_kmh=120, **{"class": "expressway"})
    plan = complete(parse(data))
    places = [s.at_m for s in propose_signs(situations(plan)[0]) if s.code == "workzone_speed_limit"]
    assert plan.phases[0].speed_steps_kmh == (120, 100, 80)
    assert places[1] - places[0] == 200
    assert places[1] == 995


def cones(data):
    return [device for device in devices_of(first(data)) if device.kind == "cone"]


def test_cones_stand_no_farther_apart_than_the_table_says():
    along = [device.at_m for device in cones(PASSING)]
    assert (along[0], along[-1], len(along)) == (40, 372, 65)
    for a, b in itertools.pairwise(along):
        dense = a < 122 or 222 <= a < 342
        assert b - a <= (4.0 if dense else 10.0) + 0.01


def test_cones_follow_the_edge_of_the_closed_band():
    by_place = {device.at_m: device.offset_m for device in cones(PASSING)}
    assert (by_place[40], by_place[122], by_place[222], by_place[342], by_place[372]) == (0, 3.5, 3.5, 3.5, 0)


def test_a_closed_middle_lane_has_a_row_on_both_sides():
    data = changed(layout="L03", closed_lanes=[2])
    assert len(cones(data)) > len(cones(PASSING)) + 20


def test_a_borrowed_lane_is_kept_apart_from_what_comes_towards_it():
    own, borrowed = {"lanes": 2, "lanes_opposite": 2, "closed_lanes": [1, 2], "offset_m": 7.0}, 3.5
    offsets = {device.offset_m for device in cones(changed(layout="L08", **own))}
    assert max(offsets) == 7.0 + borrowed
    alternating = {device.offset_m for device in cones(changed(layout="L07", **own))}
    assert max(alternating) == 7.0


@pytest.mark.parametrize(
    ("changes", "kind", "number"),
    [
        ({"flaggers": 3}, "flagger", 3),
        ({"temporary_signals": True}, "temporary_signal", 2),
        ({"layout": "L11"}, "works_vehicle", 1),
        ({"layout": "L10"}, "barricade", 2),
        ({"class": "expressway"}, "arrow_board", 1),
        ({"daily_hours": [["08:00", "17:00"]]}, "warning_light", 0),
        ({"daily_hours": [["22:00", "05:00"]]}, "warning_light", 7),
    ],
)
def test_devices_are_counted(changes, kind, number):
    assert quantities_of(devices_of(first(changed(**changes)))).get(kind, 0) == number


def test_nobody_sets_out_cones_for_a_hundred_kilometres():
    phases = [{**PASSING["phases"][0], "lengths_m": dict.fromkeys(PASSING["phases"][0]["lengths_m"], 100_000)}] * 100
    result = check(parse({**PASSING, "phases": phases}))
    assert {device.kind for device in result.devices}.isdisjoint({"cone", "warning_light"})
    assert any(finding.rule == "S16" for finding in result.findings)


def test_the_result_lists_devices_and_their_number():
    result = check(parse(PASSING)).as_json()
    assert sum(result["quantities"].values()) == len(result["devices"])
    assert {"phase": "一期", "kind": "works_ahead", "at_m": 0, "offset_m": -1.0} in result["devices"]
