"""Days: the closed intervals on which something stands."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple


class Days(NamedTuple):
    """A closed interval of calendar days."""

    starts_on: dt.date
    ends_on: dt.date

    @property
    def length_days(self) -> int:
        """How many days it has; both ends count."""
        return (self.ends_on - self.starts_on).days + 1

    def grown(self, days: int) -> "Days":
        """So many days longer at each end, as far as the calendar goes."""
        before = min(days, (self.starts_on - dt.date.min).days)
        after = min(days, (dt.date.max - self.ends_on).days)
        return Days(self.starts_on - dt.timedelta(before), self.ends_on + dt.timedelta(after))


def shared_days(a: Days, b: Days) -> Days | None:
    """The days on which both stand; None when there is none."""
    starts_on, ends_on = max(a.starts_on, b.starts_on), min(a.ends_on, b.ends_on)
    return Days(starts_on, ends_on) if starts_on <= ends_on else None


def hull(intervals: Iterable[Days]) -> Days | None:
    """From the first day of all to the last; None of nothing."""
    intervals = tuple(intervals)
    if not intervals:
        return None
    return Days(min(one.starts_on for one in intervals), max(one.ends_on for one in intervals))


def gap_days(a: Days, b: Days) -> int:
    """How many days lie from the end of the earlier to the start of the later; 0 when they share a day."""
    return max((b.starts_on - a.ends_on).days, (a.starts_on - b.ends_on).days, 0)
