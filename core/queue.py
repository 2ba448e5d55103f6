"""The only way to enqueue work: after the transaction has committed, by the task's name."""

from celery import current_app
from django.db import transaction


def after_commit(task_name: str, *args) -> None:
    """Send `task_name(*args)` to the broker once the surrounding transaction has committed.

    A broker that is down costs only time: the failure is logged (robust) and the sweeper finds what was not done.
    """

    def send() -> None:
        current_app.send_task(task_name, args=args, retry=False, ignore_result=True)

    transaction.on_commit(send, robust=True)
