"""The only way to enqueue work: after the transaction has committed, by the task's name."""

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError


def after_commit(task_name: str, *args) -> None:
    """Send `task_name(*args)` to the broker once the surrounding transaction has committed.

    A broker that is down costs only time: the failure is logged (robust) and the sweeper finds what was not done.
    """

    def send() -> None:
        current_app.send_task(task_name, args=args, retry=False, ignore_result=True)

    transaction.on_commit(send, robust=True)


def broker_answers() -> bool:
    """Whether a task sent now would be taken by the broker."""
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=1)
    except (OperationalError, OSError):
        return False
    return True
