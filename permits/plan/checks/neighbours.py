"""Rule P23: other works near by at the same time."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from permits.plan.finding import Finding, finding
from permits.plan.situation import Situation


@dataclass(frozen=True)
class Neighbour:
    """Other works within the city's conflict distance. label: their number or name; dates as a closed interval."""

    label: str
    starts_on: dt.date
    ends_on: dt.date
    distance_m: float


def neighbours(at: Situation, others: Sequence[Neighbour]) -> Iterator[Finding]:
    """P23: every neighbour whose dates meet those of the phase."""
    for other in others:
        if at.phase.starts_on <= other.ends_on and other.starts_on <= at.phase.ends_on:
            yield finding(
                "P23",
                phase=at.label,
                parameter="starts_on",
                actual=other.distance_m,
                unit="m",
                other=other.label,
                from_=other.starts_on,
                to=other.ends_on,
            )
