"""Where and when: the columns a works and a case have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Closure(models.TextChoices):
    """What is taken from traffic, worst phase."""

    FULL = "full", _("Full closure")
    HALF = "half", _("Half closure, alternating")
    LANE = "lane", _("Lane closure")
    SHOULDER = "shoulder", _("Shoulder")
    CYCLEWAY = "cycleway", _("Cycle lane")
    FOOTWAY = "footway", _("Footway")
    NONE = "none", _("No closure")
    UNKNOWN = "unknown", _("Not known")


class RoadKind(models.TextChoices):
    """Which law and which road authority."""

    CITY = "city", _("City road")
    HIGHWAY = "highway", _("Highway")
    VILLAGE = "village", _("Village road")


class RoadClass(models.TextChoices):
    """The road's rank in the city's network (CJJ 37)."""

    EXPRESSWAY = "expressway", _("Expressway")
    ARTERIAL = "arterial", _("Arterial road")
    SECONDARY = "secondary", _("Secondary road")
    BRANCH = "branch", _("Branch road")


class Place(models.Model):
    """Road, geometry and dates of an occupation of the road.

    geometry: GeoJSON geometry, WGS84. lon, lat: a point on it. lon_min … lat_max: its box, degrees.
    starts_on, ends_on: closed interval of the city's calendar days.
    """

    road_name = models.CharField(_("road"), max_length=200, blank=True)
    road_kind = models.CharField(_("kind of road"), max_length=8, choices=RoadKind, blank=True)
    road_class = models.CharField(_("class of road"), max_length=12, choices=RoadClass, blank=True)
    place_text = models.CharField(_("place in words"), max_length=300, blank=True)
    geometry = models.JSONField(_("geometry"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon_min = models.FloatField(null=True, blank=True, editable=False)
    lat_min = models.FloatField(null=True, blank=True, editable=False)
    lon_max = models.FloatField(null=True, blank=True, editable=False)
    lat_max = models.FloatField(null=True, blank=True, editable=False)
    length_m = models.FloatField(_("length in metres"), null=True, blank=True)
    area_m2 = models.FloatField(_("area in square metres"), null=True, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    closure = models.CharField(_("closure"), max_length=10, choices=Closure, default=Closure.UNKNOWN)
    excavation = models.BooleanField(_("the road is dug up"), default=False)
    project_name = models.CharField(_("project"), max_length=200, blank=True)
    purpose = models.TextField(_("what is done and why"), blank=True)
    client_name = models.CharField(_("client"), max_length=120, blank=True)
    contractor_name = models.CharField(_("contractor"), max_length=120, blank=True)
    detour_text = models.TextField(_("detour"), blank=True)
    notice_text = models.TextField(_("public notice"), blank=True)
    notice_published_on = models.DateField(_("notice published on"), null=True, blank=True)

    PLACE_FIELDS = (
        "road_name", "road_kind", "road_class", "place_text", "geometry", "lon", "lat", "lon_min", "lat_min", "lon_max",
        "lat_max", "length_m", "area_m2", "starts_on", "ends_on", "closure", "excavation", "project_name", "purpose",
        "client_name", "contractor_name", "detour_text", "notice_text", "notice_published_on",
    )  # fmt: skip

    class Meta:
        abstract = True

    def copy_place(self, source: "Place") -> None:
        """Take over every column of `source`; nothing is saved."""
        for name in self.PLACE_FIELDS:
            setattr(self, name, getattr(source, name))
