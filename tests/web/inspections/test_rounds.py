"""My round, the rounds of the squadrons, and the coverage of a day."""

import datetime as dt

import pytest

from core import clock
from inspections.models import Round, Visit
from inspections.services.planning_rounds import close_past_days, plan_rounds_of_day
from tests.city import MONDAY
from tests.inspections import site
from tests.web.inspections.pages import read

TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def planned(city, works):
    """On Tuesday the site that was opened on Monday must be seen: it is on a round of the eastern squadron."""
    with clock.at(TUESDAY):
        plan_rounds_of_day(TUESDAY)
        yield Visit.objects.get(works=works, round__isnull=False)


@pytest.fixture
def pair(planned) -> Round:
    return planned.round


def test_an_inspector_finds_the_round_of_today_and_what_comes_next(sign_in, planned, pair):
    page = read(sign_in(pair.officer.username).get("/inspect/"))
    assert "My round today" in page and pair.second_officer.display_name in page
    assert 'id="next-title"' in page and f'href="/inspect/visits/{planned.pk}/"' in page
    assert "Works just started" in page
    assert f"arrive about {planned.arrives_at:%H:%M}" in page
    assert f"due by {planned.due_by}" in page


def test_it_speaks_chinese_to_whoever_reads_chinese(sign_in, planned, pair):
    page = read(sign_in(pair.officer.username, "zh-hans").get("/inspect/"))
    assert "今日巡查" in page and "下一处" in page
    assert "My round" not in page


def test_other_days_can_be_seen_and_nonsense_is_today(inspector, planned):
    page = read(inspector.get(f"/inspect/?day={MONDAY}"))
    assert f"My round on {MONDAY}" in page and "You are on no round that day" in page
    for nonsense in ("2026-02-31", "tomorrow", "0001-01-01", "9999-12-31"):
        assert "My round today" in read(inspector.get(f"/inspect/?day={nonsense}"))


def test_a_visit_outside_the_round_stands_on_the_day_of_whoever_began_it(inspector, city, works):
    site.arrived(city, works)
    page = read(inspector.get("/inspect/"))
    assert "Outside the round" in page and "Go on with the checklist" in page


def test_the_rounds_of_a_day_are_those_of_ones_own_squadron(sign_in, planned, pair):
    east = read(sign_in("squadron").get("/inspect/rounds/"))
    assert pair.officer.display_name in east and planned.works.number in east
    west = read(sign_in("squadron2").get("/inspect/rounds/"))
    assert planned.works.number not in west and "No rounds on this day" in west
    assert planned.works.number in read(sign_in("leader").get("/inspect/rounds/"))


def test_the_map_shows_the_same_sites_as_the_list(sign_in, planned, pair):
    features = sign_in(pair.officer.username).get("/inspect/features.geojson?mine=1").json()["features"]
    assert [feature["properties"]["number"] for feature in features] == [planned.works.number]
    assert features[0]["properties"]["title"].startswith("1. ")
    assert sign_in("squadron2").get("/inspect/features.geojson").json()["features"] == []


def test_whoever_goes_on_no_rounds_finds_the_coverage(sign_in, planned):
    response = sign_in("commander").get("/inspect/")
    assert (response.status_code, response["Location"]) == (302, "/inspect/coverage/")


@pytest.mark.parametrize("name", ["contractor", "agency"])
@pytest.mark.parametrize("path", ["/inspect/", "/inspect/rounds/", "/inspect/coverage/", "/inspect/features.geojson"])
def test_rounds_are_for_officers(sign_in, name, path):
    assert sign_in(name).get(path).status_code == 403


def test_strangers_sign_in_first(client, db):
    assert client.get("/inspect/")["Location"].startswith("/login/")


def test_coverage_adds_up_and_names_who_was_there(sign_in, city, works, planned):
    page = read(sign_in("leader").get("/inspect/coverage/"))
    assert "= 1 planned + 0 deferred" in page and "0 of 1 due sites visited" in page
    assert works.number in page and "Still open" in page
    officer, second = planned.round.officer, planned.round.second_officer
    site.visits.start_visit(officer, planned.pk)
    site.visits.record_visit(officer, planned.pk, second_officer=second.username, answers=site.answers(works))
    page = read(sign_in("leader").get("/inspect/coverage/"))
    assert "1 of 1 due sites visited" in page
    assert f"{officer} · {second}" in page and "No due site was left out." in page


def test_coverage_says_why_a_site_was_not_visited(sign_in, works, planned):
    with clock.at(TUESDAY + dt.timedelta(days=1)):
        site_day = sign_in("squadron")
        from_yesterday = f"/inspect/coverage/?day={TUESDAY}"
        assert "Still open" in read(site_day.get(from_yesterday))
        close_past_days()
        page = read(site_day.get(from_yesterday))
    assert "Nobody arrived" in page and works.number in page


def test_one_squadron_does_not_see_the_coverage_of_another(sign_in, works, planned):
    assert works.number not in read(sign_in("squadron2").get("/inspect/coverage/"))


def test_a_day_without_rounds_says_so(sign_in, city):
    assert "No rounds were made for this day" in read(sign_in("leader").get("/inspect/coverage/?day=2026-01-05"))


@pytest.mark.parametrize("path", ["/inspect/", "/inspect/rounds/", "/inspect/coverage/", "/inspect/features.geojson"])
def test_queries_do_not_grow_with_the_sites(sign_in, city, monday, tmp_path, django_assert_max_num_queries, path):
    site.ledger_sites(tmp_path, "east", count=30, starts="2026-03-01", ends="2026-04-30")
    plan_rounds_of_day(MONDAY)
    assert Visit.objects.count() > 20
    client = sign_in("inspector1")
    with django_assert_max_num_queries(14):
        assert client.get(path).status_code == 200
