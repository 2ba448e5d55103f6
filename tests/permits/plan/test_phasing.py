"""Phases made out of phases: mirrored twice is the same, shifted there and back too, a copy follows the last one."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.plan import phasing
from permits.plan.model import LAYOUTS
from tests.permits.plan.examples import PASSING

PHASE = PASSING["phases"][0]
SECOND = {"name": "二期", "starts_on": "2026-12-25", "ends_on": "2026-12-31", "layout": "L02"}


@given(layout=st.sampled_from(LAYOUTS), lanes=st.integers(1, 8), data=st.data())
def test_mirrored_twice_is_the_same(layout, lanes, data):
    closed = sorted(data.draw(st.sets(st.integers(1, lanes))))
    phase = PHASE | {"layout": layout, "closed_lanes": closed}
    assert phasing.mirrored(phasing.mirrored(phase, lanes), lanes) == phase


@pytest.mark.parametrize(
    ("layout", "closed", "lanes", "expected"),
    [
        ("L01", [3], 3, ("L02", [1])),
        ("L02", [1, 2], 3, ("L01", [2, 3])),
        ("L03", [2], 4, ("L03", [3])),
        ("L09", [1, 2], 5, ("L09", [4, 5])),
        ("L05", [], 2, ("L05", [])),
        ("L01", [9], 3, ("L02", [9])),
        ("L01", "all", 3, ("L02", "all")),
    ],
)
def test_the_other_side_of_a_closure(layout, closed, lanes, expected):
    other = phasing.mirrored(PHASE | {"layout": layout, "closed_lanes": closed}, lanes)
    assert (other["layout"], other["closed_lanes"]) == expected
    assert other["lengths_m"] == PHASE["lengths_m"]


@given(days=st.integers(-3000, 3000))
def test_shifted_there_and_back_is_the_same(days):
    there = phasing.shifted(PHASE, days)
    assert phasing.day_of(there, "starts_on") - dt.date(2026, 12, 7) == dt.timedelta(days=days)
    assert phasing.shifted(there, -days) == PHASE


def test_later_phases_move_along_when_asked():
    phases = [PHASE, SECOND, PHASE | {"name": "零期", "starts_on": "2026-11-01", "ends_on": "2026-11-02"}]
    alone = phasing.shift_from(phases, 1, 3, later_too=False)
    assert [one["starts_on"] for one in alone] == ["2026-12-10", "2026-12-25", "2026-11-01"]
    with_later = phasing.shift_from(phases, 1, 3, later_too=True)
    assert [one["starts_on"] for one in with_later] == ["2026-12-10", "2026-12-28", "2026-11-01"]


def test_days_until_a_phase_follows_the_one_before():
    assert phasing.days_to_follow([PHASE, SECOND], 2) == -4
    assert phasing.days_to_follow([PHASE, SECOND], 1) is None
    assert phasing.days_to_follow([PHASE, {"starts_on": "soon"}], 2) is None
    overlapping = SECOND | {"starts_on": "2026-12-10", "ends_on": "2026-12-11"}
    assert phasing.days_to_follow([PHASE, overlapping], 2) == 11


def test_a_copy_begins_the_day_after_the_last_ends_and_is_as_long():
    twin = phasing.copied([PHASE, SECOND], 1, name="三期", lanes=3, mirror=True)
    assert (twin["starts_on"], twin["ends_on"]) == ("2027-01-01", "2027-01-14")
    assert (twin["name"], twin["layout"], twin["closed_lanes"]) == ("三期", "L02", [1])
    assert PHASE["closed_lanes"] == [3]
    undated = phasing.copied([{"layout": "L01"}], 1, name="二期", lanes=None, mirror=False)
    assert undated == {"layout": "L01", "name": "二期"}


@pytest.mark.parametrize(("number", "places", "order"), [(1, 1, "bac"), (3, -1, "acb"), (1, -1, "abc"), (2, 9, "acb")])
def test_phases_change_their_order(number, places, order):
    phases = [{"name": name} for name in "abc"]
    assert "".join(one["name"] for one in phasing.moved(phases, number, places)) == order


def test_a_name_is_free():
    assert phasing.free_name([PHASE], "二期") == "二期"
    assert phasing.free_name([PHASE, {"name": "一期 (2)"}], "一期") == "一期 (3)"
