"""The page of a case: what each role finds on it, and at what cost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from permits.models import Alarm
from permits.services import acceptance, review
from permits.services.alarms import raise_alarm
from tests import city as town
from tests.inspections import site
from tests.web.permits.conftest import text_of

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20


@pytest.mark.parametrize(
    "who", ["contractor", "clerk", "squadron", "inspector1", "reviewer", "legal", "leader", "admin"]
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_everybody_concerned_reads_where_it_is(city, as_user, who, language):
    case = town.reviewed_case(city)
    page = as_user(getattr(city.people, who), language).get(f"/cases/{case.number}/")
    assert page.status_code == 200
    words = text_of(page)
    assert case.project_name in words
    held = "Held by: the brigade leader" if language == "en" else "大队领导"
    assert held in words


@pytest.mark.parametrize("who", ["contractor2", "squadron2", "bus"])
def test_nobody_else_learns_of_it(city, as_user, who):
    case = town.reviewed_case(city)
    client = as_user(getattr(city.people, who))
    for path in ("", "map.geojson", "plan/1.svg", f"files/{case.materials.first().pk}/", "survey/0/0/"):
        assert client.get(f"/cases/{case.number}/{path}").status_code == 404


def test_without_signing_in_there_is_only_the_sign_in_page(client, city):
    case = town.submitted_case(city)
    for path in (f"/cases/{case.number}/", "/cases/", "/works/", f"/works/{case.works.number}/"):
        assert client.get(path)["Location"].startswith("/login/")


def test_office_words_stay_in_the_office(city, as_user):
    case = town.surveyed_case(city)
    review.ask_opinion(
        city.people.reviewer, case.number, organisation=city.bus_company.pk, due_on=clock.today(), question="影响公交？"
    )
    review.give_opinion(city.people.bus, case.number, verdict="objects", text="站台被占")
    with clock.at(town.MONDAY + dt.timedelta(days=1)):
        review.close_review(city.people.reviewer, case.number, recommends="grant", text="内部审核意见")
    applicant = text_of(as_user(city.people.contractor).get(f"/cases/{case.number}/"))
    officer = text_of(as_user(city.people.leader).get(f"/cases/{case.number}/"))
    agency = text_of(as_user(city.people.bus).get(f"/cases/{case.number}/"))
    for secret in ("内部审核意见", "站台被占", "现场为双向六车道"):
        assert secret in officer
        assert secret not in applicant
    assert "站台被占" in agency
    assert "内部审核意见" not in agency


def test_phones_are_masked_outside_the_own_organisation(city, as_user):
    case = town.submitted_case(city)
    assert "13800000001" in text_of(as_user(city.people.contractor).get(f"/cases/{case.number}/"))
    assert "138****0001" in text_of(as_user(city.people.clerk).get(f"/cases/{case.number}/"))


def test_the_clock_counts_each_day_and_says_when_it_may_move(city, as_user):
    case = town.accepted_case(city)
    words = text_of(as_user(city.people.contractor).get(f"/cases/{case.number}/"))
    assert "day 0 of 20" in words
    with clock.at(town.MONDAY + dt.timedelta(days=8)):
        words = text_of(as_user(city.people.contractor).get(f"/cases/{case.number}/"))
    assert "day 6 of 20" in words
    assert "14 working days left" in words
    assert "Provisional" not in words
    with clock.at(dt.date(2026, 12, 14)):
        late_in_the_year = town.accepted_case(city)
        words = text_of(as_user(city.people.contractor).get(f"/cases/{late_in_the_year.number}/"))
    assert "Provisional" in words


def test_works_in_the_way_are_listed_for_the_office(city, as_user):
    first = town.submitted_case(city)
    second = town.submitted_case(city)
    page = as_user(city.people.clerk).get(f"/cases/{second.number}/").content.decode()
    conflicts = page.split('id="conflicts"')[1].split("</section>")[0]
    assert f"/works/{first.works.number}/" in conflicts
    features = as_user(city.people.clerk).get(f"/cases/{second.number}/map.geojson").json()["features"]
    assert [one["id"] for one in features] == [second.number, first.works.number]


def test_materials_open_in_place_and_can_run_nothing(city, as_user):
    case = town.submitted_case(city)
    material = case.materials.first()
    client = as_user(city.people.clerk)
    page = client.get(f"/cases/{case.number}/").content.decode()
    address = f"/cases/{case.number}/files/{material.pk}/"
    assert f'<iframe src="{address}"' in page
    opened = client.get(address)
    assert opened["Content-Type"] == "application/pdf"
    assert opened["Content-Disposition"].startswith("inline")
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in opened["Content-Security-Policy"]
    assert b"".join(opened.streaming_content).startswith(b"%PDF")


def test_survey_photos_are_for_officers(city, as_user):
    case = town.surveyed_case(city)
    address = f"/cases/{case.number}/survey/0/0/"
    photo = as_user(city.people.reviewer).get(address)
    assert photo["Content-Type"] == "image/jpeg"
    assert "sandbox" in photo["Content-Security-Policy"]
    assert as_user(city.people.contractor).get(address).status_code == 404
    assert as_user(city.people.reviewer).get(f"/cases/{case.number}/survey/0/9/").status_code == 404


def test_identity_papers_are_not_for_agencies(city, as_user):
    case = town.surveyed_case(city)
    review.ask_opinion(city.people.reviewer, case.number, organisation=city.bus_company.pk, due_on=clock.today())
    papers = case.materials.get(code="M03")
    client = as_user(city.people.bus)
    assert client.get(f"/cases/{case.number}/files/{papers.pk}/").status_code == 404
    assert papers.original_name not in text_of(client.get(f"/cases/{case.number}/"))


def test_corrections_are_listed_while_they_are_awaited(city, as_user):
    case = town.submitted_case(city)
    acceptance.request_correction(city.people.clerk, case.number, [{"text": "缺少平面图", "material": "M06"}])
    page = as_user(city.people.contractor).get(f"/cases/{case.number}/").content.decode()
    assert "缺少平面图" in page.split('id="corrections"')[1].split("</section>")[0]
    assert f"/cases/{case.number}/application/" in page


@pytest.mark.parametrize("who", ["contractor", "reviewer", "bus"])
def test_a_full_page_costs_a_bounded_number_of_queries(city, as_user, who):
    case = town.surveyed_case(city)
    for _neighbour in range(3):
        town.submitted_case(city)
    for agency in (city.bus_company, city.road_authority):
        review.ask_opinion(city.people.reviewer, case.number, organisation=agency.pk, due_on=clock.today())
    client = as_user(getattr(city.people, who))
    client.get(f"/cases/{case.number}/")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(f"/cases/{case.number}/").status_code == 200
    assert len(seen) <= MOST_QUERIES, "\n".join(query["sql"][:200] for query in seen.captured_queries)


def test_the_page_of_a_works_tells_its_life(city, as_user):
    case = town.works_under_way(city)
    raise_alarm(case.works, Alarm.Kind.UNINSPECTED)
    for who in ("contractor", "squadron", "leader", "commander", "archivist"):
        page = as_user(getattr(city.people, who)).get(f"/works/{case.works.number}/")
        assert page.status_code == 200
        words = text_of(page)
        assert case.number in words
        assert "Site not inspected in time" in words
        assert "Road-occupation" in words or "Permit" in words
    assert as_user(city.people.contractor2).get(f"/works/{case.works.number}/").status_code == 404


def test_the_holder_begins_a_variation_from_the_page(city, as_user):
    case = town.case_in_force(city)
    own = as_user(city.people.contractor).get(f"/works/{case.works.number}/").content.decode()
    assert f'action="/cases/{case.number}/follow-up/variation/"' in own
    assert f'action="/cases/{case.number}/follow-up/renewal/"' in own
    officer = as_user(city.people.clerk).get(f"/works/{case.works.number}/").content.decode()
    assert "follow-up" not in officer


def test_a_works_costs_a_bounded_number_of_queries(city, as_user):
    case = town.works_under_way(city)
    client = as_user(city.people.squadron)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(f"/works/{case.works.number}/").status_code == 200
    assert len(seen) <= MOST_QUERIES, "\n".join(query["sql"][:200] for query in seen.captured_queries)


def test_orders_and_visits_of_a_works_lead_to_their_pages(city, as_user):
    case = town.works_under_way(city)
    address = f"/works/{case.works.number}/"
    assert "No order has been issued." in text_of(as_user(city.people.squadron).get(address))
    order = site.ordered(city, case.works)
    for who in ("squadron", "contractor"):
        client = as_user(getattr(city.people, who))
        page = client.get(address).content.decode()
        assert f"/inspect/orders/{order.number}/" in page
        assert client.get(f"/inspect/orders/{order.number}/").status_code == 200
    officer = as_user(city.people.squadron).get(address).content.decode()
    assert f"/inspect/visits/{order.visit_id}/" in officer
    assert f"/inspect/works/{case.works.number}/begin/" in officer
    assert "/begin/" not in as_user(city.people.leader).get(address).content.decode()
