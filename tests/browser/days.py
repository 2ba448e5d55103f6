"""The day of the browser tests: the server that answers the browser sees the same present as the test."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse

from core import clock

_present: list[dt.datetime | dt.date] = []


@contextmanager
def day(moment: dt.datetime | dt.date) -> Iterator[None]:
    """Let the test and every request the server answers meanwhile see `moment` as the present."""
    _present.append(moment)
    try:
        with clock.at(moment):
            yield
    finally:
        _present.pop()


class SameDay:
    """Middleware of the browser tests' server: a request belongs to the day the test is at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _present:
            return self.get_response(request)
        with clock.at(_present[-1]):
            return self.get_response(request)
