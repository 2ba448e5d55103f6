"""The plan and the application as they were at one submission: frozen, never changed."""

from django.conf import settings
from django.db import models


class PlanVersion(models.Model):
    """plan: format of docs/plan.schema.json; plan_check: what check_plan said of it; application: every other field."""

    case = models.ForeignKey("permits.Case", models.CASCADE, related_name="plan_versions")
    number = models.PositiveSmallIntegerField()
    plan = models.JSONField()
    plan_check = models.JSONField()
    application = models.JSONField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="plan_version_once")]

    def __str__(self):
        return f"{self.case_id} v{self.number}"
