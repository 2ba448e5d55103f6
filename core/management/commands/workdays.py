"""`manage.py workdays DATE N`: the date N working days after DATE."""

import json

from django.core.management.base import BaseCommand, CommandError

from core.management.arguments import day_argument
from core.workdays import CalendarUnknown, add_working_days
from core.working_calendar import current_calendar


class Command(BaseCommand):
    help = (
        "Print the date N working days after DATE (the day itself is not counted: 民法典 201). "
        "Only years whose State Council notice has been entered are counted through; "
        "exit 2, naming the year, when the count leaves them."
    )

    def add_arguments(self, parser):
        parser.add_argument("date", metavar="DATE", help="start, as YYYY-MM-DD")
        parser.add_argument("n", metavar="N", help="number of working days, 0 or more")
        parser.add_argument("--calendar", choices=["cn"], default="cn", help="whose holidays (default: cn)")
        parser.add_argument("--json", action="store_true", help="print a JSON object instead of the bare date")

    def handle(self, *, date, n, calendar, **options):
        start, days = day_argument("DATE", date), _number(n)
        try:
            deadline = add_working_days(start, days, current_calendar())
        except CalendarUnknown as unknown:
            raise CommandError(
                f"the calendar {calendar} has no data for the year {unknown.year}; "
                "an administrator enters it when the State Council has announced its holidays",
                returncode=2,
            )
        if options["json"]:
            answer = {"start": start.isoformat(), "working_days": days, "date": deadline.day.isoformat()}
            self.stdout.write(json.dumps(answer))
        else:
            self.stdout.write(deadline.day.isoformat())


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise CommandError(f"N is not a number of working days, 0 or more: {text}", returncode=2)
    return int(text)
