"""`manage.py plan_rounds --date D`: the inspection rounds of a day."""

import json

from django.core.management.base import BaseCommand, CommandError

from core import clock
from core.errors import NotFound
from core.management.arguments import day_argument
from inspections.selectors.day_plans import as_json
from inspections.services.planning_rounds import plan_rounds_of_day


class Command(BaseCommand):
    help = (
        "Make the inspection rounds of a day for every active site, or show them unchanged when they are made. "
        "Exit 0 when done, 2 on bad input."
    )

    def add_arguments(self, parser):
        parser.add_argument("--date", metavar="D", help="day of the rounds, as YYYY-MM-DD (default: today)")
        parser.add_argument("--squadron", metavar="S", help="code of one squadron (default: all)")
        parser.add_argument("--json", action="store_true", help="print the rounds as JSON")

    def handle(self, *, date, squadron, **options):
        day = day_argument("D", date) if date is not None else clock.today()
        try:
            plan_rounds_of_day(day, squadron)
        except NotFound:
            raise CommandError(f"there is no squadron {squadron}", returncode=2)
        answer = as_json(day, squadron)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._print(answer)

    def _print(self, answer):
        for group in answer["squadrons"]:
            self.stdout.write(f"{group['squadron'] or '(no squadron)'}: {len(group['deferred'])} deferred")
            for one in group["rounds"]:
                self.stdout.write(
                    f"  {one['inspector']} and {one['second_inspector']}: {one['starts_at']}–{one['ends_at']}, "
                    f"{one['travel_km']} km"
                )
                for visit in one["visits"]:
                    why = ", ".join(visit["reasons"])
                    self.stdout.write(f"    {visit['order']:2} {visit['arrives_at']} {visit['works']}  {why}")
        counts = answer["coverage"]
        self.stdout.write(", ".join(f"{name} {count}" for name, count in counts.items()))
