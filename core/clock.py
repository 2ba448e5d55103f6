"""The only clock: every other source of "now" is refused by lint."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_travelled: ContextVar[dt.datetime | None] = ContextVar("travelled", default=None)


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return _travelled.get() or timezone.now()


def today() -> dt.date:
    """The present calendar day of the city (settings.TIME_ZONE)."""
    return timezone.localdate(now())


def local_day(moment: dt.datetime) -> dt.date:
    """The city's calendar day of an aware moment."""
    return timezone.localdate(moment)


def local(moment: dt.datetime) -> dt.datetime:
    """The same moment on the city's clock, aware."""
    return timezone.localtime(moment)


@contextmanager
def at(moment: dt.datetime | dt.date) -> Iterator[None]:
    """Let the block see `moment` as the present (tests and the demo city only). A bare date means 10:00 city time."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(10, 0))
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    token = _travelled.set(moment)
    try:
        yield
    finally:
        _travelled.reset(token)
