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

    works = models.ForeignKey("permits.Works", models.PROTECT, verbose_name=_("works"), related_name="documents")
    case = models.ForeignKey(
        "permits.Case", models.PROTECT, verbose_name=_("case"), null=True, blank=True, related_name="documents"
    )
    kind = models.CharField(_("kind"), max_length=4)
    number = models.CharField(_("document number"), max_length=60, blank=True)
    series_year = models.PositiveSmallIntegerField(_("year of the number"), null=True, blank=True)
    series_number = models.PositiveIntegerField(_("serial number"), null=True, blank=True)
    snapshot = models.JSONField(_("frozen facts"))
    verify_code = models.CharField(_("verification code"), max_length=16, unique=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.VALID)
    status_changed_at = models.DateTimeField(_("status changed"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("replaced by"), null=True, blank=True, related_name="supersedes"
    )
    issued_on = models.DateField(_("date of the document"))
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("issued by"), null=True, blank=True, related_name="+"
    )
    served_at = models.DateTimeField(_("served"), null=True, blank=True)
    path = models.CharField(_("file"), max_length=255, blank=True)
    size_bytes = models.PositiveIntegerField(_("size in bytes"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256 checksum"), max_length=64, blank=True)
    drawn_at = models.DateTimeField(_("PDF drawn"), null=True, blank=True)

    class Meta:
        ordering = ["issued_at", "pk"]
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
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
