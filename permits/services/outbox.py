"""The event as an outbox: what nobody has been told yet, taken one at a time."""

import datetime as dt
from collections.abc import Collection

from core import clock
from permits.models import Event


def undelivered_events(actions: Collection[str], *, before: dt.datetime, limit: int) -> list[int]:
    """The oldest events of these names, written before `before` and not yet delivered; their primary keys."""
    waiting = Event.objects.filter(delivered_at__isnull=True, at__lt=before, action__in=actions)
    return list(waiting.order_by("at", "pk").values_list("pk", flat=True)[:limit])


def lock_undelivered(event_id: int) -> Event | None:
    """The event, locked in the running transaction; None when it was delivered already or is not there."""
    events = Event.objects.select_for_update(of=("self",)).filter(pk=event_id, delivered_at__isnull=True)
    return events.select_related("case__organisation", "works__organisation", "actor").first()


def mark_delivered(event: Event) -> None:
    """Note that whoever concerns it has been told; nothing else of an event ever changes."""
    event.delivered_at = clock.now()
    event.save(update_fields=["delivered_at"])


def mark_old_delivered(before: dt.datetime) -> int:
    """Tell nobody any more what happened before that moment; how many events that was (the demo city's history)."""
    return Event.objects.filter(delivered_at__isnull=True, at__lt=before).update(delivered_at=clock.now())
