"""When two works are in each other's way: on which days both stand, and which case is the worst."""

import datetime as dt
from typing import NamedTuple


class Days(NamedTuple):
    """A closed interval of calendar days."""

    starts_on: dt.date
    ends_on: dt.date

    @property
    def length_days(self) -> int:
        """How many days it has; both ends count."""
        return (self.ends_on - self.starts_on).days + 1


def shared_days(a: Days, b: Days) -> Days | None:
    """The days on which both stand; None when there is none."""
    starts_on, ends_on = max(a.starts_on, b.starts_on), min(a.ends_on, b.ends_on)
    return Days(starts_on, ends_on) if starts_on <= ends_on else None


def rank(distance_m: float, shared: Days) -> tuple[float, int, dt.date]:
    """Sort key, the worst first: the nearest, then the longest together, then the soonest."""
    return distance_m, -shared.length_days, shared.starts_on
