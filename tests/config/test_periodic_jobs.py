"""The timetable: every job exists, and the database follows the table of config/celery.py."""

import datetime as dt

import pytest
from celery.schedules import crontab
from django.contrib.sessions.models import Session
from django_celery_beat.models import PeriodicTask

from config.celery import PERIODIC_JOBS, app
from config.scheduler import TableScheduler
from core import clock


@pytest.fixture
def timetable(transactional_db):
    """A function writing a timetable {name: schedule} into the database, as beat does when it starts.

    In no transaction of the test's: beat drops old connections while it writes.
    """
    before = app.conf.beat_schedule

    def write(schedule):
        app.conf.beat_schedule = {name: {"task": name, "schedule": when} for name, when in schedule.items()}
        TableScheduler(app=app, lazy=True).setup_schedule()
        return {row.name: row for row in PeriodicTask.objects.all()}

    yield write
    app.conf.beat_schedule = before


def test_every_job_is_a_task_that_runs_without_arguments():
    app.autodiscover_tasks(force=True)
    assert {job.task for job in PERIODIC_JOBS} <= set(app.tasks)
    assert len({job.task for job in PERIODIC_JOBS}) == len(PERIODIC_JOBS)


def test_jobs_are_written_changed_and_removed(timetable):
    rows = timetable({"a": dt.timedelta(minutes=1), "b": crontab(hour="3", minute="0")})
    assert rows["a"].interval.every == 60
    assert rows["b"].crontab.hour == "3"
    assert str(rows["b"].crontab.timezone) == "Asia/Shanghai"
    rows = timetable({"b": crontab(hour="4", minute="0")})
    assert list(rows) == ["b"]
    assert rows["b"].crontab.hour == "4"


def test_a_paused_job_stays_paused_and_an_administrators_job_stays(timetable):
    rows = timetable({"a": dt.timedelta(minutes=1)})
    PeriodicTask.objects.filter(name="a").update(enabled=False)
    PeriodicTask.objects.create(name="own", task="own", interval=rows["a"].interval)
    rows = timetable({"a": dt.timedelta(minutes=2)})
    assert rows["a"].enabled is False
    assert "own" in rows


def test_expired_sessions_are_cleared_and_clearing_twice_changes_nothing(db):
    app.autodiscover_tasks(force=True)
    moment = clock.now()
    for name, days in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=name, session_data="", expire_date=moment + dt.timedelta(days=days))
    for _ in range(2):
        app.tasks["core.clear_expired_sessions"].apply(throw=True)
        assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
