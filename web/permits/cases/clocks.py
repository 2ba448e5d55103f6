"""The legal clock as the calendar strip of the design system."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core import clock
from core.workdays import CountedDay
from permits.lifecycle import Stage
from permits.models import Case
from permits.selectors.legal_clock import LegalClock
from web.permits.words import festival_name
from web.shell.parts import Clock, ClockDay

_TITLES = {
    "accept": _lazy("Time to accept or to ask for corrections"),
    "correct": _lazy("Time to correct"),
    "decide": _lazy("Time to decide"),
    "issue": _lazy("Time to issue and serve"),
}
_BASIS = {
    "accept": _lazy("Administrative Licensing Law, art. 32(1)(4): five working days, else it counts as accepted."),
    "correct": _lazy("A setting of the brigade."),
    "decide": _lazy(
        "Administrative Licensing Law, art. 42(1): twenty working days, ten more with the head's approval."
    ),
    "issue": _lazy("Administrative Licensing Law, art. 44: ten working days."),
}


def strip_of(case: Case, legal: LegalClock | None) -> Clock | None:
    """The running limit of the case with each of its days; None when none runs."""
    if legal is None:
        return None
    paused = bool(settings.CITY["revision_stops_clock"] and case.stage == Stage.REVISION and case.revision_requested_on)
    return Clock(
        title=str(_TITLES[legal.kind]),
        total=legal.workdays,
        used=min(legal.used, legal.workdays),
        left=legal.left,
        due_on=legal.last_day,
        days=[_day(case, day, legal, paused) for day in legal.days],
        basis=str(_BASIS[legal.kind]),
        provisional=legal.provisional,
        paused=paused,
    )


def _day(case: Case, day: CountedDay, legal: LegalClock, paused: bool) -> ClockDay:
    today = clock.today()
    kind = "uncounted"
    if day.counted:
        kind = "counted" if day.day <= today else "left"
        if paused and day.day > case.revision_requested_on and day.day <= today:
            kind = "paused"
    return ClockDay(
        day=day.day,
        kind=kind,
        why=_why(day, kind),
        number=day.number if kind in ("counted", "left") else None,
        is_today=day.day == today,
        is_due=day.day == legal.last_day,
    )


def _why(day: CountedDay, kind: str) -> str:
    if kind == "paused":
        return _("plan being revised")
    if day.why == "start":
        return _("start")
    if day.why == "makeup":
        return _("make-up day")
    if day.why == "holiday":
        return festival_name(day.festival) or _("holiday")
    return ""
