"""What puts a finding right: the value its rule asks for and nothing else, until nothing is left to put right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permits.plan import as_json, parse
from permits.plan.check import check
from permits.plan.finding import BLOCK
from permits.plan.model import LAYOUTS
from permits.plan.remedy import all_mended, mended
from tests.permits.plan.examples import REMOVED, changed


def after(rule, parameter, **changes):
    """The first phase once the finding is put right, as data."""
    plan = parse(changed(**changes))
    found = next(one for one in check(plan).findings if (one.rule, one.parameter) == (rule, parameter))
    better = mended(plan, found)
    left = [one for one in check(better).findings if (one.rule, one.parameter) == (rule, parameter)]
    assert not left
    return as_json(better.phases[0])


@pytest.mark.parametrize(
    ("rule", "parameter", "changes", "expected"),
    [
        ("P02", "advance_warning", {"advance_warning": 10}, ("lengths_m", "advance_warning", 40)),
        ("P03", "upstream_taper", {"upstream_taper": 50}, ("lengths_m", "upstream_taper", 82)),
        ("P04", "buffer", {"buffer": 10}, ("lengths_m", "buffer", 40)),
        ("P06", "downstream_taper", {"downstream_taper": 1}, ("lengths_m", "downstream_taper", 4)),
        ("P08", "termination", {"termination": 5}, ("lengths_m", "termination", 10)),
        ("P00", "buffer", {"buffer": REMOVED}, ("lengths_m", "buffer", 40)),
        ("P01", "workzone_speed_kmh", {"workzone_speed_kmh": 50}, ("workzone_speed_kmh", 40)),
        ("P09", "speed_steps_kmh", {"speed_steps_kmh": [60, 30, 40]}, ("speed_steps_kmh", [60, 40])),
        ("S05", "speed_steps_kmh", {"speed_steps_kmh": [60]}, ("speed_steps_kmh", [60, 40])),
        ("P14", "height_m", {"hoarding": {"height_m": 1.2}}, ("hoarding", "height_m", 1.8)),
        ("P18", "remaining_lane_width_m", {"remaining_lane_width_m": 2.5}, ("remaining_lane_width_m", 3)),
        ("P19", "pedestrian_width_m", {"pedestrian_width_m": 1}, ("pedestrian_width_m", 1.5)),
        ("S06", "offset_m", {"offset_m": 20}, ("offset_m", 10.5)),
        ("S02", "closed_lanes", {"closed_lanes": [7]}, ("closed_lanes", [3])),
        ("S03", "closed_lanes", {"closed_lanes": [1]}, ("closed_lanes", [3])),
        ("P24", "flaggers", {"layout": "L07", "closed_lanes": [1, 2, 3]}, ("flaggers", 2)),
    ],
)
def test_the_required_value_is_put_in(rule, parameter, changes, expected):
    value = after(rule, parameter, **changes)
    for name in expected[:-1]:
        value = value[name]
    assert value == expected[-1]


def test_missing_signs_come_where_the_engine_puts_them_and_others_stay():
    signs = [{"code": "works_ahead", "at_m": 3}, {"code": "workzone_end", "at_m": 399}]
    phase = after("P10", "lane_reduction", signs=signs)
    assert signs[0] in phase["signs"]
    assert "lane_reduction" in {sign["code"] for sign in phase["signs"]}


def test_what_only_a_person_can_say_is_left():
    plan = parse(changed(layout="L10", closed_lanes=[1, 2, 3]))
    found = next(one for one in check(plan).findings if one.rule == "P16")
    assert mended(plan, found) is None


@settings(max_examples=150)
@given(
    layout=st.sampled_from([code for code in LAYOUTS if code != "L10"]),
    speed=st.sampled_from([30, 40, 60, 80, 100]),
    lengths=st.dictionaries(
        st.sampled_from(["advance_warning", "upstream_taper", "buffer", "downstream_taper", "termination"]),
        st.integers(0, 300),
    ),
    final=st.none() | st.integers(10, 90),
    width=st.none() | st.floats(0.5, 20),
)
def test_once_all_is_mended_nothing_blocks_that_a_value_could_mend(layout, speed, lengths, final, width):
    data = changed(layout=layout, lengths_m=lengths, signs=[], design_speed_kmh=speed, speed_limit_kmh=speed)
    data["phases"][0] |= {"workzone_speed_kmh": final or 40, "pedestrian_width_m": width or 1.5}
    before = parse(data)
    plan = all_mended(before, 1)
    assert (plan.road, plan.works) == (before.road, before.works)
    assert not [one for one in check(plan).findings if one.level == BLOCK]
