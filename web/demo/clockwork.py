"""Many lives at once: each says when it wants to go on, and the earliest goes next, at its own time."""

import datetime as dt
import heapq
import random
from collections.abc import Callable, Iterator
from itertools import count

from django.db import transaction
from django.utils import timezone

from core import clock
from core.workdays import add_working_days
from core.working_calendar import current_calendar

Moments = Iterator[dt.datetime]


def moment(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of the city's clock."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def in_office(rng: random.Random, day: dt.date) -> dt.datetime:
    """Some moment of an office day."""
    return moment(day, rng.choice((8, 9, 10, 11, 14, 15, 16)), rng.randrange(60))


def workday_after(day: dt.date, workdays: int) -> dt.date:
    """The working day so many working days later; at least the next one."""
    return add_working_days(day, max(workdays, 1), current_calendar(), allow_provisional=True).day


def run(
    lives: list[Moments], each_day: Callable[[dt.date], None], until: dt.datetime, told: Callable[[str], None]
) -> None:
    """Let all lives go on in the order of time until `until`.

    `each_day` runs before the first step of every day and may bring new lives.

    One transaction a day: the services' own transactions are savepoints of it, which makes the seed several times
    faster. What is enqueued after commit goes out with the day.
    """
    waiting: list[tuple[dt.datetime, int, Moments]] = []
    serials = count()
    for life in lives:
        _requeue(waiting, next(serials), life)
    day = min(clock.local_day(first) for first, _, _ in waiting) if waiting else clock.local_day(until)
    last_day = clock.local_day(until)
    while day <= last_day:
        with transaction.atomic():
            with clock.at(moment(day, 7)):
                for life in each_day(day):
                    _requeue(waiting, next(serials), life)
            while waiting and clock.local_day(waiting[0][0]) <= day and waiting[0][0] <= until:
                now, serial, life = heapq.heappop(waiting)
                with clock.at(now):
                    _requeue(waiting, serial, life)
        if day.day == 1:
            told(f"{day:%Y-%m}")
        day += dt.timedelta(days=1)


def _requeue(waiting: list, serial: int, life: Moments) -> None:
    """Let a life take its next step; when it wants to go on, remember when. A step never goes back in time."""
    wanted = next(life, None)
    if wanted is not None:
        heapq.heappush(waiting, (wanted, serial, life))
