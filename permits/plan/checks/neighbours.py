"""Rule P23: other works near by at the same time."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from permits.plan.finding import Finding, finding
from permits.plan.situation import Situation
from permits.rules.conflicts.days import Days
from permits.rules.conflicts.occupation import Occupation, together, windows_of

#: What works are called whose number the reader may not know.
UNNAMED = {"zh": "另一申请", "en": "another application"}


@dataclass(frozen=True)
class Neighbour:
    """Other works within the city's conflict distance.

    label: their number or name, "" when the reader may not know it. Dates as a closed interval. occupations: their
    phases by day and hour; without any the whole of every day.
    """

    label: str
    starts_on: dt.date
    ends_on: dt.date
    distance_m: float
    occupations: tuple[Occupation, ...] = ()


def neighbours(at: Situation, others: Sequence[Neighbour]) -> Iterator[Finding]:
    """P23: every neighbour who closes the road on a day and at an hour of the phase."""
    phase = (Occupation(Days(at.phase.starts_on, at.phase.ends_on), windows_of(at.phase.daily_hours)),)
    for other in others:
        theirs = other.occupations or (Occupation(Days(other.starts_on, other.ends_on)),)
        if together(phase, theirs):
            yield finding(
                "P23",
                phase=at.label,
                parameter="starts_on",
                actual=other.distance_m,
                unit="m",
                other=other.label or UNNAMED,
                from_=other.starts_on,
                to=other.ends_on,
            )
