"""What happened to accounts and organisations: an append-only trail."""

from django.db import models


class AccountEvent(models.Model):
    """One line of the trail; notifications reads the undelivered ones."""

    action = models.CharField(max_length=40)
    actor = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    subject_user = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("core.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
