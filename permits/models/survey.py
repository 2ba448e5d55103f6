"""The site survey by two officers (行政许可法 34(3))."""

from django.conf import settings
from django.db import models


class Survey(models.Model):
    """photos: list of stored-file dicts (path, original_name, content_type, size_bytes, sha256)."""

    case = models.ForeignKey("permits.Case", models.CASCADE, related_name="surveys")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second_officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    surveyed_at = models.DateTimeField()
    persons_present = models.CharField(max_length=200, blank=True)
    findings = models.TextField()
    suitable = models.BooleanField()
    photos = models.JSONField(default=list)

    class Meta:
        ordering = ["surveyed_at"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(officer=models.F("second_officer")), name="survey_two_officers")
        ]

    def __str__(self):
        return f"{self.case_id} {self.surveyed_at:%Y-%m-%d}"
