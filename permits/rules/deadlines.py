"""The legal clock of a case (行政许可法 32, 42, 44, 82; domain/legal_deadlines.csv)."""

import datetime as dt
from typing import Any

from core.workdays import Calendar, Deadline, add_working_days, working_days_between

#: 行政许可法 32(1)(四): correction told once within five working days of receipt, else accepted as of receipt.
ACCEPT_WORKDAYS = 5
#: 行政许可法 42(1): decision within twenty working days of acceptance …
DECIDE_WORKDAYS = 20
#: … and up to ten more with the head's approval.
EXTENSION_MAX_WORKDAYS = 10
#: 行政许可法 44: certificate issued and served within ten working days of the decision.
ISSUE_WORKDAYS = 10
#: 行政许可法 50(1): renewal is applied for thirty (calendar) days before expiry.
RENEWAL_LEAD_DAYS = 30
#: 城市道路管理条例 34: formalities of an emergency repair within 24 hours.
EMERGENCY_HOURS = 24
#: 道路交通安全法实施条例 35(2): a full closure is announced five days ahead.
NOTICE_LEAD_DAYS = 5

#: Which column holds the last day of whoever's turn it is.
_DUE_COLUMN = {
    "SUBMITTED": "accept_by",
    "CORRECTION": "correction_by",
    "ACCEPTED": "decide_by",
    "SURVEYED": "decide_by",
    "REVISION": "decide_by",
    "REVIEWED": "decide_by",
    "GRANTED": "issue_by",
}


def due_on(stage: str, clock: Any) -> dt.date | None:
    """The last day of whoever's turn it is in `stage`; `clock` carries the `*_by` columns."""
    column = _DUE_COLUMN.get(stage)
    return getattr(clock, column) if column else None


def accept_by(received_on: dt.date, calendar: Calendar) -> Deadline:
    """Last day to accept, to decline or to tell what is missing (32(1)(四))."""
    return add_working_days(received_on, ACCEPT_WORKDAYS, calendar, allow_provisional=True)


def decide_by(accepted_on: dt.date, calendar: Calendar, *, extended: int = 0, paused: int = 0) -> Deadline:
    """Last day to decide (42(1)); extended, paused: working days added by extension and by a paused clock."""
    return add_working_days(accepted_on, DECIDE_WORKDAYS + extended + paused, calendar, allow_provisional=True)


def issue_by(decided_on: dt.date, calendar: Calendar) -> Deadline:
    """Last day to issue and serve (44)."""
    return add_working_days(decided_on, ISSUE_WORKDAYS, calendar, allow_provisional=True)


def correction_by(requested_on: dt.date, workdays: int, calendar: Calendar) -> Deadline:
    """Last day to answer a correction notice; the number of working days is the brigade's setting."""
    return add_working_days(requested_on, workdays, calendar, allow_provisional=True)


def workdays_left(today: dt.date, last_day: dt.date, calendar: Calendar) -> int:
    """Working days after today up to the last day; negative when overdue."""
    return working_days_between(today, last_day, calendar, allow_provisional=True)


def is_provisional(day: dt.date, calendar: Calendar) -> bool:
    """Whether `day` lies in a year whose notice has not been entered, so that the date may still move."""
    return day.year not in calendar.known_years
