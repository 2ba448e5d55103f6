"""From what happened to the people who must hear of it, each once."""

import datetime as dt

import structlog
from django.db import transaction

from core import clock
from core.models import AccountEvent
from notifications.audience import ACCOUNT_AUDIENCE, AUDIENCE, name_of
from notifications.channels import email, inbox
from notifications.models import AccountDelivery
from notifications.recipients import Told, told_of, told_of_account
from notifications.services.mailing import send_after_commit
from permits.models import Event
from permits.services import outbox

logger = structlog.get_logger(__name__)

#: An event younger than this is still in the hands of the task its recording enqueued.
SWEEP_AFTER = dt.timedelta(minutes=1)
#: First told later than this, it is told in the inbox alone: a stale mail asks for what was done long ago.
MAIL_WHILE_FRESH = dt.timedelta(days=3)
#: How many events, and how many account events, one sweep takes on.
SWEEP_LIMIT = 1000


def deliver(event_id: int) -> bool:
    """Tell everybody an event of permits or inspections concerns; whether this call was the one that did.

    Inbox items, mails and the outbox mark are one transaction, under the event's lock: run twice or by two workers at
    once, it tells once. An event nobody wrote a row for stays undelivered, so that the release which knows it can tell.
    """
    with transaction.atomic():
        event = outbox.lock_undelivered(event_id)
        if event is None:
            return False
        if name_of(event) not in AUDIENCE:
            logger.error("event_without_audience", event_id=event.pk, action=event.action)
            return False
        told = told_of(event)
        _tell(event, told)
        outbox.mark_delivered(event)
    return True


def deliver_account_event(event_id: int) -> bool:
    """The same for an account event."""
    with transaction.atomic():
        event = AccountEvent.objects.select_for_update().filter(pk=event_id).first()
        if event is None or AccountDelivery.objects.filter(pk=event_id).exists():
            return False
        told = told_of_account(event)
        _tell(event, told)
        AccountDelivery.objects.create(account_event=event, delivered_at=clock.now())
    return True


def _tell(event: Event | AccountEvent, told: list[Told]) -> None:
    inbox.put(event, told)
    if event.at > clock.now() - MAIL_WHILE_FRESH:
        send_after_commit(email.write(event, told))


def sweep_events() -> int:
    """Deliver what was left undelivered; how many. One that fails is logged and does not stop the others."""
    before = clock.now() - SWEEP_AFTER
    waiting = [(deliver, pk) for pk in outbox.undelivered_events(list(AUDIENCE), before=before, limit=SWEEP_LIMIT)]
    waiting += [(deliver_account_event, pk) for pk in _undelivered_account_events()]
    done = 0
    for tell, pk in waiting:
        try:
            done += tell(pk)
        except Exception:
            logger.exception("delivery_failed", by=tell.__name__, event_id=pk)
    return done


def _undelivered_account_events() -> list[int]:
    """Account events are found by the sweep alone: core does not know that anybody listens."""
    heard = [action for action, row in ACCOUNT_AUDIENCE.items() if row]
    waiting = AccountEvent.objects.filter(action__in=heard).exclude(
        pk__in=AccountDelivery.objects.values("account_event_id")
    )
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:SWEEP_LIMIT])
