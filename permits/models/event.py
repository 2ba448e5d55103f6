"""The append-only event: legal trail, page history and outbox in one row."""

from django.conf import settings
from django.db import models


class Event(models.Model):
    """data: what every viewer of the event may read; office_data: officers only. delivered_at: outbox mark."""

    class Level(models.TextChoices):
        PUBLIC = "public", "public"
        PARTIES = "parties", "parties"
        OFFICE = "office", "office"

    works = models.ForeignKey("permits.Works", models.PROTECT, related_name="events", null=True, blank=True)
    case = models.ForeignKey("permits.Case", models.PROTECT, related_name="events", null=True, blank=True)
    action = models.CharField(max_length=40)
    level = models.CharField(max_length=8, choices=Level)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    from_stage = models.CharField(max_length=20, blank=True)
    to_stage = models.CharField(max_length=20, blank=True)
    data = models.JSONField(default=dict)
    office_data = models.JSONField(default=dict)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["case", "id"]),
            models.Index(fields=["works", "id"]),
            models.Index(fields=["at"], condition=models.Q(delivered_at__isnull=True), name="event_undelivered"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
