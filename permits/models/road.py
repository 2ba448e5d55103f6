"""The road register: centre lines of the city's roads and what is known of each stretch."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from permits.models.boxed import Boxed
from permits.models.place import RoadClass, RoadKind


class RoadSegment(Boxed):
    """A stretch of one road, from junction to junction or longer.

    ref: the key of the register it came from. geometry: LineString. oneway: traffic runs along the line only, as on
    each carriageway of a divided road. lanes: motor lanes along the line; lanes_opposite: against it, 0 when oneway.
    hourly_volume_pcu: 24 numbers, pcu/h along the line. opened_on, overhauled_on: from them the no-dig period runs
    (城市道路管理条例 33). rush_hour_buses: buses an hour at the busiest hour, both directions.
    """

    class BusRoute(models.TextChoices):
        NONE = "", _("No bus line")
        OTHER = "other", _("Bus line")
        TRUNK = "trunk", _("Trunk bus line")
        CRITICAL = "critical", _("Critical street of the bus network")

    class Tram(models.TextChoices):
        NONE = "", _("No tram")
        BESIDE = "beside", _("Tram beside the carriageway")
        WITHIN = "within", _("Tram track in the carriageway")

    ref = models.CharField(_("reference"), max_length=120, unique=True)
    name = models.CharField(_("road"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    road_kind = models.CharField(_("kind of road"), max_length=8, choices=RoadKind, default=RoadKind.CITY)
    road_class = models.CharField(_("class of road"), max_length=12, choices=RoadClass, blank=True)
    oneway = models.BooleanField(_("one direction only"), default=False)
    lanes = models.PositiveSmallIntegerField(_("lanes"), null=True, blank=True)
    lanes_opposite = models.PositiveSmallIntegerField(_("lanes in the opposite direction"), null=True, blank=True)
    lane_width_m = models.FloatField(_("lane width in metres"), null=True, blank=True)
    design_speed_kmh = models.PositiveSmallIntegerField(_("design speed in km/h"), null=True, blank=True)
    speed_limit_kmh = models.PositiveSmallIntegerField(_("speed limit in km/h"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    overhauled_on = models.DateField(_("last overhaul finished on"), null=True, blank=True)
    hourly_volume_pcu = models.JSONField(_("traffic of each hour"), null=True, blank=True)
    bus_route = models.CharField(_("bus route"), max_length=8, choices=BusRoute, blank=True)
    rush_hour_buses = models.PositiveSmallIntegerField(_("buses in the rush hour"), null=True, blank=True)
    cycle_route_class = models.PositiveSmallIntegerField(_("class of the cycle route, 0 to 5"), null=True, blank=True)
    tram = models.CharField(_("tram"), max_length=6, choices=Tram, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)
    length_m = models.FloatField(_("length in metres"), editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["ref"]
        verbose_name = _("road segment")
        verbose_name_plural = _("road register")
        indexes = [models.Index(fields=["name"], name="road_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(oneway=True) | Q(lanes_opposite=0), name="oneway_has_no_opposite"),
            models.CheckConstraint(condition=Q(cycle_route_class__lte=5), name="cycle_route_class_to_five"),
            models.CheckConstraint(condition=Q(overhauled_on__gte=F("opened_on")), name="overhauled_after_opened"),
        ]

    def __str__(self):
        return f"{self.name or '—'} ({self.ref})"
