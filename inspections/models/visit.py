"""A visit of two officers to a site, what they answered and what they found."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin

from inspections.lifecycle import Severity, VisitLife, VisitState
from permits.models.versioned import Versioned

USER = settings.AUTH_USER_MODEL


class Visit(ConcurrentTransitionMixin, VisitLife, Versioned):
    """round: null for a visit outside the rounds. position: its place in the round, 1 first.

    arrives_at, leaves_at: planned, city time. arrived_at, lon, lat: what the phone told on arrival (WGS84);
    distance_m: from there to the works, null when the phone had no position. officer: who arrived.
    """

    works = models.ForeignKey("permits.Works", models.PROTECT, verbose_name=_("works"), related_name="visits")
    day = models.DateField(_("day"))
    round = models.ForeignKey(
        "inspections.Round", models.PROTECT, verbose_name=_("round"), null=True, blank=True, related_name="visits"
    )
    position = models.PositiveSmallIntegerField(_("place in the round"), default=0)
    due_by = models.DateField(_("due by"), null=True, blank=True)
    mandatory = models.BooleanField(_("mandatory"), default=False)
    reasons = models.JSONField(_("why it is due"), default=list)
    arrives_at = models.TimeField(_("planned arrival"), null=True, blank=True)
    leaves_at = models.TimeField(_("planned departure"), null=True, blank=True)

    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    distance_m = models.FloatField(_("distance from the works in metres"), null=True, blank=True)
    officer = models.ForeignKey(
        USER, models.PROTECT, verbose_name=_("officer"), null=True, blank=True, related_name="+"
    )
    second_officer = models.ForeignKey(
        USER, models.PROTECT, verbose_name=_("second officer"), null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"), null=True, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)
    missed_reason = models.CharField(_("reason for not visiting"), max_length=20, blank=True)
    token = models.CharField(_("token against repeats"), max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["day", "round", "position", "pk"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [
            models.Index(fields=["day", "state"], name="visit_day"),
            models.Index(fields=["works", "-day"], name="visit_of_works"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=VisitState.values), name="visit_state_known"),
            models.UniqueConstraint(
                fields=["works", "day"], condition=Q(round__isnull=False), name="visit_planned_once_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.RECORDED)
                | Q(arrived_at__isnull=False, officer__isnull=False, second_officer__isnull=False),
                name="visit_recorded_by_two",
            ),
            models.CheckConstraint(condition=~Q(officer=F("second_officer")), name="visit_two_officers"),
        ]

    def __str__(self):
        return f"{self.works} {self.day:%Y-%m-%d}"


class ChecklistResult(models.Model):
    """The answer to one item. code: C01 … C24, or K01 … for a condition of this permit. item_text: as it was asked."""

    class Result(models.TextChoices):
        OK = "ok", _("In order")
        NOT_OK = "not_ok", _("Not in order")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="results")
    code = models.CharField(max_length=4)
    item_text = models.TextField()
    result = models.CharField(max_length=14, choices=Result)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["visit", "code"], name="checklist_item_once")]

    def __str__(self):
        return f"{self.code} {self.result}"


class Finding(models.Model):
    """What is wrong at a site: one checklist item that is not in order.

    text: the fact as an order states it (Chinese); text_en: for the reader of English. basis: the article or clause it
    breaks. requirement: what an order demands.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    works = models.ForeignKey("permits.Works", models.PROTECT, related_name="findings")
    code = models.CharField(max_length=4)
    severity = models.CharField(max_length=8, choices=Severity)
    text = models.TextField()
    text_en = models.TextField()
    basis = models.CharField(max_length=200)
    requirement = models.TextField()
    order = models.ForeignKey("inspections.Order", models.PROTECT, null=True, blank=True, related_name="findings")

    class Meta:
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "code"], name="finding_once_per_item"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="finding_severity_known"),
        ]

    def __str__(self):
        return f"{self.code} {self.text[:40]}"
