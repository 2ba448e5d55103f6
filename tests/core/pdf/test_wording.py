"""Dates, hours and quantities as an official document writes them."""

import datetime as dt

import pytest

from core.pdf.wording import day, hours, moment, numeral, period, quantity

CHINA = dt.timezone(dt.timedelta(hours=8))


def test_dates_are_not_padded():
    assert day(dt.date(2026, 1, 7), "zh") == "2026年1月7日"
    assert day(dt.date(2026, 1, 7), "en") == "7 January 2026"


def test_moments_are_printed_in_the_offset_they_carry():
    assert moment(dt.datetime(2026, 12, 7, 9, 5, tzinfo=CHINA), "zh") == "2026年12月7日9时05分"
    assert moment(dt.datetime(2026, 12, 7, 9, 5, tzinfo=CHINA), "en") == "7 December 2026, 09:05"


def test_periods_name_both_days():
    first, last = dt.date(2026, 12, 10), dt.date(2027, 1, 20)
    assert period(first, last, "zh") == "2026年12月10日至2027年1月20日"
    assert period(first, last, "en") == "10 December 2026 to 20 January 2027"


@pytest.mark.parametrize(
    ("spans", "zh", "en"),
    [
        ((), "全天", "all day"),
        (("22:00-05:00",), "每日22:00至次日05:00", "daily 22:00 to 05:00 of the next day"),
        (("09:00-11:30", "14:00-16:00"), "每日09:00至11:30、14:00至16:00", "daily 09:00 to 11:30, 14:00 to 16:00"),
    ],
)
def test_hours_over_midnight_say_so(spans, zh, en):
    assert (hours(spans, "zh"), hours(spans, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("value", "text"), [(82.0, "82 m"), (81.3, "81.3 m"), (0.456, "0.46 m"), (100, "100 m"), (None, "—")]
)
def test_quantities_are_rounded_to_two_decimals(value, text):
    assert quantity(value, "m") == text


def test_numerals():
    assert [numeral(number) for number in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十", "二十一", "九十九"]
