"""What was planned for a squadron on one day: who goes where in which order, and what had to wait."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

USER = settings.AUTH_USER_MODEL


class DayPlan(models.Model):
    """One plan per squadron and day, made once. active: active sites of the squadron that day.

    squadron is null for the sites that lie in no squadron's area: nobody can go there, and the plan says so.
    """

    day = models.DateField(_("day"))
    squadron = models.ForeignKey(
        "core.Squadron", models.PROTECT, verbose_name=_("squadron"), null=True, blank=True, related_name="day_plans"
    )
    active = models.PositiveIntegerField(_("active sites"), default=0)
    planned_at = models.DateTimeField(_("planned"))

    class Meta:
        ordering = ["day", "squadron__code"]
        verbose_name = _("day plan")
        verbose_name_plural = _("day plans")
        constraints = [
            models.UniqueConstraint(fields=["day", "squadron"], name="day_plan_once"),
            models.UniqueConstraint(
                fields=["day"], condition=models.Q(squadron__isnull=True), name="day_plan_without_squadron_once"
            ),
        ]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} {self.squadron or ''}".rstrip()


class Round(models.Model):
    """The way of two officers on one day. starts_at, ends_at: city time, from the depot and back to it."""

    day_plan = models.ForeignKey(DayPlan, models.CASCADE, related_name="rounds")
    officer = models.ForeignKey(USER, models.PROTECT, related_name="+")
    second_officer = models.ForeignKey(USER, models.PROTECT, related_name="+")
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    travel_km = models.FloatField()

    class Meta:
        ordering = ["day_plan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["day_plan", "officer"], name="round_once_per_officer"),
            models.CheckConstraint(condition=~models.Q(officer=models.F("second_officer")), name="round_two_officers"),
            models.CheckConstraint(condition=models.Q(starts_at__lte=models.F("ends_at")), name="round_in_order"),
        ]

    def __str__(self):
        return f"{self.day_plan} {self.officer_id}"


class Deferral(models.Model):
    """A site that was due that day and could not be put on any round. reasons: why it was due; reason: why it waits."""

    day_plan = models.ForeignKey(DayPlan, models.CASCADE, related_name="deferrals")
    works = models.ForeignKey("permits.Works", models.PROTECT, related_name="+")
    due_by = models.DateField()
    reasons = models.JSONField(default=list)
    reason = models.CharField(max_length=20)

    class Meta:
        ordering = ["due_by", "works__number"]
        constraints = [models.UniqueConstraint(fields=["day_plan", "works"], name="deferral_once")]

    def __str__(self):
        return f"{self.works_id} {self.reason}"
