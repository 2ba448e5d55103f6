"""Days on which the city wants no works: examinations, festivals, races."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from permits.models.place import RoadClass


class Embargo(models.Model):
    """Entered by the administrator; a setting of the city, so it warns and never blocks.

    starts_on, ends_on: closed interval of the city's calendar days. daily_from, daily_to: hours of each day, over
    midnight when the first is later; without them the whole day. area: GeoJSON Polygon or MultiPolygon, WGS84; empty
    for the whole city. road_classes: classes it holds for; empty for all.
    """

    class Kind(models.TextChoices):
        EXAMINATION = "examination", _("School examination")
        FESTIVAL = "festival", _("Festival")
        RACE = "race", _("Race")
        EVENT = "event", _("Other event")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    daily_from = models.TimeField(_("every day from"), null=True, blank=True)
    daily_to = models.TimeField(_("every day to"), null=True, blank=True)
    area = models.JSONField(_("area"), null=True, blank=True)
    road_classes = models.JSONField(_("classes of road"), default=list, blank=True)
    ground = models.CharField(_("by whose decision"), max_length=200, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("embargo")
        verbose_name_plural = _("embargo calendar")
        indexes = [models.Index(fields=["ends_on", "starts_on"], name="embargo_by_days")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="embargo_days_in_order"),
            models.CheckConstraint(
                condition=Q(daily_from__isnull=True, daily_to__isnull=True)
                | Q(daily_from__isnull=False, daily_to__isnull=False),
                name="embargo_hours_both_or_none",
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.starts_on:%Y-%m-%d}"

    @staticmethod
    def known_classes() -> tuple[str, ...]:
        """What road_classes may hold."""
        return tuple(RoadClass.values)
