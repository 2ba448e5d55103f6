"""Two at the same moment: one round per day, one record per visit, one order per finding (PostgreSQL)."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from core import clock
from core.errors import DomainError, IllegalTransition, RuleViolated
from inspections.models import DayPlan, Order, Visit
from inspections.services import issuing_orders, visits
from inspections.services.planning_rounds import plan_rounds_of_day
from permits.models import Works
from tests.city import MONDAY, City, build_city, works_under_way
from tests.inspections.site import answers, arrived, recorded

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place(settings, tmp_path) -> tuple[City, Works]:
    settings.MEDIA_ROOT = tmp_path
    with clock.at(MONDAY):
        city = build_city()
        return city, Works.objects.get(cases=works_under_way(city))


def together(*wishes: Callable[[], object]) -> list[object]:
    """Start all at once; what each got: its answer, or the refusal."""
    gate, outcomes = threading.Barrier(len(wishes)), [None] * len(wishes)

    def run(number: int, wish: Callable[[], object]) -> None:
        try:
            gate.wait(10)
            with clock.at(MONDAY):
                outcomes[number] = wish()
        except DomainError as refused:
            outcomes[number] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(wishes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def test_rounds_asked_for_twice_at_once_are_made_once(place):
    tomorrow = MONDAY + dt.timedelta(days=1)
    first, second = together(*[lambda: plan_rounds_of_day(tomorrow)] * 2)
    assert [plan.pk for plan in first] == [plan.pk for plan in second]
    assert Visit.objects.filter(day=tomorrow).count() == 1
    assert DayPlan.objects.filter(day=tomorrow).count() == 3


def test_two_phones_record_one_visit_once(place):
    city, works = place
    with clock.at(MONDAY):
        visit = arrived(city, works)
        given = answers(works)
    outcomes = together(
        lambda: visits.record_visit(city.people.inspector1, visit.pk, second_officer="inspector2", answers=given),
        lambda: visits.record_visit(city.people.inspector2, visit.pk, second_officer="inspector1", answers=given),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [IllegalTransition.__name__, Visit.__name__]
    assert Visit.objects.get(pk=visit.pk).results.count() == len(given)


def test_a_finding_ordered_by_two_at_once_is_ordered_once(place):
    city, works = place
    with clock.at(MONDAY):
        visit = recorded(city, works, {"C02": "占道两车道"})
    found = list(visit.findings.values_list("pk", flat=True))
    outcomes = together(
        lambda: issuing_orders.issue_order(
            city.people.inspector1, visit.pk, second_officer="inspector2", findings=found
        ),
        lambda: issuing_orders.issue_order(city.people.squadron, visit.pk, second_officer="partner", findings=found),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [Order.__name__, RuleViolated.__name__]
    assert Works.objects.get(pk=works.pk).open_orders == Order.objects.count() == 1
