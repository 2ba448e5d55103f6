"""Application configuration of `api`."""

from django.apps import AppConfig

from api import converters


class ApiConfig(AppConfig):
    name = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        converters.register()
