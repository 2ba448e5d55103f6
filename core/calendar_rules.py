"""Whether the days an administrator entered can be a year of the working calendar; pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import Violation

HOLIDAY = "holiday"
WORKDAY_MAKEUP = "workday_makeup"
EARLIEST_YEAR, LATEST_YEAR = 2004, 2100
SATURDAY = 5

#: 全国年节及纪念日放假办法 第二条: the festivals with a fixed date of the solar calendar, free every year.
FIXED_HOLIDAYS = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


@dataclass(frozen=True)
class SpecialDay:
    """A day that is not what its weekday says. kind: `holiday` or `workday_makeup`."""

    day: dt.date
    kind: str
    festival: str = ""


def statutory_holidays(year: int) -> int:
    """How many statutory free days the year has: 13 since 2025, 11 since 2008, before that 10 (放假办法 第二条)."""
    if year >= 2025:
        return 13
    return 11 if year >= 2008 else 10


def year_problems(year: int, days: Sequence[SpecialDay], notice: str) -> tuple[Violation, ...]:
    """Everything that speaks against entering `days` as the calendar of `year` under the State Council's `notice`."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return (
            Violation("calendar_year_impossible", {"year": year, "first": EARLIEST_YEAR, "last": LATEST_YEAR}, "year"),
        )
    found = [] if notice.strip() else [Violation("calendar_notice_missing", {"year": year}, "notice")]
    found += _day_problems(year, days)
    holidays = {special.day for special in days if special.kind == HOLIDAY}
    found += [
        Violation("calendar_holiday_missing", {"day": day.isoformat()}, "days")
        for day in (dt.date(year, month, number) for month, number in FIXED_HOLIDAYS)
        if day not in holidays
    ]
    least = statutory_holidays(year)
    if len(holidays) < least:
        found.append(Violation("calendar_holidays_too_few", {"entered": len(holidays), "least": least}, "days"))
    return tuple(found)


def _day_problems(year: int, days: Sequence[SpecialDay]) -> list[Violation]:
    found, seen = [], set()
    for special in days:
        data = {"day": special.day.isoformat()}
        if special.day.year != year:
            found.append(Violation("calendar_day_outside_year", data | {"year": year}, "days"))
        if special.day in seen:
            found.append(Violation("calendar_day_repeated", data, "days"))
        seen.add(special.day)
        if special.kind not in (HOLIDAY, WORKDAY_MAKEUP):
            found.append(Violation("calendar_kind_unknown", data | {"kind": special.kind}, "days"))
        if special.kind == WORKDAY_MAKEUP and special.day.weekday() < SATURDAY:
            found.append(Violation("calendar_makeup_on_weekday", data, "days"))
    return found
