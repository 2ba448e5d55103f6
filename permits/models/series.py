"""Gapless number series: one row per kind and year."""

from django.db import models


class NumberSeries(models.Model):
    """last: the last number given; the row is locked while the next one is taken."""

    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="series_once")]

    def __str__(self):
        return f"{self.kind} {self.year}"
