"""The working calendar in force: read once per process until an administrator changes it, entered year by year."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from core import clock
from core.calendar_rules import SpecialDay, year_problems
from core.errors import NotPermitted, RuleViolated
from core.models import AccountEvent, CalendarDay, CalendarYear, User
from core.queue import after_commit
from core.roles import Role
from core.workdays import Calendar

ENTER_YEAR = "enter_calendar_year"
#: The task of those who keep last days; it lives above us, so it is known by name only.
RECOMPUTE_DEADLINES = "permits.recompute_deadlines"

#: The last calendar read by this process, under the revisions it was read at. Replaced whole, so threads are safe.
_last: tuple[tuple, Calendar] = ((), Calendar())


def current_calendar() -> Calendar:
    """The calendar as the database has it now: one small query, and a full read only after a change."""
    global _last
    years = tuple(CalendarYear.objects.values_list("year", "provisional", "revision"))
    seen, calendar = _last
    if seen != years:
        calendar = _read(years)
        _last = (years, calendar)
    return calendar


def enter_year(actor: User, year: int, days: Sequence[SpecialDay], notice: str) -> CalendarYear:
    """Put `days` in the place of whatever the calendar had for `year`; the year is provisional no longer.

    notice: number of the State Council's notice, e.g. `国办发明电〔2025〕7号`.
    Raises NotPermitted (administrators only) and RuleViolated with every problem of `calendar_rules.year_problems`.
    """
    if actor.role != Role.ADMIN:
        raise NotPermitted(ENTER_YEAR)
    if problems := year_problems(year, days, notice):
        raise RuleViolated(ENTER_YEAR, problems)
    with transaction.atomic():
        CalendarYear.objects.get_or_create(year=year, defaults={"provisional": True})
        entered = CalendarYear.objects.select_for_update().get(year=year)
        before = dict(entered.days.values_list("day", "kind"))
        was_provisional = entered.provisional
        entered.provisional, entered.notice, entered.revision = False, notice.strip(), uuid.uuid4()
        entered.save()
        entered.days.all().delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(day=special.day, year=entered, kind=special.kind, festival=special.festival)
            for special in sorted(days, key=lambda special: special.day)
        )
        after = {special.day: special.kind for special in days}
        changed = sorted(day for day in before.keys() | after.keys() if before.get(day) != after.get(day))
        AccountEvent.objects.create(
            action=ENTER_YEAR,
            actor=actor,
            at=clock.now(),
            data={
                "year": year,
                "notice": entered.notice,
                "was_provisional": was_provisional,
                "days_changed": [day.isoformat() for day in changed],
            },
        )
        after_commit(RECOMPUTE_DEADLINES)
    return entered


def _read(years: tuple) -> Calendar:
    special = list(CalendarDay.objects.values_list("day", "kind", "festival"))
    return Calendar(
        holidays=frozenset(day for day, kind, _ in special if kind == CalendarDay.Kind.HOLIDAY),
        makeup_workdays=frozenset(day for day, kind, _ in special if kind == CalendarDay.Kind.WORKDAY_MAKEUP),
        known_years=frozenset(year for year, provisional, _ in years if not provisional),
        provisional_years=frozenset(year for year, provisional, _ in years if provisional),
        festivals={day: festival for day, _, festival in special if festival},
    )
