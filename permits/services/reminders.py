"""Tell whoever's turn it is that a day is near: one event per case and day named, however often the job runs."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from core import clock
from core.workdays import add_working_days
from core.working_calendar import current_calendar
from permits import timeline
from permits.lifecycle import ACTIVE_STATES, UNDER_DECISION, Kind, Stage
from permits.models import Case, Event, Works
from permits.services import _locks


@dataclass(frozen=True)
class Reminder:
    """event: name on the timeline. column: the case's last day. workdays: how long before, the setting's name."""

    event: str
    stages: tuple[str, ...]
    column: str
    workdays: str


BEFORE = (
    Reminder("accept_due_soon", (Stage.SUBMITTED,), "accept_by", "due_soon_workdays"),
    Reminder("correction_reminded", (Stage.CORRECTION,), "correction_by", "correction_reminder_workdays"),
    Reminder("decide_due_soon", UNDER_DECISION, "decide_by", "due_soon_workdays"),
    Reminder("issue_due_soon", (Stage.GRANTED,), "issue_by", "due_soon_workdays"),
)
#: Before the 24 hours of an emergency are over.
EMERGENCY_REMINDER = dt.timedelta(hours=4)


def remind() -> int:
    """Write every reminder that is due now; how many were new."""
    return sum(_before(reminder) for reminder in BEFORE) + _lapsed_corrections() + _endings() + _emergencies()


def _before(reminder: Reminder) -> int:
    today = clock.today()
    workdays = settings.CITY[reminder.workdays]
    last = add_working_days(today, workdays, current_calendar(), allow_provisional=True).day
    cases = Case.objects.filter(
        stage__in=reminder.stages, **{f"{reminder.column}__gte": today, f"{reminder.column}__lte": last}
    )
    return _tell(cases, reminder.event, reminder.column, {"stage__in": reminder.stages})


def _lapsed_corrections() -> int:
    """A correction nobody answered is shown to the window to close."""
    cases = Case.objects.filter(stage=Stage.CORRECTION, correction_by__lt=clock.today())
    return _tell(cases, "correction_lapsed", "correction_by", {"stage": Stage.CORRECTION})


def _endings() -> int:
    """The holder of a permit hears of its end in good time to renew (行政许可法 50) or to finish."""
    days = [clock.today() + dt.timedelta(days=ahead) for ahead in settings.CITY["permit_ending_reminder_days"]]
    cases = Case.objects.filter(stage=Stage.IN_FORCE, valid_until__in=days)
    return _tell(cases, "permit_ending_soon", "valid_until", {"stage": Stage.IN_FORCE}, marker=str(clock.today()))


def _tell(cases: QuerySet[Case], event: str, column: str, still: dict, marker: str = "") -> int:
    """One event per case and last day (and marker); what changed since the look is left alone."""
    told = 0
    for number in list(cases.values_list("number", flat=True)):
        with transaction.atomic():
            case = _locks.lock_case(None, number)
            if not Case.objects.filter(pk=case.pk, **still).exists():
                continue
            data = {"last_day": str(getattr(case, column))} | ({"told_on": marker} if marker else {})
            if Event.objects.filter(case=case, action=event, data=data).exists():
                continue
            timeline.record(event, actor=None, case=case, data=data)
            told += 1
    return told


def _emergencies() -> int:
    """Hours before the time to apply is over, whoever reported an emergency hears of it once."""
    now = clock.now()
    soon = Works.objects.filter(
        emergency_apply_by__gt=now,
        emergency_apply_by__lte=now + EMERGENCY_REMINDER,
        state__in=ACTIVE_STATES,
        cases__kind=Kind.EMERGENCY,
        cases__stage=Stage.DRAFT,
    )
    told = 0
    for number in list(soon.values_list("number", flat=True)):
        with transaction.atomic():
            works = _locks.lock_works(None, number)
            if not Event.objects.filter(works=works, action="emergency_apply_due_soon").exists():
                apply_by = works.emergency_apply_by.isoformat()
                timeline.record("emergency_apply_due_soon", actor=None, works=works, data={"apply_by": apply_by})
                told += 1
    return told
