"""Celery's doors to inspections: each opens a service and nothing more."""

from celery import shared_task

from core import clock
from inspections.documents import KINDS
from inspections.services import planning_rounds, settling_orders, sweeping
from permits.services import drawing


@shared_task(name="inspections.draw_document")
def draw_document(document_id: int) -> None:
    """Draw one order."""
    drawing.draw_and_keep(KINDS, document_id)


@shared_task(name="inspections.plan_rounds")
def plan_rounds() -> None:
    """The rounds of today, for every squadron."""
    planning_rounds.plan_rounds_of_day(clock.today())


@shared_task(name="inspections.close_day")
def close_day() -> None:
    """Visits of earlier days that were not made, and the alarms that follow."""
    planning_rounds.close_past_days()


@shared_task(name="inspections.escalate_orders")
def escalate_orders() -> None:
    """Orders whose deadline passed unanswered."""
    settling_orders.escalate_overdue_orders()


@shared_task(name="inspections.sweep_documents")
def sweep_documents() -> None:
    """Orders whose drawing was lost on the way."""
    sweeping.sweep_documents()
