"""The contractor answers an order; the officers verify it at the site, or return it; the clock escalates it."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction
from django.db.models import QuerySet

from core import clock
from core.errors import IllegalTransition
from core.files import Upload
from core.models import User
from inspections.lifecycle import CONTRACTORS_TURN, OPEN_ORDER_STATES, Action, OrderKind
from inspections.models import Order, OrderAnswer, Visit
from inspections.rules import order as rules
from inspections.rules import rectification
from inspections.selectors.checklists import site_facts
from inspections.services._step import Step, order_step
from inspections.services.photos import keep_photo
from permits.models import Alarm, Works
from permits.services import _locks, alarms, supervision
from permits.services.works_life import resume_works


def answer_order(
    actor: User, number: str, *, text: str, photos: Sequence[Upload], version: int | None = None
) -> OrderAnswer:
    """The contractor says what was done and shows it. Raises RuleViolated also for every photo that is refused."""
    with order_step(Action.ANSWER_ORDER, actor, number, version) as step:
        step.require(rules.answer_violations(text=text, photos=len(photos)))
        answer = OrderAnswer.objects.create(
            order=step.subject, text=text.strip(), answered_by=actor, answered_at=clock.now()
        )
        for upload in photos:
            keep_photo(upload, f"orders/{number}", actor=actor, field="photos", answer=answer)
        _clear_overdue(step)
        step.note(order_number=number, text=answer.text, photos=len(photos))
    return answer


def verify_order(
    actor: User, number: str, *, visit_id: int | None, remarks: str = "", version: int | None = None
) -> Order:
    """It is put right: one of the two officers saw it on a visit recorded after the answer, whose item C21 says so."""
    with order_step(Action.VERIFY_ORDER, actor, number, version) as step:
        order, answer = step.subject, _open_answer(step)
        visit = Visit.objects.filter(pk=visit_id).first() if visit_id is not None else None
        step.require(rules.verify_violations(answered_at=answer.answered_at, visit=_reinspection(visit, step.works)))
        _judge(answer, OrderAnswer.Verdict.VERIFIED, actor, remarks)
        order.verified_at, order.verified_by, order.reinspection = clock.now(), actor, visit
        supervision.order_closed(step.works)
        step.note(order_number=number, visit=visit.pk)
    return step.subject


def return_order(
    actor: User, number: str, *, reason: str, deadline_at: dt.datetime | None = None, version: int | None = None
) -> Order:
    """Not put right: the answer goes back with the reason and a new deadline (None: the period of its severity)."""
    with order_step(Action.RETURN_ORDER, actor, number, version) as step:
        order, now = step.subject, clock.now()
        deadline_at = deadline_at or _next_deadline(order, step.works, now)
        step.require(rules.return_violations(reason=reason, deadline_at=deadline_at, now=now))
        _judge(_open_answer(step), OrderAnswer.Verdict.RETURNED, actor, reason)
        order.deadline_at, order.overdue_at = deadline_at, None
        step.note(order_number=number, reason=reason.strip(), deadline_at=deadline_at.isoformat())
    return step.subject


def _next_deadline(order: Order, works: Works, now: dt.datetime) -> dt.datetime:
    """What was to be done at once gets the grace of its severity as a deadline."""
    affected = site_facts(works).takes_carriageway
    deadline_at = rectification.deadline(order.severity, affected, clock.local(now))
    grace = dt.timedelta(hours=rectification.periods()[order.severity, affected].grace_hours)
    return deadline_at if deadline_at > now else now + grace


def resume_stopped_works(actor: User, works_number: str, *, reason: str, version: int | None = None) -> Works:
    """Let a stopped works go on; refused while one of its stop orders is open. version: the works'."""
    with transaction.atomic():
        works = _locks.lock_works(actor, works_number)
        open_stops = works.orders.filter(kind=OrderKind.STOP, state__in=OPEN_ORDER_STATES).count()
        return resume_works(actor, works_number, reason=reason, open_stop_orders=open_stops, version=version)


def escalate_overdue_orders() -> int:
    """Every order whose deadline and grace have passed unanswered: once per deadline; how many there were."""
    escalated = 0
    for number in list(_lapsed().values_list("number", flat=True)):
        with suppress(IllegalTransition):  # answered a moment ago
            escalated += _escalate(number)
    return escalated


def _lapsed() -> QuerySet[Order]:
    return Order.objects.filter(state__in=CONTRACTORS_TURN, overdue_at=None, deadline_at__lt=clock.now())


def _escalate(number: str) -> bool:
    with order_step(Action.ESCALATE_ORDER, None, number) as step:
        order, now = step.subject, clock.now()
        if order.overdue_at is not None or not rectification.is_overdue(order.severity, order.deadline_at, now):
            step.abort()
            return False
        risen = rectification.escalation(order.severity)
        step.note(
            order_number=number,
            deadline_at=order.deadline_at.isoformat(),
            severity_before=order.severity,
            severity=risen.severity,
        )
        step.note_for_office(referral=risen.referral)
        order.overdue_at, order.severity, order.referral = now, risen.severity, risen.referral
        alarms.raise_alarm(step.works, Alarm.Kind.ORDER_OVERDUE, order_number=number)
    return True


def _clear_overdue(step: Step) -> None:
    """The alarm falls with the last order that is overdue and unanswered."""
    others = step.works.orders.filter(state__in=CONTRACTORS_TURN, overdue_at__isnull=False)
    if not others.exclude(pk=step.subject.pk).exists():
        alarms.clear_alarms(step.works, Alarm.Kind.ORDER_OVERDUE)


def _open_answer(step: Step) -> OrderAnswer:
    return step.subject.answers.get(verdict="")


def _judge(answer: OrderAnswer, verdict: OrderAnswer.Verdict, actor: User, reason: str) -> None:
    answer.verdict, answer.verdict_reason = verdict, reason.strip()
    answer.judged_by, answer.judged_at = actor, clock.now()
    answer.save(update_fields=["verdict", "verdict_reason", "judged_by", "judged_at"])


def _reinspection(visit: Visit | None, works: Works) -> rules.ReinspectionFacts | None:
    if visit is None:
        return None
    result = visit.results.filter(code=rules.REINSPECTION_ITEM).values_list("result", flat=True).first()
    return rules.ReinspectionFacts(visit.recorded_at, visit.works_id == works.pk, result or "")
