"""Optimistic locking: what the caller saw, and who changed it since."""

from django.conf import settings
from django.db import models


class Versioned(models.Model):
    """version grows by one with every saved action; changed_* say who made the last one."""

    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        abstract = True
