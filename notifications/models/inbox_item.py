"""One piece of news in one person's inbox."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class InboxItem(models.Model):
    """At most one per person and event; its words are made when it is read, in the reader's language.

    role, organisation, squadron: as what the person was told. Whoever changes organisation, squadron or role no longer
    sees what was told to them before.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="inbox_items"
    )
    event = models.ForeignKey(
        "permits.Event", models.PROTECT, verbose_name=_("event"), null=True, blank=True, related_name="+"
    )
    account_event = models.ForeignKey(
        "core.AccountEvent", models.PROTECT, verbose_name=_("account event"), null=True, blank=True, related_name="+"
    )
    template = models.CharField(_("message"), max_length=40)
    role = models.CharField(_("role"), max_length=12)
    organisation = models.ForeignKey(
        "core.Organisation", models.PROTECT, verbose_name=_("organisation"), null=True, blank=True, related_name="+"
    )
    squadron = models.ForeignKey(
        "core.Squadron", models.PROTECT, verbose_name=_("squadron"), null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("inbox item")
        verbose_name_plural = _("inbox items")
        indexes = [
            models.Index(fields=["user", "-id"], name="inbox_of_person"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="inbox_unread"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "user"], name="inbox_once_per_event"),
            models.UniqueConstraint(fields=["account_event", "user"], name="inbox_once_per_account_event"),
            models.CheckConstraint(
                condition=Q(event__isnull=False, account_event__isnull=True)
                | Q(event__isnull=True, account_event__isnull=False),
                name="inbox_one_source",
            ),
        ]

    def __str__(self):
        return f"{self.template} → {self.user_id}"
