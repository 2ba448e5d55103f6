"""Application configuration of `api`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from api import converters


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = _("API")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        converters.register()
