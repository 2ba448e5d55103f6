"""Application configuration of `permits`."""

from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "permits"
    default_auto_field = "django.db.models.BigAutoField"
