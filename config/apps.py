"""The composition root as an application: with it the Celery app and the checks exist wherever Django is set up."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.checks import Tags, register

from config.celery import app as celery_app
from config.checks import no_demo_accounts_in_production


class CompositionConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self):
        celery_app.set_default()
        register(no_demo_accounts_in_production, Tags.database)


class AdministrationConfig(AdminConfig):
    default_site = "config.administration.Administration"
