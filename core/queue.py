"""The only way to enqueue work: after the transaction has committed, by the task's name."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

_left: ContextVar[bool] = ContextVar("left_to_sweepers", default=False)


def after_commit(task_name: str, *args) -> None:
    """Send `task_name(*args)` to the broker once the surrounding transaction has committed.

    A broker that is down costs only time: the failure is logged (robust) and the sweeper finds what was not done.
    """

    if _left.get():
        return

    def send() -> None:
        current_app.send_task(task_name, args=args, retry=False, ignore_result=True)

    transaction.on_commit(send, robust=True)


@contextmanager
def left_to_sweepers() -> Iterator[None]:
    """Enqueue nothing meanwhile (bulk work): what is left undone is found by the periodic sweepers."""
    token = _left.set(True)
    try:
        yield
    finally:
        _left.reset(token)


def broker_answers() -> bool:
    """Whether a task sent now would be taken by the broker."""
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=1)
    except (OperationalError, OSError):
        return False
    return True
