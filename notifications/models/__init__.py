"""Who was told what, and which mails are on their way."""

from notifications.models.account_delivery import AccountDelivery
from notifications.models.inbox_item import InboxItem
from notifications.models.mail import Mail

__all__ = ["AccountDelivery", "InboxItem", "Mail"]
