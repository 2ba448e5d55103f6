"""Every change on site is one action, as in permits.services._step: lock → who → when → whether → move → save → record.

    with order_step(Action.ANSWER_ORDER, actor, number, version) as step:   # 1 lock, 2 who, 3 when
        step.require(rules.answer_violations(...))                          # 4 whether: every reason at once
        step.note(order_number=...)                                         # what the timeline shall say
                                                                            # 5 move, 6 save, 7 record
The works is locked before its visit or order, so that no two actions wait for each other in a circle.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import models, transaction
from django.db.models import QuerySet

from core import clock
from core.errors import NotFound, RuleViolated, StaleCase, Violation
from core.models import User
from inspections import moves, policy
from inspections.lifecycle import Action
from inspections.models import CitizenReport, Order, Visit
from inspections.selectors.visibility import visible_orders, visible_reports, visible_visits
from permits import timeline
from permits.models import Event, Works
from permits.services import _locks

Subject = Visit | Order | CitizenReport


class Step:
    """One action under way. subject: the locked row that moves; works: its locked works, None for a report without."""

    def __init__(self, action: Action, actor: User | None, subject: Subject, works: Works | None):
        self.action, self.actor, self.subject, self.works = action, actor, subject, works
        self.level = Event.Level.PARTIES
        #: Neither version nor timeline: what a phone sends bit by bit must not make its own view stale.
        self.silent = False
        self.aborted = False
        self._data: dict = {}
        self._office_data: dict = {}

    def require(self, violations: Iterable[Violation]) -> None:
        """Refuse with every reason at once."""
        reasons = tuple(violations)
        if reasons:
            raise RuleViolated(self.action.value, reasons)

    def abort(self) -> None:
        """Leave everything as it was, without a refusal: the clock found nothing to do."""
        self.aborted = True

    def note(self, **data) -> None:
        """Add to what every viewer of the event reads."""
        self._data |= data

    def note_for_office(self, **data) -> None:
        """Add to what officers alone read."""
        self._office_data |= data

    def finish(self) -> None:
        """5 move, 6 save, 7 record."""
        before = self.subject.state
        moves.move(self.subject, self.action)
        if self.silent:
            return
        self.subject.version += 1
        self.subject.changed_by, self.subject.changed_at = self.actor, clock.now()
        self.subject.save()
        timeline.record(
            self.action.value,
            actor=self.actor,
            works=self.works,
            from_stage=before,
            to_stage=self.subject.state,
            level=self.level,
            data=self._data,
            office_data=self._office_data,
        )


@contextmanager
def visit_step(action: Action, actor: User | None, visit_id: int, version: int | None = None) -> Iterator[Step]:
    """One action on a visit. version: the version the caller saw, or None when it does not care.

    Raises NotFound, StaleCase, NotPermitted, IllegalTransition, RuleViolated, in this order.
    """
    with _step(action, actor, visible_visits(actor).filter(pk=visit_id), "visit", str(visit_id), version) as step:
        yield step


@contextmanager
def order_step(action: Action, actor: User | None, number: str, version: int | None = None) -> Iterator[Step]:
    """One action on an order; otherwise as `visit_step`."""
    with _step(action, actor, visible_orders(actor).filter(number=number), "order", number, version) as step:
        yield step


@contextmanager
def report_step(action: Action, actor: User | None, number: str, version: int | None = None) -> Iterator[Step]:
    """One action on a report from the public; otherwise as `visit_step`."""
    with _step(action, actor, visible_reports(actor).filter(number=number), "report", number, version) as step:
        yield step


@contextmanager
def _step(
    action: Action, actor: User | None, visible: QuerySet, what: str, key: str, seen: int | None
) -> Iterator[Step]:
    with transaction.atomic():
        subject, works = _lock(visible, what, key)
        _refuse_stale(subject, what, key, seen)
        policy.require(actor, action, subject)
        moves.require_possible(subject, action)
        step = Step(action, actor, subject, works)
        yield step
        if not step.aborted:
            step.finish()


def _lock(visible: QuerySet, what: str, key: str) -> tuple[Subject, Works | None]:
    found = visible.values_list("pk", "works__number").first()
    if found is None:
        raise NotFound(what, key)
    pk, works_number = found
    # Whoever sees the row sees its works or, for a report, may act without seeing it.
    works = _locks.lock_works(None, works_number) if works_number else None
    model: type[models.Model] = visible.model
    subject = model.objects.select_for_update(of=("self",)).get(pk=pk)
    if works is not None:
        subject.works = works
    return subject, works


def _refuse_stale(subject: Subject, what: str, key: str, seen: int | None) -> None:
    if seen is not None and seen != subject.version:
        raise StaleCase(
            what,
            key,
            seen=seen,
            current=subject.version,
            changed_by=str(subject.changed_by) if subject.changed_by else "",
            changed_at=subject.changed_at,
        )
