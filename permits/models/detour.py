"""The ways round that works send their traffic on."""

from django.db import models
from django.db.models import F, Q

from permits.models.boxed import Boxed


class Detour(Boxed):
    """One phase's detour of one works, kept beside the plan so that it can be found by place and days.

    geometry: LineString. starts_on, ends_on: the phase's closed interval of days. daily_hours: as in the plan's phase,
    [["22:00", "05:00"], …]; empty for the whole day. Written only by services.detours, from the plan that the works'
    current case carries.
    """

    works = models.ForeignKey("permits.Works", models.CASCADE, related_name="detours")
    phase = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    daily_hours = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["works_id", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="detour_days_in_order"),
        ]

    def __str__(self):
        return f"{self.works_id} {self.phase}"
