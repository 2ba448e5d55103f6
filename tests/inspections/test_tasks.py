"""Every job of supervision runs from its name alone, and run twice leaves the same world."""

import datetime as dt

import pytest
from celery import current_app

from core import clock
from inspections.lifecycle import VisitState
from inspections.models import DayPlan, Order, Visit
from permits.models import Alarm, Event, IssuedDocument
from tests.city import MONDAY
from tests.inspections.site import ordered


@pytest.fixture
def run():
    """Run a task as the worker would."""
    current_app.loader.import_default_modules()

    def by_name(name: str, *args) -> None:
        current_app.tasks[name].apply(args=args, throw=True)

    return by_name


def world() -> list:
    """Everything a job might change."""
    return [
        list(model.objects.order_by("pk").values()) for model in (DayPlan, Visit, Order, Alarm, IssuedDocument, Event)
    ]


@pytest.mark.parametrize("name", ["plan_rounds", "close_day", "escalate_orders"])
def test_a_job_run_twice_leaves_the_same_world(city, works, run, name):
    ordered(city, works)
    with clock.at(MONDAY + dt.timedelta(days=1)):
        run("inspections.plan_rounds")
    with clock.at(MONDAY + dt.timedelta(days=2)):
        before = world()
        run(f"inspections.{name}")
        after = world()
        assert after != before
        run(f"inspections.{name}")
        assert world() == after


def test_the_morning_makes_the_rounds_of_today(city, works, run):
    with clock.at(MONDAY + dt.timedelta(days=1)):
        run("inspections.plan_rounds")
    assert {plan.day for plan in DayPlan.objects.all()} == {MONDAY + dt.timedelta(days=1)}
    assert Visit.objects.get().works == works


def test_days_without_a_worker_are_made_up_for(city, works, run):
    for days in (1, 2):
        with clock.at(MONDAY + dt.timedelta(days=days)):
            run("inspections.plan_rounds")
    with clock.at(MONDAY + dt.timedelta(days=9)):
        run("inspections.close_day")
    assert set(Visit.objects.values_list("state", flat=True)) == {VisitState.MISSED}
    assert Visit.objects.count() == 2


def test_an_order_is_drawn_once(city, works, run, run_tasks):
    order = ordered(city, works)
    run_tasks()
    first = IssuedDocument.objects.get(pk=order.document_id)
    run("inspections.draw_document", first.pk)
    again = IssuedDocument.objects.get(pk=order.document_id)
    assert (again.path, again.sha256, again.drawn_at) == (first.path, first.sha256, first.drawn_at)


def test_a_lost_drawing_is_asked_for_again(city, works, run, run_tasks):
    order = ordered(city, works)
    with clock.at(clock.now() + dt.timedelta(minutes=1)):
        run("inspections.sweep_documents")
    assert not IssuedDocument.objects.get(pk=order.document_id).path
    with clock.at(clock.now() + dt.timedelta(minutes=3)):
        run("inspections.sweep_documents")
        assert "inspections.draw_document" in run_tasks()
    assert IssuedDocument.objects.get(pk=order.document_id).path
