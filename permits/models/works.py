"""A works: one opening or occupation of the road, with one life."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin

from permits.lifecycle import ACTIVE_STATES, State, WorksLife
from permits.models.place import Place
from permits.models.versioned import Versioned


class Works(ConcurrentTransitionMixin, WorksLife, Place, Versioned):
    """What stands here of place and dates is what is permitted or, before any permit, what was last applied for.

    open_orders, last_visit_on: what permits must know of supervision; written only by services.supervision.
    external_ref: key of an imported ledger row. ledger_ended: the ledger says it is over.
    """

    class Origin(models.TextChoices):
        APPLICATION = "application", _("Applied for")
        EMERGENCY = "emergency", _("Reported as emergency")
        IMPORTED = "imported", _("Imported from a ledger")
        FOUND = "found", _("Found unauthorised")

    number = models.CharField(_("number"), max_length=20, unique=True)
    origin = models.CharField(_("origin"), max_length=12, choices=Origin, default=Origin.APPLICATION)
    organisation = models.ForeignKey(
        "core.Organisation", models.PROTECT, verbose_name=_("organisation"), null=True, blank=True, related_name="works"
    )
    squadron = models.ForeignKey(
        "core.Squadron", models.PROTECT, verbose_name=_("squadron"), null=True, blank=True, related_name="works"
    )
    permit_in_force = models.ForeignKey(
        "permits.Case", models.PROTECT, verbose_name=_("permit in force"), null=True, blank=True, related_name="+"
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    started_at = models.DateTimeField(_("works began"), null=True, blank=True)
    emergency_apply_by = models.DateTimeField(_("emergency: to be applied for by"), null=True, blank=True)
    suspended_at = models.DateTimeField(_("stopped"), null=True, blank=True)
    suspension_reason = models.TextField(_("reason for stopping"), blank=True)
    acceptance_requested_at = models.DateTimeField(_("completion acceptance requested"), null=True, blank=True)
    police_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("signed for the traffic police by"),
        null=True,
        blank=True,
        related_name="+",
    )
    police_signed_at = models.DateTimeField(_("signed for the traffic police"), null=True, blank=True)
    authority_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("signed for the road authority by"),
        null=True,
        blank=True,
        related_name="+",
    )
    authority_signed_at = models.DateTimeField(_("signed for the road authority"), null=True, blank=True)
    acceptance_data = models.JSONField(_("record of the completion acceptance"), default=dict, blank=True)
    accepted_at = models.DateTimeField(_("traffic restored"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    open_orders = models.PositiveIntegerField(_("open orders"), default=0)
    last_visit_on = models.DateField(_("last visit"), null=True, blank=True)

    external_ref = models.CharField(_("reference in the ledger"), max_length=120, null=True, blank=True, unique=True)
    external_data = models.JSONField(_("row of the ledger"), default=dict, blank=True)
    ledger_ended = models.BooleanField(_("over by the ledger"), default=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("works")
        verbose_name_plural = _("works")
        indexes = [
            models.Index(fields=["state", "squadron"]),
            models.Index(fields=["organisation", "-id"]),
            models.Index(fields=["organisation", "state"], name="works_of_organisation_by_state"),
            models.Index(fields=["origin", "ends_on"], name="works_of_origin_by_last_day"),
            models.Index(fields=["starts_on", "ends_on"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="works_state_known"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=models.F("ends_on")),
                name="works_dates_in_order",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def fully_signed(self) -> bool:
        return self.police_signed_at is not None and self.authority_signed_at is not None

    @property
    def is_active_site(self) -> bool:
        """Whether the road is occupied now, by state; imported works go by their dates (selectors.works)."""
        return self.state in ACTIVE_STATES
