"""Make the demo city by walking the services."""

import datetime as dt

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import clock
from core.models import User
from web.demo.seed import seed_city


class Command(BaseCommand):
    """Same seed and date, same city. A database with people in it is left as it is."""

    help = "Make a lifelike demo city. Exit 0: made, or already there; 2: bad input or not a demo."

    def add_arguments(self, parser):
        parser.add_argument("--sites", type=int, default=272, help="active sites at the least (default 272)")
        parser.add_argument("--seed", type=int, default=1, help="seed of everything invented (default 1)")
        parser.add_argument("--date", default="", help="the day the city is made for, YYYY-MM-DD (default today)")

    def handle(self, *, sites: int, seed: int, date: str, **options):
        if settings.ENVIRONMENT != "demo":
            raise CommandError("Only ENVIRONMENT=demo has a demo city.", returncode=2)
        if not 1 <= sites <= 2000:
            raise CommandError("--sites must be 1 to 2000.", returncode=2)
        try:
            today = dt.date.fromisoformat(date) if date else clock.today()
        except ValueError:
            raise CommandError(f"--date {date!r} is not a date like 2026-11-23.", returncode=2) from None
        if User.objects.exists():
            self.stdout.write("The city is already there; nothing was changed.")
            return
        active = seed_city(today=today, sites=sites, seed=seed, told=self._tell)
        self.stdout.write(self.style.SUCCESS(f"The demo city stands: {active} active sites on {today}."))

    def _tell(self, progress: str) -> None:
        self.stdout.write(f"  … {progress}")
        self.stdout.flush()
