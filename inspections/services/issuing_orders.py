"""Orders on the spot: put right by a date (行政处罚法 28), or stop and restore traffic (道路交通安全法 104(2))."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core import clock
from core.files import Upload
from core.models import User
from core.pdf.document import Signature
from inspections.documents import KINDS
from inspections.lifecycle import Action, OrderKind, Severity
from inspections.models import Finding, Order
from inspections.rules import order as rules
from inspections.rules import rectification
from inspections.rules.numbering import order_number
from inspections.selectors.checklists import site_facts
from inspections.services._order_facts import rectification_facts, signed_by, stop_facts
from inspections.services._step import Step, visit_step
from inspections.services.second_officer import find_second_officer
from permits.lifecycle import State
from permits.services import supervision
from permits.services.issuing import issue_document
from permits.services.numbering import next_serial
from permits.services.works_life import suspend_works

DRAW_DOCUMENT = "inspections.draw_document"
SERIES = "order"


@dataclass(frozen=True)
class _Wish:
    """What both kinds of order are asked with."""

    kind: OrderKind
    second_officer: str
    findings: Sequence[int]
    requirement: str
    received_by: str
    signature: Upload | None
    deadline_at: dt.datetime | None = None


def issue_order(
    actor: User,
    visit_id: int,
    *,
    second_officer: str,
    findings: Sequence[int],
    requirement: str = "",
    deadline_at: dt.datetime | None = None,
    received_by: str = "",
    signature: Upload | None = None,
    version: int | None = None,
) -> Order:
    """Order what a recorded visit found to be put right. D15.

    second_officer: user name of the colleague; findings: their keys; deadline_at: None for the period of the gravest
    finding; received_by, signature: who took it on the spot, and the signature on the glass. version: the visit's.
    """
    wish = _Wish(OrderKind.RECTIFY, second_officer, findings, requirement, received_by, signature, deadline_at)
    with visit_step(Action.ISSUE_ORDER, actor, visit_id, version) as step:
        order, found, received = _issue(step, wish)
        _serve(step, order, "D15", rectification_facts(order, found, received))
    return order


def issue_stop_order(
    actor: User,
    visit_id: int,
    *,
    second_officer: str,
    findings: Sequence[int],
    requirement: str = "",
    received_by: str = "",
    signature: Upload | None = None,
    version: int | None = None,
) -> Order:
    """Order the works to stop and traffic to be restored at once; works that run are suspended by it. D16."""
    wish = _Wish(OrderKind.STOP, second_officer, findings, requirement, received_by, signature)
    with visit_step(Action.ISSUE_STOP_ORDER, actor, visit_id, version) as step:
        order, found, received = _issue(step, wish)
        _serve(step, order, "D16", stop_facts(order, found, received))
        if step.works.state == State.UNDER_WAY:
            suspend_works(actor, step.works.number, reason="；".join(finding.text for finding in found))
    return order


def _issue(step: Step, wish: _Wish) -> tuple[Order, list[Finding], Signature | None]:
    """Whether, then the order with its findings, and who signed for it."""
    found = list(step.subject.findings.filter(pk__in=wish.findings).select_related("order").order_by("code"))
    now = clock.now()
    severity = _severity(wish.kind, found)
    deadline_at = wish.deadline_at or rectification.deadline(
        severity, site_facts(step.works).takes_carriageway, clock.local(now)
    )
    second, violations = find_second_officer(step.actor, wish.second_officer, step.works)
    step.require(
        (
            *violations,
            *rules.issue_violations(
                asked=wish.findings,
                found=[
                    rules.FindingFacts(one.pk, one.severity, one.order.number if one.order else "") for one in found
                ],
                deadline_at=deadline_at,
                now=now,
                requirement=wish.requirement,
                immediate=severity == Severity.CRITICAL,
            ),
            *rules.receipt_violations(received_by=wish.received_by, signed=wish.signature is not None),
        )
    )
    order = _write(step, wish, severity, second, deadline_at)
    Finding.objects.filter(pk__in=[finding.pk for finding in found]).update(order=order)
    supervision.order_opened(step.works)
    step.note(
        order_number=order.number,
        deadline_at=deadline_at.isoformat(),
        items=[finding.text for finding in found],
        severity=severity,
        officers=[str(step.actor), str(second)],
    )
    return order, found, signed_by(step.works, wish.received_by, wish.signature)


def _severity(kind: OrderKind, found: Sequence[Finding]) -> str:
    """A stop order is always of the gravest kind; else the gravest finding counts (none: the rule will refuse)."""
    if kind == OrderKind.STOP:
        return Severity.CRITICAL
    return rectification.gravest([finding.severity for finding in found] or [Severity.GENERAL])


def _write(step: Step, wish: _Wish, severity: str, second: User, deadline_at: dt.datetime) -> Order:
    now, year = clock.now(), clock.today().year
    return Order.objects.create(
        number=order_number(year, next_serial(SERIES, year)),
        works=step.works,
        visit=step.subject,
        kind=wish.kind,
        severity=severity,
        severity_issued=severity,
        requirement=wish.requirement.strip(),
        deadline_at=deadline_at,
        officer=step.actor,
        second_officer=second,
        issued_at=now,
        changed_by=step.actor,
        changed_at=now,
        created_at=now,
    )


def _serve(step: Step, order: Order, kind: str, facts: dict) -> None:
    order.document = issue_document(
        KINDS[kind],
        works=step.works,
        case=step.works.permit_in_force,
        actor=step.actor,
        facts=facts,
        draw_task=DRAW_DOCUMENT,
    )
    order.save(update_fields=["document"])
