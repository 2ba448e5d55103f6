"""The append-only event: legal trail, page history and outbox in one row."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """data: what every viewer of the event may read; office_data: officers only. delivered_at: outbox mark."""

    class Level(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        PARTIES = "parties", _("The parties")
        OFFICE = "office", _("Officers only")

    works = models.ForeignKey(
        "permits.Works", models.PROTECT, verbose_name=_("works"), related_name="events", null=True, blank=True
    )
    case = models.ForeignKey(
        "permits.Case", models.PROTECT, verbose_name=_("case"), related_name="events", null=True, blank=True
    )
    action = models.CharField(_("action"), max_length=40)
    level = models.CharField(_("readable by"), max_length=8, choices=Level)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by whom"), null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("time"))
    from_stage = models.CharField(_("stage before"), max_length=20, blank=True)
    to_stage = models.CharField(_("stage after"), max_length=20, blank=True)
    data = models.JSONField(_("details"), default=dict)
    office_data = models.JSONField(_("details for officers"), default=dict)
    delivered_at = models.DateTimeField(_("passed on"), null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["case", "id"]),
            models.Index(fields=["works", "id"]),
            models.Index(fields=["at"], condition=models.Q(delivered_at__isnull=True), name="event_undelivered"),
        ]

    def __str__(self):
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.action}"
