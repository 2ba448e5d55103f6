"""Real actions of supervision: what contractor and officers read of orders and reports."""

import datetime as dt

import pytest
from django.core import mail

from core import clock
from inspections.services import reports, settling_orders
from notifications.models import InboxItem
from notifications.wording import word_for
from permits.models import Works
from permits.services import works_life
from tests.city import MONDAY, build_city, works_under_way
from tests.inspections.site import LAT, LON, answered, ordered


@pytest.fixture
def city(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.at(MONDAY):
        yield build_city()


@pytest.fixture
def works(city):
    return Works.objects.get(cases=works_under_way(city))


def read_by(person, event_name):
    """What somebody was told about the last event of this name, in Chinese; None when nothing."""
    item = InboxItem.objects.filter(user=person, event__action=event_name).order_by("pk").last()
    return item and word_for(person, item.template, item.event)


def test_an_order_names_what_to_put_right_and_until_when(city, works, run_tasks):
    order = ordered(city, works)
    run_tasks()
    told = read_by(city.people.contractor, "issue_order")
    assert told.title == f"{works.number}：责令改正通知"
    assert "– " in told.body
    assert f"文书编号：{order.number}" in told.body
    assert f"{order.deadline_at.astimezone(dt.timezone(dt.timedelta(hours=8))):%H:%M}" in told.body
    assert read_by(city.people.contractor2, "issue_order") is None
    assert told.title in {message.subject for message in mail.outbox if message.to == [city.people.contractor.email]}


def test_the_answer_and_the_return_go_back_and_forth(city, works, run_tasks):
    order = answered(city, ordered(city, works))
    run_tasks()
    assert order.number in read_by(city.people.squadron, "answer_order").body
    assert read_by(city.people.contractor, "answer_order") is None
    settling_orders.return_order(city.people.inspector1, order.number, reason="仍占两车道")
    run_tasks()
    assert "理由：仍占两车道" in read_by(city.people.contractor, "return_order").body


def test_an_overdue_order_reaches_contractor_squadron_leader_and_command(city, works, run_tasks):
    order = ordered(city, works)
    run_tasks()
    with clock.at(order.deadline_at + dt.timedelta(days=10)):
        assert settling_orders.escalate_overdue_orders() == 1
        run_tasks()
    for person in (city.people.contractor, city.people.squadron, city.people.inspector1, city.people.leader):
        assert order.number in read_by(person, "escalate_order").body
    assert order.number in read_by(city.people.commander, "order_overdue").body
    assert read_by(city.people.squadron2, "escalate_order") is None


def test_a_stop_says_why(city, works, run_tasks):
    works_life.suspend_works(city.people.squadron, works.number, reason="无警示灯")
    run_tasks()
    assert "理由：无警示灯" in read_by(city.people.contractor, "suspend").body


def test_a_report_reaches_the_squadron_and_never_the_contractor(city, works, run_tasks):
    report = reports.report_dangerous_site(lon=LON, lat=LAT, text="围挡倒了", contact="13900000000")
    run_tasks()
    told = read_by(city.people.squadron, "report_site")
    assert told.title == f"{report.number}：群众反映"
    assert works.number in told.body
    assert "围挡倒了" in told.body
    assert "13900000000" not in told.title + told.body
    assert read_by(city.people.contractor, "report_site") is None
    assert all("13900000000" not in message.body for message in mail.outbox)
