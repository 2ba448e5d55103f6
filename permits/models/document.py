"""An official document: number, frozen facts, hash, and whether it still holds."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class IssuedDocument(models.Model):
    """snapshot: the frozen facts; the same snapshot gives the same bytes, so sha256 identifies the paper.

    number: the official 文号, "" for kinds that have none. path, sha256, drawn_at: set by the drawing task.
    """

    class Status(models.TextChoices):
        VALID = "valid", _("Valid")
        SUSPENDED = "suspended", _("Suspended")
        SUPERSEDED = "superseded", _("Replaced by a newer document")
        EXPIRED = "expired", _("Expired")
        REVOKED = "revoked", _("Revoked")
        RECALLED = "recalled", _("Recalled")
        CANCELLED = "cancelled", _("Cancelled")

    works = models.ForeignKey("permits.Works", models.PROTECT, related_name="documents")
    case = models.ForeignKey("permits.Case", models.PROTECT, null=True, blank=True, related_name="documents")
    kind = models.CharField(max_length=4)
    number = models.CharField(max_length=60, blank=True)
    series_year = models.PositiveSmallIntegerField(null=True, blank=True)
    series_number = models.PositiveIntegerField(null=True, blank=True)
    snapshot = models.JSONField()
    verify_code = models.CharField(max_length=16, unique=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.VALID)
    status_changed_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supersedes")
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    served_at = models.DateTimeField(null=True, blank=True)
    path = models.CharField(max_length=255, blank=True)
    size_bytes = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["issued_at", "pk"]
        indexes = [models.Index(fields=["issued_at"], condition=models.Q(path=""), name="document_undrawn")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "series_year", "series_number"],
                condition=models.Q(series_number__isnull=False),
                name="document_number_once",
            )
        ]

    def __str__(self):
        return self.number or f"{self.kind} {self.verify_code}"
