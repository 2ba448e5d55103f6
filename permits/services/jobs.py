"""What the clock does: each job looks for rows whose day has come and acts on each in its own transaction.

Every job may run twice or late: it asks the database what is due, never when it last ran.
"""

import datetime as dt
from collections.abc import Callable, Iterable

import structlog
from django.conf import settings
from django.db import transaction

from core import clock
from core.errors import DomainError
from core.queue import after_commit
from core.working_calendar import current_calendar
from permits import timeline
from permits.documents import KINDS
from permits.lifecycle import OPEN_STAGES, UNDER_DECISION, Kind, Stage, State
from permits.models import Alarm, Case, Event, IssuedDocument, Works
from permits.rules import deadlines
from permits.services import _locks, alarms
from permits.services.acceptance import deem_accepted
from permits.services.force import expire_permit
from permits.services.issuing import DRAW_DOCUMENT

log = structlog.get_logger(__name__)
SWEEP_AFTER = dt.timedelta(minutes=2)
#: What one sweep asks for: no more than a worker draws before the next.
SWEEP_LIMIT = 300


def _each(job: str, numbers: Iterable[str], act: Callable[[str], object]) -> int:
    """Act on each; one that fails is logged and does not stop the others. How many changed something."""
    changed = 0
    for number in list(numbers):
        try:
            changed += act(number) is not None
        except DomainError as refusal:  # somebody acted between our look and our lock
            log.info("job_skipped", job=job, number=number, reason=refusal.code)
        except Exception:
            log.exception("job_failed", job=job, number=number)
    return changed


def deem_overdue_accepted() -> int:
    """Accept by law what nobody answered within five working days (行政许可法 32(1)(四))."""
    overdue = Case.objects.filter(stage=Stage.SUBMITTED, accept_by__lt=clock.today())
    return _each("deem_accepted", overdue.values_list("number", flat=True), deem_accepted)


def expire_permits() -> int:
    """End the permits whose last day has passed."""
    over = Case.objects.filter(stage=Stage.IN_FORCE, valid_until__lt=clock.today())
    return _each("expire_permits", over.values_list("number", flat=True), expire_permit)


def raise_alarms() -> int:
    """Emergency works nobody applied for within 24 hours; decisions that are late."""
    late = Works.objects.filter(
        emergency_apply_by__lt=clock.now(), cases__kind=Kind.EMERGENCY, cases__stage=Stage.DRAFT
    ).exclude(state__in=(State.PLANNED, State.ABANDONED, State.ARCHIVED))
    overdue = Case.objects.filter(stage__in=UNDER_DECISION, decide_by__lt=clock.today())
    return _each("raise_alarms", late.values_list("number", flat=True), _alarm_emergency) + _each(
        "raise_alarms", overdue.values_list("number", flat=True), _alarm_decision
    )


def _alarm_emergency(number: str) -> Alarm | None:
    with transaction.atomic():
        works = _locks.lock_works(None, number)
        if not works.cases.filter(kind=Kind.EMERGENCY, stage=Stage.DRAFT).exists():
            return None
        return alarms.raise_alarm(
            works, Alarm.Kind.EMERGENCY_NOT_APPLIED, apply_by=works.emergency_apply_by.isoformat()
        )


def _alarm_decision(number: str) -> Alarm | None:
    with transaction.atomic():
        case = _locks.lock_case(None, number)
        if case.stage not in UNDER_DECISION or case.decide_by >= clock.today():
            return None
        return alarms.raise_alarm(case.works, Alarm.Kind.DECISION_OVERDUE, case=case, decide_by=str(case.decide_by))


def recompute_deadlines() -> int:
    """Count the open cases' last days anew, after an administrator has entered a year of the calendar."""
    open_cases = Case.objects.filter(stage__in=OPEN_STAGES)
    return _each("recompute_deadlines", open_cases.values_list("number", flat=True), _recompute)


def _recompute(number: str) -> Event | None:
    with transaction.atomic():
        case, calendar = _locks.lock_case(None, number), current_calendar()
        before = (case.accept_by, case.decide_by, case.issue_by, case.correction_by)
        case.accept_by = deadlines.accept_by(case.received_on, calendar).day
        if case.correction_by is not None:
            workdays = settings.CITY["correction_workdays"]
            case.correction_by = deadlines.correction_by(case.correction_requested_on, workdays, calendar).day
        if case.accepted_on is not None:
            case.decide_by = deadlines.decide_by(
                case.accepted_on, calendar, extended=case.extended_workdays, paused=case.paused_workdays
            ).day
        if case.issue_by is not None:
            case.issue_by = deadlines.issue_by(clock.local_day(case.decided_at), calendar).day
        after = (case.accept_by, case.decide_by, case.issue_by, case.correction_by)
        if before == after:
            return None
        case.due_on = deadlines.due_on(case.stage, case)
        case.version += 1
        case.changed_by, case.changed_at = None, clock.now()
        case.save()
        return timeline.record("deadlines_recomputed", actor=None, case=case, data={"due_on": str(case.due_on)})


def sweep_documents() -> int:
    """Ask again for the drawing of documents that still have no bytes, the newest first; how many were asked for."""
    waiting = IssuedDocument.objects.filter(path="", issued_at__lt=clock.now() - SWEEP_AFTER, kind__in=KINDS)
    documents = list(waiting.order_by("-issued_at", "-pk").values_list("pk", flat=True)[:SWEEP_LIMIT])
    for document_id in documents:
        after_commit(DRAW_DOCUMENT, document_id)
    return len(documents)
