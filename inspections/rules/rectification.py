"""How long a contractor has to put a finding right, and what follows when it does not.

行政处罚法 28 only says that a period is set; the periods are the brigade's choice (`setting` in rectification.csv).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from inspections.rules.tables import rows

#: Gravest last.
SEVERITIES = ("general", "serious", "critical")


@dataclass(frozen=True)
class Period:
    """amount of unit `hour` or `day`; a period in days ends with its last calendar day. certainty: `setting`.

    grace_hours: how long after its end nobody escalates: what is to be done at once still takes its time.
    next_severity: what an unanswered order becomes, "" when it cannot rise. referral: "", refer (抄告道路主管部门,
    重点监督) or refer_and_substitute (移送, 代履行: 行政强制法 50–52).
    """

    amount: int
    unit: str
    grace_hours: int
    next_severity: str
    referral: str
    certainty: str


@dataclass(frozen=True)
class Escalation:
    """What an overdue order becomes. referral is "" when only the severity rises."""

    severity: str
    referral: str


@cache
def periods() -> Mapping[tuple[str, bool], Period]:
    """By severity and whether traffic is affected."""
    return {
        (row["severity"], row["traffic_affected"] == "yes"): Period(
            amount=int(row["amount"]),
            unit=row["unit"],
            grace_hours=int(row["grace_hours"]),
            next_severity=row["next_severity"],
            referral=row["referral"],
            certainty=row["certainty"],
        )
        for row in rows("rectification")
    }


def gravest(severities: list[str]) -> str:
    """The gravest of them; ValueError when there is none."""
    return max(severities, key=SEVERITIES.index)


def deadline(severity: str, traffic_affected: bool, issued_at: dt.datetime) -> dt.datetime:
    """By when: issued_at plus the hours, or the last minute of the last day, in issued_at's own zone."""
    period = periods()[severity, traffic_affected]
    if period.unit == "hour":
        return issued_at + dt.timedelta(hours=period.amount)
    last_day = issued_at + dt.timedelta(days=period.amount)
    return last_day.replace(hour=23, minute=59, second=0, microsecond=0)


def escalation(severity: str) -> Escalation:
    """What happens to an order of this severity when its deadline passes unanswered."""
    period = periods()[severity, True]
    return Escalation(period.next_severity or severity, period.referral)


def is_overdue(severity: str, deadline_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether the deadline and the grace after it have passed."""
    return now > deadline_at + dt.timedelta(hours=periods()[severity, True].grace_hours)
