"""A geometry and the box around it, by which it is found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Boxed(models.Model):
    """geometry: GeoJSON geometry, WGS84. lon_min … lat_max: its box, degrees; whoever sets one sets the other."""

    geometry = models.JSONField(_("geometry"))
    lon_min = models.FloatField(editable=False)
    lat_min = models.FloatField(editable=False)
    lon_max = models.FloatField(editable=False)
    lat_max = models.FloatField(editable=False)

    class Meta:
        abstract = True
