"""The phases on an axis of days: bars to be dragged, free days shaded, the hours of each day beside them."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.workdays import SATURDAY, Calendar
from permits.plan.hours import DAY_MINUTES, closed_spans
from permits.plan.kinds import ClockTime
from permits.plan.phasing import day_of
from web.permits.words import festival_name

AXIS_PX, LABEL_PX, HEAD_PX, ROW_PX, BAR_PX, FOOT_PX = 1060, 168, 46, 52, 26, 8
HOURS_PX, AROUND_DAYS = 120, 2
#: Beyond this many days a picture of days shows nothing; the table does.
MOST_DAYS = 1_100
WIDEST_DAY_PX, NARROWEST_DAY_PX = 30.0, 0.9
#: From these widths on each day has its number, or each Monday its date.
NUMBERED_PX, WEEKLY_PX = 18.0, 4.0


@dataclass(frozen=True)
class Day:
    """A day of the axis. kind: workday, weekend or holiday. label: its number where there is room."""

    x: float
    kind: str
    label: str = ""
    why: str = ""


@dataclass(frozen=True)
class Month:
    x: float
    label: str


@dataclass(frozen=True)
class Bar:
    """A phase. hours: (x, width) of the closed parts of a day in the strip beside its name."""

    position: int
    name: str
    starts_on: dt.date
    ends_on: dt.date
    x: float
    y: float
    width: float
    hours: tuple[tuple[float, float], ...]
    flagged: bool

    @property
    def end_x(self) -> float:
        return self.x + self.width

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def ordinals(self) -> tuple[int, int]:
        return self.starts_on.toordinal(), self.ends_on.toordinal()


@dataclass(frozen=True)
class Gantt:
    """Everything in px of the picture; day_px: the width of one day."""

    width: float
    height: float
    day_px: float
    days: list[Day]
    months: list[Month]
    bars: list[Bar]

    head_px = HEAD_PX
    label_px = LABEL_PX
    bar_px = BAR_PX
    hours_px = HOURS_PX

    @property
    def body_px(self) -> float:
        return self.height - HEAD_PX


def gantt_of(
    phases: Sequence[dict[str, Any]], names: Sequence[str], calendar: Calendar, flagged: frozenset[str] = frozenset()
) -> Gantt | None:
    """The picture of the phases that have dates; None when there is none, or when they span more than three years.

    phases: in the plan's format. names: what each is called; flagged: names of those that clash with another.
    """
    dated = [
        (position, phase, name, first, last)
        for position, (phase, name) in enumerate(zip(phases, names, strict=True), 1)
        if (first := day_of(phase, "starts_on")) and (last := day_of(phase, "ends_on")) and first <= last
    ]
    if not dated:
        return None
    around = dt.timedelta(days=AROUND_DAYS)
    try:
        begin, end = min(row[3] for row in dated) - around, max(row[4] for row in dated) + around
    except OverflowError:
        return None
    number = (end - begin).days + 1
    if number > MOST_DAYS:
        return None
    day_px = round(min(max(AXIS_PX / number, NARROWEST_DAY_PX), WIDEST_DAY_PX), 2)
    bars = [
        Bar(
            position,
            name,
            first,
            last,
            round(LABEL_PX + (first - begin).days * day_px, 2),
            HEAD_PX + row * ROW_PX + (ROW_PX - BAR_PX) / 2,
            round(((last - first).days + 1) * day_px, 2),
            hours_strip(phase),
            name in flagged,
        )
        for row, (position, phase, name, first, last) in enumerate(dated)
    ]
    days = [begin + dt.timedelta(days=n) for n in range(number)]
    return Gantt(
        width=round(LABEL_PX + number * day_px, 2),
        height=HEAD_PX + len(dated) * ROW_PX + FOOT_PX,
        day_px=day_px,
        days=[_day(day, n, day_px, calendar) for n, day in enumerate(days)],
        months=_months(days, day_px),
        bars=bars,
    )


def hours_strip(phase: dict[str, Any]) -> tuple[tuple[float, float], ...]:
    """(x, width) of each closed span of a day on a strip of `HOURS_PX`; hours out of shape are left out."""
    given = phase.get("daily_hours")
    windows = [window for window in given if _is_window(window)] if isinstance(given, list) else []
    if given and not windows:
        return ()
    spans = closed_spans(tuple(map(tuple, windows)))
    share = HOURS_PX / DAY_MINUTES
    return tuple((round(start * share, 1), round((end - start) * share, 1)) for start, end in spans)


def _is_window(window: Any) -> bool:
    pattern = ClockTime().schema()["pattern"]
    return (
        isinstance(window, list)
        and len(window) == 2
        and all(isinstance(one, str) and re.fullmatch(pattern, one) for one in window)
    )


def _day(day: dt.date, n: int, day_px: float, calendar: Calendar) -> Day:
    free = day in calendar.holidays
    weekend = day.weekday() >= SATURDAY and day not in calendar.makeup_workdays
    kind = "holiday" if free else "weekend" if weekend else "workday"
    label = ""
    if day_px >= NUMBERED_PX or (day_px >= WEEKLY_PX and day.weekday() == 0):
        label = str(day.day)
    return Day(
        round(LABEL_PX + n * day_px, 2), kind, label, festival_name(calendar.festivals.get(day, "")) if free else ""
    )


def _months(days: Sequence[dt.date], day_px: float) -> list[Month]:
    """A label where a month begins, as long as there is room for one."""
    found: list[Month] = []
    for n, day in enumerate(days):
        if n and day.day != 1:
            continue
        x = round(LABEL_PX + n * day_px, 2)
        if found and x - found[-1].x < 58:
            if len(found) > 1:
                continue
            found.pop()
        found.append(Month(x, f"{day:%Y-%m}"))
    return found
