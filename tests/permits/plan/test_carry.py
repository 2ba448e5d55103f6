"""Signs go along with the areas: there and back they stand where they stood, and each stays in its area."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.plan.carry import carried_m
from permits.plan.model import AREAS

LENGTHS = dict(zip(AREAS, (40, 82, 80, 120, 30, 30), strict=True))
lengths = st.fixed_dictionaries({area: st.integers(10, 400) for area in AREAS})


@pytest.mark.parametrize(
    ("at_m", "area", "length_m", "expected"),
    [
        (-300, "advance_warning", 100, -300),
        (0, "advance_warning", 100, 0),
        (20, "advance_warning", 100, 50),
        (40, "advance_warning", 100, 100),
        (202, "buffer", 90, 212),
        (202, "work_area", 10, 202),
        (382, "work_area", 10, 272),
        (60, "buffer", 0, 60),
    ],
)
def test_a_sign_goes_along(at_m, area, length_m, expected):
    assert carried_m(at_m, LENGTHS, LENGTHS | {area: length_m}) == expected


def test_while_a_length_is_unknown_nothing_moves():
    assert carried_m(60, LENGTHS | {"buffer": None}, LENGTHS) == 60
    assert carried_m(60, LENGTHS, LENGTHS | {"buffer": None}) == 60


@given(before=lengths, after=lengths, at_m=st.integers(-500, 3000))
def test_there_and_back_it_stands_where_it_stood(before, after, at_m):
    there = carried_m(at_m, before, after)
    longest = max(before[area] / after[area] for area in AREAS)
    assert carried_m(there, after, before) == pytest.approx(at_m, abs=0.06 * max(longest, 1) + 0.06)


@given(before=lengths, after=lengths, places=st.lists(st.integers(0, 2500), min_size=2, max_size=2))
def test_the_order_of_signs_stays(before, after, places):
    one, other = sorted(places)
    assert carried_m(one, before, after) <= carried_m(other, before, after)
