"""A police squadron and the area in which it acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Squadron(models.Model):
    """area: GeoJSON Polygon or MultiPolygon, WGS84; empty for a squadron that only holds imported works."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    area = models.JSONField(_("area of duty"), null=True, blank=True)
    depot_lon = models.FloatField(_("longitude of the station"), null=True, blank=True)
    depot_lat = models.FloatField(_("latitude of the station"), null=True, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("squadron")
        verbose_name_plural = _("squadrons")

    def __str__(self):
        return self.name
