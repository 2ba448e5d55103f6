"""The messenger's Celery doors; each may run twice."""

from celery import shared_task

from core.queue import after_commit
from notifications.services import delivery, mailing


@shared_task(name="notifications.deliver_event")
def deliver_event(event_id: int) -> None:
    """Tell whom an event concerns."""
    delivery.deliver(event_id)


@shared_task(name=mailing.SEND_MAIL)
def send_mail(mail_id: int) -> None:
    """Send one mail."""
    mailing.send(mail_id)


@shared_task(name="notifications.sweep")
def sweep() -> None:
    """Every minute: deliver what was left undelivered, and send what is due."""
    delivery.sweep_events()
    for mail_id in mailing.sweep_mails():
        after_commit(mailing.SEND_MAIL, mail_id)
