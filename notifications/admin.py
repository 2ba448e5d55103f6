"""What an administrator can see of mails and inboxes; nothing is changed here."""

from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin_parts import LongTable
from core.roles import Role
from notifications.models import InboxItem, Mail
from notifications.wording import word

_LANGUAGES = dict(settings.LANGUAGES)
_ROLES = {role.value: role.label for role in Role}


@admin.register(Mail)
class MailAdmin(LongTable):
    """Which mails were sent, wait, or were given up, and why."""

    words = {"language": _LANGUAGES.get}
    list_display = ["created_at", "address", "subject", "state", "attempts", "next_try_at", "sent_at"]
    list_filter = ["state", "language"]
    search_fields = ["address", "key"]
    groups = [
        (
            None,
            [
                "key", "user", "address", "language", "subject", "text", "state", "attempts", "created_at",
                "next_try_at", "claimed_at", "sent_at", "last_error",
            ],
        )
    ]  # fmt: skip

    @admin.display(description=_("text"))
    def text(self, mail: Mail) -> str:
        """The text, but never that of a mail whose link lets somebody in."""
        return "—" if mail.secret else mail.body


@admin.register(InboxItem)
class InboxItemAdmin(LongTable):
    """Who was told what, and when it was read."""

    words = {"role": _ROLES.get}
    list_display = ["created_at", "user", "message", "role", "read_at"]
    list_filter = ["role", ("read_at", admin.EmptyFieldListFilter)]
    list_per_page = 50
    list_select_related = ["user", "event__case", "event__works__organisation", "account_event__organisation"]
    search_fields = ["user__username", "user__display_name"]
    groups = [
        (
            None,
            ["user", "role", "organisation", "squadron", "message", "event", "account_event", "created_at", "read_at"],
        )
    ]

    @admin.display(description=_("message"))
    def message(self, item: InboxItem) -> str:
        """The title as the person reads it, in the administrator's language."""
        return word(item.template, item.event or item.account_event).title
