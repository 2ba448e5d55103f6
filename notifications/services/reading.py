"""What a person does with the inbox."""

from core import clock
from core.errors import NotFound
from core.models import User
from notifications.models import InboxItem
from notifications.selectors import inbox_of


def mark_read(actor: User, item_id: int) -> InboxItem:
    """Note that `actor` has read one of their own items; a second time changes nothing. Raises NotFound."""
    item = inbox_of(actor).filter(pk=item_id).first()
    if item is None:
        raise NotFound("inbox item", str(item_id))
    if item.read_at is None:
        item.read_at = clock.now()
        item.save(update_fields=["read_at"])
    return item


def mark_all_read(actor: User, *, up_to: int | None = None) -> int:
    """Note that `actor` has read everything, or everything up to an item they saw; how many were unread."""
    unread = inbox_of(actor).filter(read_at__isnull=True)
    if up_to is not None:
        unread = unread.filter(pk__lte=up_to)
    return unread.update(read_at=clock.now())
