"""The inbox inside the platform."""

from collections.abc import Iterable

from core import clock
from core.models import AccountEvent
from notifications.audience import By
from notifications.models import InboxItem
from notifications.recipients import Told
from permits.models import Event


def put(source: Event | AccountEvent, told: Iterable[Told]) -> None:
    """Put the news into the inbox of everybody who hears of it there; whoever has it already keeps the one."""
    account = isinstance(source, AccountEvent)
    InboxItem.objects.bulk_create(
        (
            InboxItem(
                user=person.user,
                event=None if account else source,
                account_event=source if account else None,
                template=person.template,
                role=person.user.role,
                organisation_id=person.user.organisation_id,
                squadron_id=person.user.squadron_id,
                created_at=clock.now(),
            )
            for person in told
            if By.INBOX in person.by
        ),
        ignore_conflicts=True,
    )
