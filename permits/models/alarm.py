"""Something that must not go unseen: raised by the clock, cleared by a deed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Alarm(models.Model):
    """At most one open alarm of a kind per works."""

    class Kind(models.TextChoices):
        PERMIT_EXPIRED_WORKS_STANDING = "permit_expired_works_standing", _("Permit expired, works still standing")
        EMERGENCY_NOT_APPLIED = "emergency_not_applied", _("Emergency works without application after 24 hours")
        PERMIT_ENDED_WORKS_STANDING = "permit_ended_works_standing", _("Permit taken away, works still standing")
        DECISION_OVERDUE = "decision_overdue", _("Decision overdue")
        ORDER_OVERDUE = "order_overdue", _("Rectification order overdue")
        UNINSPECTED = "uninspected", _("Site not inspected in time")
        UNAUTHORISED_WORKS = "unauthorised_works", _("Works without permit")

    works = models.ForeignKey("permits.Works", models.CASCADE, verbose_name=_("works"), related_name="alarms")
    case = models.ForeignKey(
        "permits.Case", models.CASCADE, verbose_name=_("case"), null=True, blank=True, related_name="alarms"
    )
    kind = models.CharField(_("kind"), max_length=32, choices=Kind)
    raised_at = models.DateTimeField(_("raised"))
    cleared_at = models.DateTimeField(_("settled"), null=True, blank=True)
    data = models.JSONField(_("details"), default=dict)

    class Meta:
        ordering = ["-raised_at"]
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        constraints = [
            models.UniqueConstraint(
                fields=["works", "kind"], condition=models.Q(cleared_at__isnull=True), name="alarm_open_once"
            )
        ]

    def __str__(self):
        return f"{self.works} {self.get_kind_display()}"
