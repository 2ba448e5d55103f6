"""One item of the correction notice (行政许可法 32(1)(四))."""

from django.db import models


class CorrectionItem(models.Model):
    """material: code of the material concerned, or "". answered_at: set when the applicant resubmits."""

    case = models.ForeignKey("permits.Case", models.CASCADE, related_name="correction_items")
    position = models.PositiveSmallIntegerField()
    material = models.CharField(max_length=4, blank=True)
    text = models.CharField(max_length=500)
    legal_basis = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="correction_position_once")]

    def __str__(self):
        return self.text
