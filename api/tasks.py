"""The door's Celery job."""

from celery import shared_task

from api import idempotency


@shared_task(name="api.purge_idempotency_records")
def purge_idempotency_records() -> None:
    """Each day: forget answers nobody will ask for again."""
    idempotency.purge()
