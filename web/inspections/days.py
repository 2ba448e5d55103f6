"""The day a page of rounds shows, and its neighbours."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from core import clock
from web.shell.parts import Tab


@dataclass(frozen=True)
class Day:
    """The day shown, is_today: whether it is the present one; the days before and after it."""

    day: dt.date
    is_today: bool

    @property
    def previous(self) -> dt.date:
        return self.day - dt.timedelta(days=1)

    @property
    def following(self) -> dt.date:
        return self.day + dt.timedelta(days=1)


def day_asked(request: HttpRequest) -> Day:
    """`?day=2026-11-23`; today when it is left out or no day of these years."""
    today = clock.today()
    try:
        asked = parse_date(request.GET.get("day", ""))
    except ValueError:
        asked = None
    known = asked is not None and 2000 <= asked.year < 2100
    day = asked if known else today
    return Day(day, day == today)


def tabs(current: str, shown: Day, *, own: bool) -> list[Tab]:
    """The views of a day. own: the person goes on rounds."""
    query = "" if shown.is_today else f"?day={shown.day}"
    views = [("inspect", _("My round"))] if own else []
    views += [("inspect-rounds", _("Rounds")), ("inspect-coverage", _("Coverage"))]
    return [Tab(label, reverse(name) + query, current=name == current) for name, label in views]
