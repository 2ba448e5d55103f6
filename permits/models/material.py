"""A file the applicant handed in for one item of the material list."""

from django.conf import settings
from django.db import models


class Material(models.Model):
    """code: M01 … M17 of domain/materials.csv. A replaced file stays in the file, marked superseded."""

    case = models.ForeignKey("permits.Case", models.CASCADE, related_name="materials")
    code = models.CharField(max_length=4)
    path = models.CharField(max_length=255)
    original_name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["code", "pk"]

    def __str__(self):
        return f"{self.code} {self.original_name}"
