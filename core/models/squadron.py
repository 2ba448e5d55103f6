"""A police squadron and the area in which it acts."""

from django.db import models


class Squadron(models.Model):
    """area: GeoJSON Polygon or MultiPolygon, WGS84; empty for a squadron that only holds imported works."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    area = models.JSONField(null=True, blank=True)
    depot_lon = models.FloatField(null=True, blank=True)
    depot_lat = models.FloatField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.name
