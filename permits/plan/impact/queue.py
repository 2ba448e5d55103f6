"""The deterministic queue: what arrives, what gets through, what stands in between (input–output)."""

from collections.abc import Sequence
from dataclasses import dataclass

#: A queue that has not settled after so many days alike keeps growing.
DAYS_TO_SETTLE = 7
#: Vehicles; less than this is the noise of floating-point numbers.
NEGLIGIBLE = 1e-6


@dataclass(frozen=True)
class Queue:
    """standing: vehicles waiting at the end of each hour. most: the largest number waiting. delay_veh_h: of one day.

    clears: whether the queue is gone within the day; when not, it grows from day to day.
    """

    standing: tuple[float, ...]
    most: float
    delay_veh_h: float
    clears: bool


def queue_over_a_day(
    arrivals: Sequence[float], capacities: Sequence[float], discharges: Sequence[float] | None = None
) -> Queue:
    """One day step by step (hours, veh/h), the queue of the evening carried into the morning when it clears at all.

    discharges: what gets through while a queue stands, at most the capacity, which breaks down then (HCM 7, chapter
    10); None: the capacity itself. Delay is the area between the cumulative curves, exact for flows that are constant
    within a step. Of a queue that never clears the first day is given.
    """
    flows = list(zip(arrivals, capacities, capacities if discharges is None else discharges, strict=True))
    first = day = _day(0.0, flows)
    waiting = 0.0
    for _ in range(DAYS_TO_SETTLE):
        if day.standing[-1] <= waiting + NEGLIGIBLE:
            return day
        waiting = day.standing[-1]
        day = _day(waiting, flows)
    return Queue(first.standing, first.most, first.delay_veh_h, clears=False)


def _day(waiting: float, flows: Sequence[tuple[float, float, float]]) -> Queue:
    standing, delay = [], 0.0
    for arriving, capacity, discharge in flows:
        growth = arriving - (discharge if waiting > 0 or arriving > capacity else capacity)
        after = max(waiting + growth, 0.0)
        hours = 1.0 if after > 0 or growth >= 0 else waiting / -growth
        delay += (waiting + after) / 2 * hours
        waiting = after
        standing.append(after)
    return Queue(tuple(standing), max(standing), delay, clears=True)
