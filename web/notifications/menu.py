"""What the inbox puts into the header and on the desk."""

from django.utils.translation import gettext_lazy as _

from core.models import User
from notifications.selectors import inbox, unread_count
from web.shell.dashboard import Card
from web.shell.menu import MenuItem

#: How many unread items the desk shows.
ON_THE_DESK = 5


def latest(user: User) -> dict | None:
    """The newest unread items; nothing when all is read."""
    rows = inbox(user, unread_only=True, size=ON_THE_DESK).rows
    return {"rows": rows} if rows else None


ITEMS: tuple[MenuItem, ...] = (MenuItem(_("Inbox"), "inbox", "bell", order=10, place="tool", count=unread_count),)
CARDS: tuple[Card, ...] = (Card("news", _("News for you"), "notifications/card.html", latest, order=20),)
