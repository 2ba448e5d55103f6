"""Application configuration of `permits`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from permits import spatial_index


class PermitsConfig(AppConfig):
    name = "permits"
    verbose_name = _("Works and permits")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(spatial_index.restore, sender=self)
