"""What an administrator can see of mails and inboxes; nothing is changed here."""

from django.contrib import admin

from notifications.models import InboxItem, Mail


class ReadOnly(admin.ModelAdmin):
    """Look, do not touch."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Mail)
class MailAdmin(ReadOnly):
    """Which mails were sent, wait, or were given up, and why."""

    list_display = ("created_at", "address", "template", "state", "attempts", "next_try_at", "sent_at")
    list_filter = ("state", "template", "language")
    search_fields = ("address", "key")
    fields = (
        "key", "user", "address", "language", "template", "subject", "shown_body", "state", "attempts", "created_at",
        "next_try_at", "claimed_at", "sent_at", "last_error",
    )  # fmt: skip
    readonly_fields = ("shown_body",)

    @admin.display(description="body")
    def shown_body(self, mail: Mail) -> str:
        """The text, but never that of a mail whose link lets somebody in."""
        return "—" if mail.secret else mail.body


@admin.register(InboxItem)
class InboxItemAdmin(ReadOnly):
    """Who was told what, and when it was read."""

    list_display = ("created_at", "user", "template", "read_at")
    list_filter = ("template", "role")
    search_fields = ("user__username",)
    list_select_related = ("user",)
    raw_id_fields = ("event", "account_event")
