"""Days and hours: when two works close the road at once, and which move of the dates ends it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.rules.conflicts.days import Days, gap_days, hull, shared_days
from permits.rules.conflicts.occupation import (
    DAY_MIN,
    WHOLE_DAY,
    Occupation,
    Window,
    hours_of,
    merged,
    occupations_of,
    together,
    windows_of,
)
from permits.rules.conflicts.shift import Shift, before, blocked_by, smallest_shift
from tests.permits.rules.conflicts.sites import BY_DAY, DAY, NIGHT, days, phase

starts = st.integers(-12, 12)
intervals = st.tuples(starts, st.integers(0, 6)).map(lambda one: days(one[0], one[0] + one[1]))
windows = st.tuples(st.integers(0, 23), st.integers(1, 24)).map(lambda one: Window(one[0] * 60, (one[0] + one[1]) * 60))
occupations = st.builds(Occupation, intervals, st.lists(windows, min_size=1, max_size=2).map(tuple))
works = st.lists(occupations, min_size=1, max_size=3)


def minutes(phases, moved: int = 0) -> set[int]:
    """Every hour in which the road is closed, counted from DAY."""
    return {
        ((one.days.starts_on - DAY).days + moved + day) * 24 + hour
        for one in phases
        for day in range(one.days.length_days)
        for window in one.windows
        for hour in range(window.from_min // 60, window.to_min // 60)
    }


@given(intervals, intervals)
def test_shared_days_are_the_days_of_both(a, b):
    shared, both = shared_days(a, b), _every(a) & _every(b)
    assert (_every(shared) if shared else set()) == both
    assert shared_days(b, a) == shared
    assert (gap_days(a, b) == 0) == bool(both)


def _every(interval: Days) -> set[dt.date]:
    return {interval.starts_on + dt.timedelta(n) for n in range(interval.length_days)}


def test_days_grow_no_farther_than_the_calendar():
    assert Days(dt.date.min, dt.date.max).grown(5) == Days(dt.date.min, dt.date.max)
    assert days(0, 1).grown(2) == days(-2, 3)
    assert hull([]) is None and hull([days(3, 4), days(0, 1)]) == days(0, 4)


@given(works, works)
def test_works_meet_exactly_when_an_hour_is_closed_by_both(a, b):
    both = minutes(a) & minutes(b)
    at = together(a, b)
    assert (at is not None) == bool(both)
    if at:
        assert (at.days.starts_on - DAY).days == min(both) // 24
        of_the_day = {hour % 24 for hour in both}
        told = {minute // 60 % 24 for window in at.windows for minute in range(window.from_min, window.to_min, 60)}
        assert told == of_the_day


@given(works, works)
def test_blocked_shifts_are_those_at_which_they_meet(a, b):
    blocked = blocked_by(a, b)
    theirs = minutes(b)
    for moved in range(-40, 41):
        assert any(low <= moved <= high for low, high in blocked) == bool(minutes(a, moved) & theirs)


@given(works, st.lists(works, max_size=3), st.none() | st.integers(-20, 20))
def test_the_smallest_shift_is_that_of_trying_every_one(a, others, lowest):
    within = 25
    blocked = [interval for b in others for interval in blocked_by(a, b)]
    theirs = set().union(*(minutes(b) for b in others)) if others else set()
    free = [
        n
        for n in range(-within, within + 1)
        if not minutes(a, n) & theirs and n >= (-within if lowest is None else lowest)
    ]
    found = smallest_shift(blocked, within, lowest)
    if not minutes(a) & theirs:
        assert found is None
        return
    assert found == Shift(
        earlier_days=max((n for n in free if n < 0), default=None),
        later_days=min((n for n in free if n > 0), default=None),
        within_days=within,
    )
    assert (found.best_days is None) == (not free)
    if free:
        assert abs(found.best_days) == min(abs(n) for n in free)


def test_of_two_moves_alike_the_later_one_is_the_better():
    assert Shift(-3, 3, 90).best_days == 3
    assert Shift(-2, 3, 90).best_days == -2
    assert Shift(None, None, 90).best_days is None


def test_a_ban_is_over_on_its_last_day():
    assert before(DAY, DAY) == ()
    ((_, last),) = before(DAY, DAY + dt.timedelta(5))
    assert last == 4
    assert smallest_shift(before(DAY, DAY + dt.timedelta(5)), 90) == Shift(None, 5, 90)
    assert smallest_shift(before(DAY, DAY + dt.timedelta(500)), 90) == Shift(None, None, 90)


def test_day_and_night_on_the_same_days_do_not_meet():
    assert together([phase(windows=BY_DAY)], [phase(windows=NIGHT)]) is None
    at = together([phase(windows=NIGHT)], [phase()])
    assert (at.windows, at.days) == (NIGHT, days(0, 9))


def test_the_last_night_ends_on_the_next_morning():
    early = phase(10, 12, windows=windows_of([["04:00", "06:00"]]))
    at = together([phase(0, 9, windows=NIGHT)], [early])
    assert (at.days, at.windows) == (days(10, 10), (Window(240, 300),))
    assert together([phase(11, 12, windows=NIGHT)], [phase(0, 11, windows=windows_of([["00:00", "05:00"]]))]) is None


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (None, WHOLE_DAY),
        ([], WHOLE_DAY),
        ([["22:00", "05:00"]], (Window(1320, 1740),)),
        ([["00:00", "24:00"]], WHOLE_DAY),
        ([["08:00", "12:00"], ["13:00", "18:00"]], (Window(480, 720), Window(780, 1080))),
        ([["08:00", "08:00"]], WHOLE_DAY),
        ([["8", "9"], ["25:00", "26:00"], [1, 2], "x", ["07:75", "08:00"]], WHOLE_DAY),
        ("nonsense", WHOLE_DAY),
    ],
)
def test_daily_hours_are_read_or_left_aside(hours, expected):
    assert windows_of(hours) == expected


def test_hours_are_written_as_the_plan_writes_them():
    assert hours_of(NIGHT) == [["22:00", "05:00"]]
    assert hours_of(WHOLE_DAY) == []
    assert hours_of([Window(480, 1440)]) == [["08:00", "24:00"]]
    assert windows_of(hours_of(BY_DAY)) == BY_DAY


def test_windows_that_touch_are_one():
    assert merged([Window(60, 120), Window(120, 180), Window(400, 500)]) == (Window(60, 180), Window(400, 500))
    assert merged([Window(0, 800), Window(700, DAY_MIN)]) == WHOLE_DAY


PLAN = {
    "road": {"lanes": 2, "lanes_opposite": 2},
    "phases": [
        {"name": "一期", "starts_on": "2026-06-01", "ends_on": "2026-06-05", "layout": "L01", "closed_lanes": [2],
         "daily_hours": [["22:00", "05:00"]]},
        {"starts_on": "2026-06-06", "ends_on": "2026-06-20", "layout": "L03", "closed_lanes": [1, 2]},
    ],
}  # fmt: skip


def test_a_plan_says_when_and_what_is_closed():
    first, second = occupations_of(PLAN, days(0, 9), "full")
    assert first == Occupation(days(0, 4), NIGHT, "lane", "一期")
    assert second == Occupation(days(5, 9), WHOLE_DAY, "full", "2"), "cut by the permit; no lane is left"


@pytest.mark.parametrize("plan", [None, {}, [], {"phases": [1, {"starts_on": 3}]}, {"phases": [{"starts_on": "x"}]}])
def test_without_a_readable_plan_all_days_are_taken(plan):
    assert occupations_of(plan, days(0, 9), "half") == (Occupation(days(0, 9), closure="half"),)
