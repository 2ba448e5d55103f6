"""The deterministic queue: what arrives, what gets through, what stands in between (input–output)."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Queue:
    """standing: vehicles waiting at the end of each hour. most: the largest number waiting. delay_veh_h: of one day.

    clears: whether the queue is gone within the day; when not, it grows from day to day.
    """

    standing: tuple[float, ...]
    most: float
    delay_veh_h: float
    clears: bool


def queue_over_a_day(arrivals: Sequence[float], capacities: Sequence[float]) -> Queue:
    """One day hour by hour, veh/h, the queue of the evening carried into the morning when it clears at all.

    Delay is the area between the cumulative curves, exact for flows that are constant within an hour.
    """
    clears = sum(arrivals) <= sum(capacities)
    waiting, queue = 0.0, None
    for _ in range(2 if clears else 1):
        standing, delay = [], 0.0
        for arriving, passing in zip(arrivals, capacities, strict=True):
            growth = arriving - passing
            after = max(waiting + growth, 0.0)
            hours = 1.0 if after > 0 or growth >= 0 else waiting / -growth
            delay += (waiting + after) / 2 * hours
            waiting = after
            standing.append(after)
        queue = Queue(tuple(standing), max(standing), delay, clears)
    return queue
