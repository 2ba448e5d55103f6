"""The working calendar: which weekdays are free and which weekends are worked."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarYear(models.Model):
    """A year the calendar knows. `provisional` until the State Council's notice has been entered.

    revision: new with every change of the year or its days, so that each process sees that its copy is out of date.
    """

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    provisional = models.BooleanField(_("provisional"), default=False)
    notice = models.CharField(_("notice of the State Council"), max_length=120, blank=True)
    revision = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["year"]
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")

    def __str__(self):
        return str(self.year)


class CalendarDay(models.Model):
    """A day that is not what its weekday says."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("Public holiday")
        WORKDAY_MAKEUP = "workday_makeup", _("Make-up working day")

    day = models.DateField(primary_key=True)
    year = models.ForeignKey(CalendarYear, models.CASCADE, related_name="days")
    kind = models.CharField(max_length=16, choices=Kind)
    festival = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} {self.kind}"
