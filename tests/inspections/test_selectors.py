"""What each person sees of rounds, visits, orders, reports and coverage, with few queries."""

import datetime as dt

import pytest

from core import clock
from core.errors import NotFound
from core.models import User
from inspections.lifecycle import Action
from inspections.models import Photo, Visit
from inspections.selectors.actions import options
from inspections.selectors.coverage import coverage_on
from inspections.selectors.orders import (
    closed_orders,
    open_orders,
    order_page,
    orders_of,
    orders_waiting_for,
    overdue_orders,
)
from inspections.selectors.photos import get_photo
from inspections.selectors.reports import handled_reports, open_reports, report_page
from inspections.selectors.rounds import colleagues, my_other_visits, my_round, rounds_of
from inspections.selectors.visits import get_visit, visit_page, visits_of
from inspections.services import reports, settling_orders, visits
from inspections.services.planning_rounds import close_past_days, plan_rounds_of_day
from permits.models import Works
from tests.city import MONDAY, picture_upload
from tests.inspections.site import LAT, LON, answered, answers, arrived, ledger_sites, ordered, recorded

TUESDAY = MONDAY + dt.timedelta(days=1)


def test_both_officers_find_their_round_and_others_do_not(city, works):
    plan_rounds_of_day(TUESDAY)
    people = city.people
    assert my_round(people.inspector1, TUESDAY) == my_round(people.inspector2, TUESDAY)
    assert [visit.works for visit in my_round(people.inspector1, TUESDAY).visits.all()] == [works]
    assert my_round(people.squadron, TUESDAY) is None
    assert my_round(people.inspector1, MONDAY) is None
    assert rounds_of(people.squadron, TUESDAY).count() == rounds_of(people.commander, TUESDAY).count() == 1
    for stranger in (people.squadron2, people.contractor, people.agency):
        assert not rounds_of(stranger, TUESDAY).exists()


def test_a_round_is_read_with_few_queries_however_long(city, works, tmp_path, django_assert_num_queries):
    ledger_sites(tmp_path, "east", count=10, starts="2026-02-01", ends="2026-04-01")
    plan_rounds_of_day(TUESDAY)
    with django_assert_num_queries(2):
        found = my_round(city.people.inspector1, TUESDAY)
        assert len([visit.works.permit_in_force for visit in found.visits.all()]) > 8


def test_a_visit_outside_the_round_is_found_again(city, works):
    visit = arrived(city, works)
    assert list(my_other_visits(city.people.inspector1, MONDAY)) == [visit]
    assert not my_other_visits(city.people.inspector2, MONDAY).exists()


def test_colleagues_are_the_others_of_the_squadron_on_duty(city):
    User.objects.filter(username="partner").update(is_active=False)
    assert {user.username for user in colleagues(city.people.inspector1)} == {"inspector2", "squadron"}
    assert not colleagues(city.people.leader).exists()


def test_the_page_of_a_visit_asks_first_and_answers_afterwards(city, works):
    order = ordered(city, works, {"C09": "高 1.2 米"})
    visit = arrived(city, works)
    visits.attach_photo(city.people.inspector1, visit.pk, upload=picture_upload(), item_code="C02")
    visits.attach_photo(city.people.inspector1, visit.pk, upload=picture_upload())
    page = visit_page(city.people.inspector1, visit.pk)
    assert page.to_reinspect == (order,)
    assert "C21" in {line.item.code for line in page.lines}
    assert [len(line.photos) for line in page.lines if line.code == "C02"] == [1]
    assert len(page.site_photos) == 1
    works = Works.objects.get(pk=works.pk)
    visits.record_visit(
        city.people.inspector1, visit.pk, second_officer="inspector2", answers=answers(works, {"C02": "仍占"})
    )
    page = visit_page(city.people.inspector1, visit.pk)
    (fault,) = [line for line in page.lines if line.finding]
    assert (fault.code, fault.result.result, len(fault.photos)) == ("C02", "not_ok", 1)


def test_visits_of_a_works_as_each_may_read_them(city, works):
    done, begun = recorded(city, works), arrived(city, works)
    assert list(visits_of(city.people.inspector1, works)) == [begun, done]
    assert list(visits_of(city.people.contractor, works)) == [done]
    assert not visits_of(city.people.contractor2, works).exists()
    assert not visits_of(city.people.agency, works).exists()
    with pytest.raises(NotFound):
        get_visit(city.people.contractor, begun.pk)


def test_the_page_of_an_order_shows_its_whole_life(city, works):
    order = answered(city, ordered(city, works))
    settling_orders.return_order(city.people.inspector1, order.number, reason="不符")
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        answered(city, order)
    with clock.at(clock.now() + dt.timedelta(hours=2)):
        proof = recorded(city, works)
    page = order_page(city.people.contractor, order.number)
    assert [answer.verdict for answer in page.answers] == ["returned", ""]
    assert [finding.code for finding in page.findings] == ["C02"]
    assert [photo.item_code for photo in page.evidence] == ["C02"]
    assert page.proofs == (proof,)
    with pytest.raises(NotFound):
        order_page(city.people.contractor2, order.number)


def test_open_and_overdue_orders_come_most_urgent_first(city, works):
    slow, urgent = ordered(city, works, {"C09": "高 1.2 米"}), ordered(city, works)
    assert list(open_orders(city.people.contractor)) == [urgent, slow]
    assert list(orders_of(city.people.leader, works)) == [urgent, slow]
    assert not overdue_orders(city.people.squadron).exists()
    with clock.at(urgent.deadline_at + dt.timedelta(minutes=1)):
        assert list(overdue_orders(city.people.squadron)) == [urgent]
    assert not open_orders(city.people.squadron2).exists()


def test_actions_are_offered_with_the_reason_when_closed(city, works):
    order = ordered(city, works)
    assert {o.action: o.reason for o in options(city.people.contractor, order)} == {Action.ANSWER_ORDER: ""}
    assert {o.action: o.reason for o in options(city.people.inspector1, order)} == {
        Action.VERIFY_ORDER: "wrong_stage",
        Action.RETURN_ORDER: "wrong_stage",
    }
    assert {o.reason for o in options(city.people.squadron, order)} == {"not_officer_of_order"}
    assert options(city.people.legal, order) == ()
    open_actions = [o.action for o in options(city.people.inspector1, order.visit) if o.available]
    assert open_actions == [Action.ISSUE_ORDER, Action.ISSUE_STOP_ORDER]


def test_coverage_says_who_went_where_and_why_not(city, works, tmp_path):
    ledger_sites(tmp_path, "east", count=30, starts="2026-02-01", ends="2026-04-01")
    ledger_sites(tmp_path, "west", count=1, first=50, starts="2026-02-01", ends="2026-04-01")
    plan_rounds_of_day(TUESDAY)
    first = Visit.objects.filter(round__isnull=False).order_by("position").first()
    with clock.at(TUESDAY):
        visits.start_visit(city.people.inspector1, first.pk)
        visits.record_visit(city.people.inspector1, first.pk, second_officer="inspector2", answers=answers(first.works))
    with clock.at(TUESDAY + dt.timedelta(days=1)):
        close_past_days()
    seen = coverage_on(city.people.commander, TUESDAY)
    assert (seen.total.active, seen.outcome.recorded, seen.outcome.open) == (32, 1, 0)
    east = next(part for part in seen.squadrons if part.squadron == city.east)
    assert [visit.pk for visit in east.visited] == [first.pk]
    assert len(east.not_visited) == east.planned.due - 1
    assert {one.reason for one in east.not_visited} == {"not_started", "no_capacity"}
    assert [part.squadron for part in coverage_on(city.people.squadron2, TUESDAY).squadrons] == [city.west]
    assert coverage_on(city.people.contractor, TUESDAY).squadrons == ()


def test_coverage_of_many_sites_takes_few_queries(city, works, tmp_path, django_assert_max_num_queries):
    ledger_sites(tmp_path, "east", count=30, starts="2026-02-01", ends="2026-04-01")
    plan_rounds_of_day(TUESDAY)
    with django_assert_max_num_queries(7):
        coverage_on(city.people.commander, TUESDAY)


def test_rounds_are_made_with_few_queries_however_many_sites(city, works, tmp_path, django_assert_max_num_queries):
    ledger_sites(tmp_path, "east", count=30, starts="2026-02-01", ends="2026-04-01")
    with django_assert_max_num_queries(25):
        plan_rounds_of_day(TUESDAY, "east")


def test_reports_are_listed_without_and_shown_with_a_masked_contact(city, works):
    made = reports.report_dangerous_site(lon=LON, lat=LAT, text="坑", contact="13812345678", photo=picture_upload())
    assert list(open_reports(city.people.inspector1)) == [made]
    page = report_page(city.people.inspector1, made.number)
    assert (page.contact, len(page.photos)) == ("13*******78", 1)
    with pytest.raises(NotFound):
        report_page(city.people.contractor, made.number)


def test_photos_are_shown_to_those_who_may_see_what_they_belong_to(city, works):
    visit = recorded(city, works, {"C02": ""})
    photo = Photo.objects.get(visit=visit)
    assert get_photo(city.people.contractor, photo.pk) == photo
    for stranger in (city.people.contractor2, city.people.squadron2, city.people.agency):
        with pytest.raises(NotFound):
            get_photo(stranger, photo.pk)


def test_everybody_finds_what_waits_for_them_and_what_is_closed(city, works):
    people, order = city.people, ordered(city, works)
    assert list(orders_waiting_for(people.contractor)) == [order]
    assert not orders_waiting_for(people.inspector1).exists()
    answered(city, order)
    assert not orders_waiting_for(people.contractor).exists()
    assert list(orders_waiting_for(people.inspector1)) == list(orders_waiting_for(people.inspector2)) == [order]
    assert not orders_waiting_for(people.squadron).exists()
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        visit = recorded(city, works)
        settling_orders.verify_order(people.inspector1, order.number, visit_id=visit.pk)
    assert not orders_waiting_for(people.inspector1).exists()
    assert list(closed_orders(people.contractor)) == list(closed_orders(people.leader)) == [order]
    assert not closed_orders(people.contractor2).exists()


def test_closed_reports_leave_the_open_ones(city, works):
    report = reports.report_dangerous_site(lon=LON, lat=LAT, text="围挡倒塌")
    assert not handled_reports(city.people.squadron).exists()
    reports.handle_report(city.people.squadron, report.number, outcome="已扶正")
    assert list(handled_reports(city.people.squadron)) == [report]
    assert not open_reports(city.people.squadron).exists()
    assert not handled_reports(city.people.squadron2).exists()
