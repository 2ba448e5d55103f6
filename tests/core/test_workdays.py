"""Counting working days: the 22 vectors, the articles, and what holds for any calendar."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from chinese_calendar import constants
from hypothesis import given
from hypothesis import strategies as st

from core.workdays import (
    Calendar,
    CalendarUnknown,
    Deadline,
    add_working_days,
    counted_days,
    is_working_day,
    last_day_moved,
    working_days_between,
)

DAY = dt.date.fromisoformat
VECTORS = list(csv.DictReader((Path(__file__).parent / "data" / "deadline_test_vectors.csv").open(encoding="utf-8")))
CHINA = Calendar(
    holidays=frozenset(constants.holidays),
    makeup_workdays=frozenset(constants.workdays),
    known_years=frozenset(range(2004, 2027)),
    provisional_years=frozenset({2027}),
    festivals={DAY("2026-10-01"): "国庆节"},
)


def test_all_the_vectors_are_there():
    assert len(VECTORS) == 22


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['start_date']}+{row['working_days']}")
def test_the_vectors_of_the_domain_hold(row):
    start, n = DAY(row["start_date"]), int(row["working_days"])
    assert add_working_days(start, n, CHINA) == Deadline(DAY(row["expected_deadline"]), provisional=False)
    assert is_working_day(start, CHINA) is (row["start_is_workday"] == "Y")
    assert working_days_between(start, DAY(row["expected_deadline"]), CHINA) == n


@pytest.mark.parametrize(("year", "working_days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_the_working_days_of_its_notice(year, working_days):
    assert working_days_between(dt.date(year - 1, 12, 31), dt.date(year, 12, 31), CHINA) == working_days


def test_a_count_into_an_unknown_year_names_it():
    with pytest.raises(CalendarUnknown) as refused:
        add_working_days(DAY("2026-12-20"), 20, CHINA)
    assert refused.value.year == 2027


def test_a_provisional_year_is_counted_only_when_allowed_and_is_flagged():
    assert add_working_days(DAY("2026-12-20"), 20, CHINA, allow_provisional=True) == Deadline(DAY("2027-01-15"), True)
    assert add_working_days(DAY("2026-12-20"), 5, CHINA, allow_provisional=True) == Deadline(DAY("2026-12-25"), False)


def test_beyond_every_calendar_plain_weekdays_are_counted_and_flagged():
    assert add_working_days(DAY("2030-04-30"), 3, CHINA, allow_provisional=True) == Deadline(DAY("2030-05-03"), True)


def test_zero_days_is_the_day_itself_and_a_negative_number_is_refused():
    assert add_working_days(DAY("2026-10-03"), 0, CHINA) == Deadline(DAY("2026-10-03"))
    with pytest.raises(CalendarUnknown):
        add_working_days(DAY("2027-10-03"), 0, CHINA)
    with pytest.raises(ValueError, match="not negative"):
        add_working_days(DAY("2026-10-03"), -1, CHINA)


def test_the_end_of_all_calendars_is_an_unknown_year_not_a_crash():
    with pytest.raises(CalendarUnknown):
        add_working_days(DAY("9999-12-30"), 10, CHINA, allow_provisional=True)


def test_a_last_day_nobody_works_on_moves_to_the_next_working_day():
    assert last_day_moved(DAY("2026-10-03"), CHINA) == Deadline(DAY("2026-10-08"))
    assert last_day_moved(DAY("2026-10-10"), CHINA) == Deadline(DAY("2026-10-10"))  # a worked Saturday
    assert last_day_moved(DAY("2026-12-31"), CHINA) == Deadline(DAY("2026-12-31"))
    assert last_day_moved(DAY("2027-01-02"), CHINA, allow_provisional=True) == Deadline(DAY("2027-01-04"), True)


def test_the_clock_shows_why_each_day_counts_or_not():
    days = counted_days(DAY("2026-09-30"), DAY("2026-10-10"), CHINA)
    assert [(day.day.day, day.why, day.number) for day in days] == [
        (30, "start", None),
        *((number, "holiday", None) for number in range(1, 8)),
        (8, "workday", 1),
        (9, "workday", 2),
        (10, "makeup", 3),
    ]
    assert days[1].festival == "国庆节"
    assert [day.why for day in counted_days(DAY("2026-11-20"), DAY("2026-11-22"), CHINA)] == [
        "start",
        "weekend",
        "weekend",
    ]


def test_the_clock_flags_only_the_days_of_the_provisional_year():
    days = counted_days(DAY("2026-12-30"), DAY("2027-01-02"), CHINA, allow_provisional=True)
    assert [day.provisional for day in days] == [False, False, True, True]
    with pytest.raises(CalendarUnknown):
        counted_days(DAY("2026-12-30"), DAY("2027-01-02"), CHINA)


def test_a_start_in_a_year_nobody_entered_is_shown_but_does_not_count():
    assert counted_days(DAY("2003-12-31"), DAY("2003-12-31"), CHINA)[0].why == "start"
    assert add_working_days(DAY("2003-12-31"), 1, CHINA) == Deadline(DAY("2004-01-02"))


KNOWN_DAYS = st.dates(DAY("2004-01-01"), DAY("2026-06-30"))


@given(KNOWN_DAYS, st.integers(1, 60))
def test_a_deadline_is_a_working_day_and_counts_back_to_its_number(start, n):
    deadline = add_working_days(start, n, CHINA).day
    assert is_working_day(deadline, CHINA)
    assert working_days_between(start, deadline, CHINA) == n
    assert working_days_between(deadline, start, CHINA) == -n


@given(KNOWN_DAYS, st.integers(0, 30), st.integers(0, 30))
def test_two_limits_one_after_the_other_are_as_long_as_both(start, first, second):
    middle = add_working_days(start, first, CHINA).day
    assert add_working_days(middle, second, CHINA) == add_working_days(start, first + second, CHINA)
