"""The composition root as an application: with it the Celery app exists wherever Django has been set up."""

from django.apps import AppConfig

from config.celery import app as celery_app


class CompositionConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self):
        celery_app.set_default()
