"""When the works may begin at the earliest, told before the application is handed in."""

import datetime as dt
from dataclasses import dataclass

from core.workdays import Calendar
from permits.rules.deadlines import (
    NOTICE_LEAD_DAYS,
    accept_by,
    decide_by,
    is_provisional,
    issue_by,
)


@dataclass(frozen=True)
class StartOutlook:
    """accepted_by, decided_by, issued_by: last days of the office if it is handed in on the given day and nothing is
    asked for. notice_allows: first day of a full closure by its notice, None for other closures or emergencies.
    earliest: the day from which the start is sure not to be barred. provisional: a year without notice is touched.
    """

    accepted_by: dt.date
    decided_by: dt.date
    issued_by: dt.date
    notice_allows: dt.date | None
    earliest: dt.date
    provisional: bool


def start_outlook(
    handed_in: dt.date,
    calendar: Calendar,
    *,
    full_closure: bool,
    emergency: bool = False,
    notice_published_on: dt.date | None = None,
) -> StartOutlook:
    """What the law's last days mean for the start (行政许可法 32, 42, 44; 道路交通安全法实施条例 35).

    The permit may come earlier; nobody can count on it before. Without a notice yet, one published today is assumed.
    """
    accepted = accept_by(handed_in, calendar).day
    decided = decide_by(accepted, calendar).day
    issued = issue_by(decided, calendar).day
    allows = None
    if full_closure and not emergency:
        allows = (notice_published_on or handed_in) + dt.timedelta(days=NOTICE_LEAD_DAYS)
    earliest = handed_in if emergency else max(issued, allows or issued)
    return StartOutlook(accepted, decided, issued, allows, earliest, is_provisional(issued, calendar))
