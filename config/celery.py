"""The Celery app and every periodic job."""

import os
from dataclasses import dataclass
from datetime import timedelta

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging
from django_structlog.celery.steps import DjangoStructLogInitStep


@dataclass(frozen=True)
class PeriodicJob:
    """One line of the timetable.

    task: the registered name of a task without arguments, safe to run twice.
    when: an interval, or a crontab in the city's time zone. After downtime a missed crontab fires once: the task
        itself must make up for every day it missed.
    """

    task: str
    when: timedelta | crontab


#: Everything that happens by itself. One row per job; beat copies them into the database when it starts.
PERIODIC_JOBS = (
    PeriodicJob("core.clear_expired_sessions", crontab(hour="3", minute="40")),
    # The legal clock: cheap to ask, so it is asked each hour and a missed night costs nothing.
    PeriodicJob("permits.daily", crontab(minute="7")),
    PeriodicJob("permits.recompute_deadlines", crontab(hour="0", minute="20")),
    PeriodicJob("permits.sweep_documents", timedelta(minutes=1)),
    # Supervision: the rounds stand before the inspectors drive off; the day before is closed before they are made.
    PeriodicJob("inspections.close_day", crontab(hour="0", minute="40")),
    PeriodicJob("inspections.plan_rounds", crontab(hour="5", minute="30")),
    PeriodicJob("inspections.escalate_orders", timedelta(minutes=5)),
    PeriodicJob("inspections.sweep_documents", timedelta(minutes=1)),
    # What a broken broker or mail server kept from being told.
    PeriodicJob("notifications.sweep", timedelta(minutes=1)),
    PeriodicJob("api.purge_idempotency_records", crontab(hour="3", minute="50")),
)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("roadworks")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = {job.task: {"task": job.task, "schedule": job.when} for job in PERIODIC_JOBS}
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


@setup_logging.connect
def keep_django_logging(**_):
    """Celery leaves logging alone when somebody listens: settings.LOGGING holds in workers too."""
