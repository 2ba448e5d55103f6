"""The last days on site: rounds, visits, findings, orders and their answers, reports of citizens."""

import datetime as dt
import random

from core import clock
from core.models import User
from inspections.models import Order, Visit
from inspections.rules.visit import Answer
from inspections.selectors.checklists import checklist_of
from inspections.services.issuing_orders import issue_order, issue_stop_order
from inspections.services.planning_rounds import plan_rounds_of_day
from inspections.services.reports import report_dangerous_site
from inspections.services.settling_orders import answer_order, return_order, verify_order
from inspections.services.visits import attach_photo, begin_unplanned_visit, record_visit, start_visit
from permits.lifecycle import State
from permits.models import Works
from web.demo import words
from web.demo.clockwork import Moments, moment
from web.demo.files import picture
from web.demo.script import World

#: Item whose answer says whether what was ordered is put right.
REINSPECTION_ITEM = "C21"
#: Of how many recorded visits something is wrong.
FAULT_SHARE = 0.18
#: Days before today on which the rounds were made and driven.
DAYS_OF_ROUNDS = 3


class Supervision:
    """What inspectors, contractors and citizens do in the last days before today."""

    def __init__(self, world: World, seed: int):
        self.world = world
        self.rng = random.Random(f"{seed}/supervision")

    def lives(self) -> list[Moments]:
        """One generator a day of rounds, and the reports."""
        today = self.world.today
        days = [today - dt.timedelta(days=ago) for ago in range(DAYS_OF_ROUNDS, 0, -1)]
        return [*(self._day(day) for day in days), self._this_morning(today), *self._reports(today)]

    def _this_morning(self, day: dt.date) -> Moments:
        yield moment(day, 7, 30)
        plan_rounds_of_day(day)

    def _day(self, day: dt.date) -> Moments:
        """The rounds of one day, most of them driven."""
        yield moment(day, 7, 30)
        plan_rounds_of_day(day)
        visits = list(
            Visit.objects.filter(day=day, round__isnull=False)
            .select_related("works__permit_in_force", "round__officer__squadron", "round__second_officer")
            .order_by("arrives_at", "pk")
        )
        for visit in visits:
            if self.rng.random() < 0.06:  # not done: the day's end asks why
                continue
            yield moment(day, visit.arrives_at.hour, visit.arrives_at.minute)
            self._visit(visit.pk, visit.works, visit.round.officer, visit.round.second_officer)

    def _visit(self, visit_id: int, works: Works, officer: User, second: User, fixed: bool = False) -> Order | None:
        """Arrive, answer the checklist, and order what is not right."""
        rng = self.rng
        start_visit(officer, visit_id, lon=works.lon + rng.uniform(-3e-4, 3e-4), lat=works.lat)
        items = checklist_of(works)
        faulty = rng.sample(items, rng.randint(1, 2)) if not fixed and rng.random() < FAULT_SHARE else []
        for item in faulty:
            attach_photo(officer, visit_id, upload=picture(f"{item.code}.jpg", rng), item_code=item.code)
        answers = [
            Answer(item.code, "not_ok", rng.choice(words.FAULT_NOTES)) if item in faulty else Answer(item.code, "ok")
            for item in items
        ]
        visit = record_visit(officer, visit_id, second_officer=second.username, answers=answers)
        return self._order(visit, officer, second) if faulty else None

    def _order(self, visit: Visit, officer: User, second: User) -> Order:
        findings = list(visit.findings.values_list("pk", flat=True))
        grave = visit.findings.filter(severity="critical").exists()
        if grave and visit.works.state == State.UNDER_WAY:
            return issue_stop_order(officer, visit.pk, second_officer=second.username, findings=findings)
        return issue_order(officer, visit.pk, second_officer=second.username, findings=findings, received_by="林工")

    def orders(self, day: dt.date) -> list[Moments]:
        """How yesterday's orders go on today: unanswered, answered, returned, or verified on a visit."""
        issued = Order.objects.filter(issued_at__date=day - dt.timedelta(days=1), kind="rectify").order_by("pk")
        return [self._settle(order.number, day) for order in issued]

    def _settle(self, number: str, day: dt.date) -> Moments:
        rng = self.rng
        order = Order.objects.select_related("works__organisation", "officer", "second_officer").get(number=number)
        fate = rng.choices(("open", "answered", "returned", "verified"), weights=(2, 3, 1, 4))[0]
        owner = order.works.organisation.members.filter(is_active=True).order_by("pk").first()
        yield moment(day, 7, 40)
        if fate == "open":
            return
        answer_order(owner, number, text=rng.choice(words.ANSWERS), photos=[picture("整改.jpg", rng)])
        if fate == "answered":
            return
        yield moment(day, 17, 30)
        if fate == "returned":
            return_order(order.officer, number, reason="照片未见警示灯，请补齐后重新报送。")
            return
        works = Works.objects.select_related("permit_in_force").get(pk=order.works_id)
        visit = works.visits.filter(day=clock.today(), state__in=("PLANNED", "UNDER_WAY")).first()
        if visit is None:
            visit = begin_unplanned_visit(order.officer, works.number)
        self._visit(visit.pk, works, order.officer, order.second_officer, fixed=True)
        verify_order(order.officer, number, visit_id=visit.pk)

    def _reports(self, today: dt.date) -> list[Moments]:
        return [self._report(today - dt.timedelta(days=ago), text) for ago, text in enumerate(words.REPORTS)]

    def _report(self, day: dt.date, text: str) -> Moments:
        yield moment(day, 6 + self.rng.randrange(2), self.rng.randrange(60))
        works = Works.objects.filter(state=State.UNDER_WAY, lon__isnull=False).order_by("pk")
        if works:
            site = works[self.rng.randrange(len(works))]
            report_dangerous_site(lon=site.lon + 2e-4, lat=site.lat, text=text, contact="13900000000")
