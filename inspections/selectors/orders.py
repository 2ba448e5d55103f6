"""Orders: one with all its page shows, those of a works, those that are open and those that are overdue."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from core import clock
from core.errors import NotFound
from core.models import User
from core.roles import Role
from inspections.lifecycle import CONTRACTORS_TURN, OPEN_ORDER_STATES, OrderState, VisitState
from inspections.models import Finding, Order, OrderAnswer, Photo, Visit
from inspections.selectors.visibility import visible_orders
from permits.models import Works


@dataclass(frozen=True)
class OrderPage:
    """answers: with their photos, oldest first. proofs: recorded visits after the open answer, the latest first."""

    order: Order
    findings: tuple[Finding, ...]
    evidence: tuple[Photo, ...]
    answers: tuple[OrderAnswer, ...]
    proofs: tuple[Visit, ...]


def get_order(actor: User | None, number: str) -> Order:
    """One order. NotFound when `actor` may not know of it."""
    order = (
        visible_orders(actor)
        .select_related(
            "works__organisation", "works__squadron", "visit", "officer", "second_officer", "document", "changed_by"
        )
        .filter(number=number)
        .first()
    )
    if order is None:
        raise NotFound("order", number)
    return order


def order_page(actor: User | None, number: str) -> OrderPage:
    """All the page of an order shows. NotFound when `actor` may not know of it."""
    order = get_order(actor, number)
    findings = tuple(order.findings.all())
    answers = tuple(order.answers.select_related("answered_by", "judged_by").prefetch_related("photos"))
    return OrderPage(
        order=order,
        findings=findings,
        evidence=tuple(order.visit.photos.filter(item_code__in=[finding.code for finding in findings])),
        answers=answers,
        proofs=_proofs(order, answers),
    )


def _proofs(order: Order, answers: tuple[OrderAnswer, ...]) -> tuple[Visit, ...]:
    if order.state != OrderState.ANSWERED:
        return ()
    since = answers[-1].answered_at
    return tuple(order.works.visits.filter(state=VisitState.RECORDED, recorded_at__gte=since).order_by("-recorded_at"))


def orders_of(actor: User | None, works: Works) -> QuerySet[Order]:
    """The orders to a works, the latest first, each with its findings. Two queries."""
    return _listed(visible_orders(actor).filter(works=works)).order_by("-issued_at", "-pk")


def open_orders(actor: User | None) -> QuerySet[Order]:
    """Every open order the person may know of, the most urgent first."""
    return _listed(visible_orders(actor).filter(state__in=OPEN_ORDER_STATES)).order_by("deadline_at", "pk")


def overdue_orders(actor: User | None) -> QuerySet[Order]:
    """Orders whose deadline has passed while it is the contractor's turn, the longest overdue first."""
    return open_orders(actor).filter(state__in=CONTRACTORS_TURN, deadline_at__lt=clock.now())


def closed_orders(actor: User | None) -> QuerySet[Order]:
    """Every verified order the person may know of, the latest verified first."""
    return _listed(visible_orders(actor).filter(state=OrderState.VERIFIED)).order_by("-verified_at", "-pk")


def orders_waiting_for(actor: User) -> QuerySet[Order]:
    """What this person must do next: an applicant answers, one of the two officers looks at the answer."""
    if actor.role == Role.APPLICANT:
        return open_orders(actor).filter(state__in=CONTRACTORS_TURN)
    issued = Q(officer=actor) | Q(second_officer=actor)
    return open_orders(actor).filter(issued, state=OrderState.ANSWERED)


def _listed(orders: QuerySet[Order]) -> QuerySet[Order]:
    return orders.select_related(
        "works__organisation", "works__squadron", "officer", "second_officer", "document"
    ).prefetch_related(Prefetch("findings"))
