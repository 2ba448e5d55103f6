"""Working-day arithmetic; pure: the calendar is handed in.

The agency's time limits run in working days without public holidays (行政许可法 82); the day of the event is not
counted, the next one is day 1 (民法典 201); a last day that is not worked moves to the next working day (民法典 203).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5


class CalendarUnknown(LookupError):
    """The count runs into a year the calendar has no data for. `year` names it."""

    code = "calendar_unknown"

    def __init__(self, year: int):
        super().__init__(f"the calendar has no data for the year {year}")
        self.year = year


@dataclass(frozen=True)
class Calendar:
    """Which days are worked.

    holidays: free days announced by the State Council (weekdays, and weekend days that belong to a festival).
    makeup_workdays: weekend days that are worked instead (调休).
    known_years: years whose notice has been entered; provisional_years: years with the statutory days only.
    festivals: the name of the festival a special day belongs to, for display.
    """

    holidays: frozenset[dt.date] = frozenset()
    makeup_workdays: frozenset[dt.date] = frozenset()
    known_years: frozenset[int] = frozenset()
    provisional_years: frozenset[int] = frozenset()
    festivals: Mapping[dt.date, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Deadline:
    """A last day. provisional: the count touched a year without the State Council's notice (shown as 暂定)."""

    day: dt.date
    provisional: bool = False


@dataclass(frozen=True)
class CountedDay:
    """One day of a time limit as the clock shows it.

    why: `start` (the day of the event), `workday`, `makeup`, `weekend` or `holiday`.
    number: which working day of the limit it is, None when it is not counted.
    """

    day: dt.date
    counted: bool
    why: str
    number: int | None = None
    festival: str = ""
    provisional: bool = False


def is_working_day(day: dt.date, calendar: Calendar, *, allow_provisional: bool = False) -> bool:
    """Whether the agency works on `day`. Raises CalendarUnknown like every count here."""
    _standing(day.year, calendar, allow_provisional)
    return _why(day, calendar) in ("workday", "makeup")


def add_working_days(start: dt.date, n: int, calendar: Calendar, *, allow_provisional: bool = False) -> Deadline:
    """The n-th working day after `start` (行政许可法 82, 民法典 201); n = 0 gives `start` itself.

    allow_provisional: also count through years whose notice is not there yet, and, beyond every year of the calendar,
    through plain weekdays; the answer is then flagged. Without it such a year raises CalendarUnknown naming the year.
    Raises ValueError when n is negative.
    """
    if n < 0:
        raise ValueError("a number of working days is not negative")
    day, left = start, n
    provisional = _standing(day.year, calendar, allow_provisional) if n == 0 else False
    while left:
        day = _next(day)
        provisional |= _standing(day.year, calendar, allow_provisional)
        left -= _why(day, calendar) in ("workday", "makeup")
    return Deadline(day, provisional)


def working_days_between(start: dt.date, end: dt.date, calendar: Calendar, *, allow_provisional: bool = False) -> int:
    """How many working days lie after `start` up to and including `end`; negative when `end` is before `start`."""
    if end < start:
        return -working_days_between(end, start, calendar, allow_provisional=allow_provisional)
    return sum(day.counted for day in counted_days(start, end, calendar, allow_provisional=allow_provisional))


def last_day_moved(day: dt.date, calendar: Calendar, *, allow_provisional: bool = False) -> Deadline:
    """The last day of a limit in calendar days: `day`, or the next working day when nobody works on it (民法典 203)."""
    provisional = _standing(day.year, calendar, allow_provisional)
    while _why(day, calendar) not in ("workday", "makeup"):
        day = _next(day)
        provisional |= _standing(day.year, calendar, allow_provisional)
    return Deadline(day, provisional)


def counted_days(
    start: dt.date, end: dt.date, calendar: Calendar, *, allow_provisional: bool = False
) -> tuple[CountedDay, ...]:
    """Every day from `start` to `end`, each with whether it counts and why; `start` never counts (民法典 201)."""
    days: list[CountedDay] = []
    number, day = 0, start
    while day <= end:
        first = day == start
        # The day of the event is shown, not counted: it may lie in a year nobody has entered.
        provisional = _standing(day.year, calendar, allow_provisional or first)
        why = "start" if first else _why(day, calendar)
        counted = why in ("workday", "makeup")
        number += counted
        festival = calendar.festivals.get(day, "")
        days.append(CountedDay(day, counted, why, number if counted else None, festival, provisional))
        day = _next(day)
    return tuple(days)


def _standing(year: int, calendar: Calendar, allow_provisional: bool) -> bool:
    """Whether the year is only provisional; raises CalendarUnknown when that is not good enough."""
    if year in calendar.known_years:
        return False
    if not allow_provisional:
        raise CalendarUnknown(year)
    return True


def _why(day: dt.date, calendar: Calendar) -> str:
    if day in calendar.makeup_workdays:
        return "makeup"
    if day in calendar.holidays:
        return "holiday"
    return "weekend" if day.weekday() >= SATURDAY else "workday"


def _next(day: dt.date) -> dt.date:
    if day == dt.date.max:
        raise CalendarUnknown(day.year + 1)
    return day + ONE_DAY
