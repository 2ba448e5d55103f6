"""A dangerous site reported by somebody from the public."""

from django.conf import settings
from django.db import models

from inspections.lifecycle import ReportLife, ReportState
from permits.models.versioned import Versioned


class CitizenReport(ReportLife, Versioned):
    """lon, lat: where, WGS84. works: the nearest active site within reach, distance_m away; null when there is none.

    contact: name or phone, only if the person gave it; shown masked, every look at it is recorded.
    """

    number = models.CharField(max_length=20, unique=True)
    lon = models.FloatField()
    lat = models.FloatField()
    text = models.TextField()
    contact = models.CharField(max_length=100, blank=True)
    works = models.ForeignKey("permits.Works", models.PROTECT, null=True, blank=True, related_name="citizen_reports")
    distance_m = models.FloatField(null=True, blank=True)
    squadron = models.ForeignKey("core.Squadron", models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.TextField(blank=True)
    visit = models.ForeignKey("inspections.Visit", models.PROTECT, null=True, blank=True, related_name="+")
    token = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-reported_at", "-pk"]
        indexes = [models.Index(fields=["squadron", "state"], name="report_of_squadron")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ReportState.values), name="report_state_known")
        ]

    def __str__(self):
        return self.number
