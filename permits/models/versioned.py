"""Optimistic locking: what the caller saw, and who changed it since."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Versioned(models.Model):
    """version grows by one with every saved action; changed_* say who made the last one."""

    version = models.PositiveIntegerField(_("version"), default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("changed by"), null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("last changed"))
    created_at = models.DateTimeField(_("created"))

    class Meta:
        abstract = True
