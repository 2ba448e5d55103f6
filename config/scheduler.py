"""Beat's schedule: the table of config/celery.py kept in the database, where administrators may pause a job."""

from django_celery_beat.schedulers import DatabaseScheduler

#: Marks the rows that come from the table, so that a job taken out of it also leaves the database.
ORIGIN = "config.celery.PERIODIC_JOBS"


class TableScheduler(DatabaseScheduler):
    """The database scheduler, with the jobs of `beat_schedule` written at start and those dropped from it removed.

    Whether a job is enabled stays as the administrator left it.
    """

    def setup_schedule(self):
        jobs = {name: job | {"description": ORIGIN} for name, job in self.app.conf.beat_schedule.items()}
        self.Model.objects.filter(description=ORIGIN).exclude(name__in=jobs).delete()
        self.update_from_dict(jobs)
