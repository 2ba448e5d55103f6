"""The clock of a case as a page shows it: every day counted, not counted, and what is left."""

import datetime as dt
from dataclasses import dataclass

from core import clock
from core.workdays import CountedDay, counted_days
from core.working_calendar import current_calendar
from permits.models import Case
from permits.rules import deadlines


@dataclass(frozen=True)
class LegalClock:
    """kind: which limit (accept, correct, decide, issue). workdays: its length. left: working days after today,
    negative when overdue. provisional: the last day may move once the State Council's notice is entered.
    """

    kind: str
    starts_on: dt.date
    last_day: dt.date
    workdays: int
    used: int
    left: int
    provisional: bool
    days: tuple[CountedDay, ...]


_OF_STAGE = {
    "SUBMITTED": ("accept", "received_on", "accept_by"),
    "CORRECTION": ("correct", "correction_requested_on", "correction_by"),
    "ACCEPTED": ("decide", "accepted_on", "decide_by"),
    "SURVEYED": ("decide", "accepted_on", "decide_by"),
    "REVISION": ("decide", "accepted_on", "decide_by"),
    "REVIEWED": ("decide", "accepted_on", "decide_by"),
    "GRANTED": ("issue", "decided_at", "issue_by"),
}


def clock_of(case: Case) -> LegalClock | None:
    """The limit that runs in the case's present stage; None when none runs."""
    if case.stage not in _OF_STAGE:
        return None
    kind, start_column, end_column = _OF_STAGE[case.stage]
    start, last_day = getattr(case, start_column), getattr(case, end_column)
    if isinstance(start, dt.datetime):
        start = clock.local_day(start)
    calendar, today = current_calendar(), clock.today()
    days = counted_days(start, max(last_day, start), calendar, allow_provisional=True)
    return LegalClock(
        kind=kind,
        starts_on=start,
        last_day=last_day,
        workdays=sum(day.counted for day in days),
        used=sum(day.counted for day in days if day.day <= today),
        left=deadlines.workdays_left(today, last_day, calendar),
        provisional=deadlines.is_provisional(last_day, calendar),
        days=days,
    )


def days_left(due_on: dt.date | None) -> int | None:
    """Working days after today until `due_on`, for a line of a list; negative when overdue."""
    return None if due_on is None else deadlines.workdays_left(clock.today(), due_on, current_calendar())
