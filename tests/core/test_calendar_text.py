"""Days typed from the notice."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from core.calendar_rules import HOLIDAY, SpecialDay
from core.calendar_text import read_lines, write_lines

DAYS = st.dates(dt.date(2027, 1, 1), dt.date(2027, 12, 31))


def test_a_range_is_every_day_of_it():
    days, problems = read_lines(" 2027-10-01..2027-10-03 国庆节\n\n2027-10-10\n", HOLIDAY, "holidays")
    assert problems == []
    assert [(special.day.day, special.festival) for special in days] == [
        (1, "国庆节"),
        (2, "国庆节"),
        (3, "国庆节"),
        (10, ""),
    ]


def test_what_cannot_be_read_is_named_line_by_line():
    text = "国庆节\n2027-02-30 节\n2027-10-07..2027-10-01 倒\n2027-01-01..2027-12-31 全年\n2027-05-01 劳动节"
    days, problems = read_lines(text, HOLIDAY, "holidays")
    assert [special.festival for special in days] == ["劳动节"]
    assert [violation.data["line"][:10] for violation in problems] == [
        "国庆节",
        "2027-02-30",
        "2027-10-07",
        "2027-01-01",
    ]
    assert {(violation.code, violation.field) for violation in problems} == {("calendar_line_unreadable", "holidays")}


@given(st.dictionaries(DAYS, st.sampled_from(["春节", "国庆节", ""]), max_size=30))
def test_what_is_written_reads_back(year):
    days = [SpecialDay(day, HOLIDAY, festival) for day, festival in sorted(year.items())]
    assert read_lines(write_lines(days), HOLIDAY, "holidays") == (days, [])
