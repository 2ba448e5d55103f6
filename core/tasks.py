"""The floor's own Celery doors."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="core.clear_expired_sessions")
def clear_expired_sessions() -> None:
    """Delete the sessions nobody can use any more."""
    call_command("clearsessions")
