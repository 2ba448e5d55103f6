"""Celery's doors to permits: each opens a service and nothing more."""

from celery import shared_task

from permits.documents import KINDS
from permits.services import drawing, jobs, reminders


@shared_task(name="permits.draw_document")
def draw_document(document_id: int) -> None:
    """Draw one official document of permits."""
    drawing.draw_and_keep(KINDS, document_id)


@shared_task(name="permits.daily")
def daily() -> None:
    """Deemed acceptances, expiries, alarms and reminders of the day; also run each hour, since it costs nothing."""
    jobs.deem_overdue_accepted()
    jobs.expire_permits()
    jobs.raise_alarms()
    reminders.remind()


@shared_task(name="permits.recompute_deadlines")
def recompute_deadlines() -> None:
    """After a year of the calendar has been entered."""
    jobs.recompute_deadlines()


@shared_task(name="permits.sweep_documents")
def sweep_documents() -> None:
    """Documents whose drawing was lost on the way."""
    jobs.sweep_documents()
