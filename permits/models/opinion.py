"""What a partner agency was asked, and what it answered."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Opinion(models.Model):
    """due_on: the date the reviewer set; silence beyond it does not stop the case."""

    class Verdict(models.TextChoices):
        AGREES = "agrees", _("Agrees")
        AGREES_WITH_CONDITIONS = "agrees_with_conditions", _("Agrees with conditions")
        OBJECTS = "objects", _("Objects")

    case = models.ForeignKey("permits.Case", models.CASCADE, related_name="opinions")
    organisation = models.ForeignKey("core.Organisation", models.PROTECT, related_name="opinions")
    question = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    verdict = models.CharField(max_length=24, choices=Verdict, blank=True)
    text = models.TextField(blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="opinion_once_per_agency")]

    def __str__(self):
        return f"{self.case_id} {self.organisation_id}"
