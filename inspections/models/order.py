"""An order to rectify or to stop, and the contractor's answers to it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin

from inspections.lifecycle import OrderKind, OrderLife, OrderState, Severity
from permits.models.versioned import Versioned

USER = settings.AUTH_USER_MODEL


class Order(ConcurrentTransitionMixin, OrderLife, Versioned):
    """Issued by two officers on what a visit found (行政处罚法 28; 道路交通安全法 104(2)).

    severity: may rise when the deadline passes; severity_issued: as it was served. overdue_at: when the present
    deadline was found to have passed. referral: what escalation demands beyond the order (rules.rectification).
    """

    number = models.CharField(_("number"), max_length=20, unique=True)
    works = models.ForeignKey("permits.Works", models.PROTECT, verbose_name=_("works"), related_name="orders")
    visit = models.ForeignKey("inspections.Visit", models.PROTECT, verbose_name=_("visit"), related_name="orders")
    kind = models.CharField(_("kind"), max_length=8, choices=OrderKind)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity)
    severity_issued = models.CharField(_("severity when issued"), max_length=8, choices=Severity)
    requirement = models.TextField(_("what is demanded"), blank=True)
    deadline_at = models.DateTimeField(_("deadline"))
    officer = models.ForeignKey(USER, models.PROTECT, verbose_name=_("officer"), related_name="+")
    second_officer = models.ForeignKey(USER, models.PROTECT, verbose_name=_("second officer"), related_name="+")
    issued_at = models.DateTimeField(_("issued"))
    document = models.ForeignKey(
        "permits.IssuedDocument", models.PROTECT, verbose_name=_("document"), null=True, blank=True, related_name="+"
    )
    overdue_at = models.DateTimeField(_("overdue since"), null=True, blank=True)
    referral = models.CharField(_("referral"), max_length=30, blank=True)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    verified_by = models.ForeignKey(
        USER, models.PROTECT, verbose_name=_("verified by"), null=True, blank=True, related_name="+"
    )
    reinspection = models.ForeignKey(
        "inspections.Visit",
        models.PROTECT,
        verbose_name=_("re-inspection"),
        null=True,
        blank=True,
        related_name="verified_orders",
    )

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        indexes = [
            models.Index(fields=["works", "state"], name="order_of_works"),
            models.Index(fields=["state", "deadline_at"], name="order_deadline"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OrderState.values), name="order_state_known"),
            models.CheckConstraint(condition=Q(kind__in=OrderKind.values), name="order_kind_known"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="order_severity_known"),
            models.CheckConstraint(condition=~Q(officer=F("second_officer")), name="order_two_officers"),
            models.CheckConstraint(
                condition=~Q(state=OrderState.VERIFIED) | Q(verified_at__isnull=False, reinspection__isnull=False),
                name="order_verified_on_site",
            ),
        ]

    def __str__(self):
        return self.number


class OrderAnswer(models.Model):
    """One answer of the contractor and what the officer made of it; a returned answer stays in the file."""

    class Verdict(models.TextChoices):
        VERIFIED = "verified", _("Verified")
        RETURNED = "returned", _("Returned")

    order = models.ForeignKey(Order, models.PROTECT, related_name="answers")
    text = models.TextField()
    answered_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    verdict_reason = models.TextField(blank=True)
    judged_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=Q(verdict=""), name="answer_one_open_per_order")
        ]

    def __str__(self):
        return f"{self.order_id} {self.answered_at:%Y-%m-%d %H:%M}"
