"""A legal entity that applies, or an agency that gives opinions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A contractor, or a partner agency (road authority, urban management, bus company, sub-district)."""

    class Kind(models.TextChoices):
        CONTRACTOR = "contractor", _("Contractor")
        ROAD_AUTHORITY = "road_authority", _("Road authority")
        URBAN_MANAGEMENT = "urban_management", _("Urban management")
        BUS_COMPANY = "bus_company", _("Bus company")
        SUBDISTRICT = "subdistrict", _("Sub-district")

    class Status(models.TextChoices):
        PENDING = "pending", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")

    name = models.CharField(_("name"), max_length=120)
    uscc = models.CharField(
        _("unified social credit code"), max_length=18, unique=True, help_text=_("18 digits and letters (GB 32100).")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CONTRACTOR)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    licence_path = models.CharField(_("file of the business licence"), max_length=255, blank=True)
    registered_at = models.DateTimeField(_("registered"))
    decided_at = models.DateTimeField(_("examined"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "core.User", models.PROTECT, verbose_name=_("examined by"), null=True, blank=True, related_name="+"
    )
    rejection_reason = models.CharField(_("reason for rejection"), max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self):
        return self.name
