"""Every change is one action: lock → who → when → whether → move → save → record. Always in that order, here.

    with case_step(Action.ACCEPT, actor, number, version) as step:      # 1 lock, 2 who, 3 when
        step.require(acceptance.violations(facts))                      # 4 whether: every reason at once
        step.case.accepted_on = clock.today()
        step.note(accepted_on=...)                                      # what the timeline shall say
                                                                        # 5 move, 6 save, 7 record
A refused action leaves case, works and timeline as they were: everything happens in one transaction.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from core import clock
from core.errors import RuleViolated, StaleCase, Violation
from core.models import User
from permits import moves, policy, timeline
from permits.lifecycle import Action
from permits.models import Case, Event, Works
from permits.rules.deadlines import due_on
from permits.services import _locks
from permits.services._search_text import search_text_of
from permits.services.detours import keep_detours


class Step:
    """One action under way. subject: what moves; works, case: the locked rows (case None for a works' action)."""

    def __init__(self, action: Action, actor: User | None, works: Works, case: Case | None):
        self.action, self.actor, self.works, self.case = action, actor, works, case
        self.subject = case if case is not None else works
        self.level = Event.Level.PARTIES
        self.silent = False
        self.aborted = False
        self._data: dict = {}
        self._office_data: dict = {}
        self._works_changed = case is None

    def require(self, violations: Iterable[Violation]) -> None:
        """Refuse with every reason at once."""
        reasons = tuple(violations)
        if reasons:
            raise RuleViolated(self.action.value, reasons)

    def abort(self) -> None:
        """Leave everything as it was, without a refusal: the clock found that it is too early."""
        self.aborted = True

    def note(self, **data) -> None:
        """Add to what every viewer of the event reads."""
        self._data |= data

    def note_for_office(self, **data) -> None:
        """Add to what officers alone read."""
        self._office_data |= data

    def changes_works(self) -> Works:
        """Say that a case's action changes the works too; returns the locked works."""
        self._works_changed = True
        return self.works

    def finish(self) -> None:
        """5 move, 6 save, 7 record."""
        field = "stage" if self.case is not None else "state"
        before = getattr(self.subject, field)
        moves.move(self.subject, self.action)
        after = getattr(self.subject, field)
        if self.case is not None:
            self.case.due_on = due_on(self.case.stage, self.case)
            self.case.search_text = search_text_of(self.case)
            self._save(self.case)
        if self._works_changed:
            self._save(self.works)
        if self.case is not None and before != after:
            keep_detours(self.works)
        if self.silent:
            return
        timeline.record(
            self.action.value,
            actor=self.actor,
            works=self.works,
            case=self.case,
            from_stage=before,
            to_stage=after,
            level=self.level,
            data=self._data,
            office_data=self._office_data,
        )

    def _save(self, row: Case | Works) -> None:
        row.version += 1
        row.changed_by, row.changed_at = self.actor, clock.now()
        row.save()


def _refuse_stale(subject: Case | Works, seen: int | None) -> None:
    if seen is not None and seen != subject.version:
        raise StaleCase(
            "case" if isinstance(subject, Case) else "works",
            subject.number,
            seen=seen,
            current=subject.version,
            changed_by=str(subject.changed_by) if subject.changed_by else "",
            changed_at=subject.changed_at,
        )


@contextmanager
def _step(action: Action, actor: User | None, works: Works, case: Case | None, seen: int | None) -> Iterator[Step]:
    subject = case if case is not None else works
    _refuse_stale(subject, seen)
    policy.require(actor, action, subject)
    moves.require_possible(subject, action)
    step = Step(action, actor, works, case)
    yield step
    if not step.aborted:
        step.finish()


@contextmanager
def case_step(action: Action, actor: User | None, number: str, version: int | None = None) -> Iterator[Step]:
    """One action on a case. version: the version the caller saw, or None when it does not care.

    Raises NotFound, StaleCase, NotPermitted, IllegalTransition, RuleViolated, in this order.
    """
    with transaction.atomic():
        case = _locks.lock_case(actor, number)
        with _step(action, actor, case.works, case, version) as step:
            yield step


@contextmanager
def works_step(action: Action, actor: User | None, number: str, version: int | None = None) -> Iterator[Step]:
    """One action on a works; otherwise as `case_step`."""
    with transaction.atomic():
        works = _locks.lock_works(actor, number)
        with _step(action, actor, works, None, version) as step:
            yield step
