"""By how many days a works must move so that nothing is left in its way; its own phases keep their lengths and gaps."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from permits.rules.conflicts.occupation import Occupation, clashes

#: A closed interval of shifts in days: every one of them leaves the conflict.
Blocked = tuple[int, int]
#: Earlier than any day of the calendar.
FOREVER = -4_000_000


@dataclass(frozen=True)
class Shift:
    """The smallest moves, in whole days: earlier_days < 0, later_days > 0; None when there is none in reach.

    within_days: how far was looked.
    """

    earlier_days: int | None
    later_days: int | None
    within_days: int

    @property
    def best_days(self) -> int | None:
        """The smaller of the two, the later one when they are alike; None without any."""
        if self.earlier_days is None or self.later_days is None:
            return self.earlier_days if self.later_days is None else self.later_days
        return self.later_days if self.later_days <= -self.earlier_days else self.earlier_days


def blocked_by(mine: Sequence[Occupation], theirs: Iterable[Occupation]) -> tuple[Blocked, ...]:
    """All shifts of `mine` at which any phase meets any of `theirs`, by day and hour.

    A window of mine on day d and one of theirs on day d + k meet for some d exactly when k lies between the distances
    of the intervals' ends; a shift of n days moves both distances by n.
    """
    return tuple(
        (
            (other.days.starts_on - own.days.ends_on).days - clash.later_days,
            (other.days.ends_on - own.days.starts_on).days - clash.later_days,
        )
        for other in theirs
        for own in mine
        for clash in clashes(own, other)
    )


def before(first_day: dt.date, until: dt.date) -> tuple[Blocked, ...]:
    """All shifts at which something that starts on `first_day` starts before `until`."""
    return ((FOREVER, (until - first_day).days - 1),) if first_day < until else ()


def smallest_shift(blocked: Iterable[Blocked], within_days: int, lowest_days: int | None = None) -> Shift | None:
    """The smallest move out of all blocked intervals, at most `within_days`; None when nothing blocks the dates now.

    lowest_days: no move below it (the law's earliest start); above 0 when even the present dates are too early.
    """
    joined = _joined(blocked)
    lowest = -within_days if lowest_days is None else max(lowest_days, -within_days)
    if _after(0, joined) == 0:
        return None
    later = _after(max(lowest, 0), joined)
    earlier = _before(0, joined)
    return Shift(
        earlier_days=earlier if lowest <= earlier < 0 else None,
        later_days=later if 0 < later <= within_days else None,
        within_days=within_days,
    )


def _joined(blocked: Iterable[Blocked]) -> list[Blocked]:
    found: list[Blocked] = []
    for low, high in sorted(blocked):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def _after(shift: int, joined: list[Blocked]) -> int:
    return next((high + 1 for low, high in joined if low <= shift <= high), shift)


def _before(shift: int, joined: list[Blocked]) -> int:
    return next((low - 1 for low, high in joined if low <= shift <= high), shift)
