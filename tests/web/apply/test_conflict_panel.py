"""What is in the way, as the applicant sees it, and all phases moved out of it by a click and a confirmation."""

import datetime as dt
import json

import pytest

from core.models import User
from permits.models import Case
from permits.services import application, drafting
from tests import city as town


@pytest.fixture
def pair(city):
    """An application of the contractor, on the spot and in the nights of one handed in by another organisation."""
    other = town.submitted_case(city, start_in_days=60)
    Case.objects.filter(pk=other.pk).update(organisation=city.other_contractor)
    type(other.works).objects.filter(pk=other.works_id).update(organisation=city.other_contractor)
    return town.filled_draft(city, start_in_days=60), other


def check(case) -> str:
    return f"/cases/{case.number}/application/check/"


def dates(case) -> str:
    return f"/cases/{case.number}/application/dates/"


def phases(case) -> list[tuple[str, str]]:
    return [(one["starts_on"], one["ends_on"]) for one in Case.objects.get(pk=case.pk).plan["phases"]]


def test_the_list_says_what_why_and_what_would_help(applicant, pair):
    mine, other = pair
    answer = applicant.get(check(mine))
    text, panel = answer.content.decode(), answer.context["panel"]
    first = panel.rows[0]
    assert (first.severity, first.kind, first.hours, first.url) == ("Grave", "Same place and time", "22:00–05:00", "")
    assert first.said.what in text and first.said.help in text
    assert other.works.number not in text and "飞云管道" not in text
    assert len(panel) == 1 and len(panel.rows) == 2, "a shared trench is a note, not a conflict"
    assert panel.move_days == 31
    assert f"{dates(mine)}?days=31" in text


def test_the_map_bears_the_numbers_of_the_list(applicant, pair):
    mine, _ = pair
    features = json.loads(applicant.get(check(mine)).context["panel"].features)["features"]
    assert [one["properties"].get("number") for one in features] == [None, 1, 2]
    assert [one["properties"]["role"] for one in features] == ["own", "same_place", "shared_trench"]
    own, theirs, _ = features
    assert own["geometry"] == town.LINE
    assert theirs["geometry"] is None and len(theirs["properties"]["at"]) == 2


def test_nothing_in_the_way_is_said(applicant, city):
    alone = town.filled_draft(city)
    assert "Nothing is in the way on these days." in applicant.get(check(alone)).content.decode()
    empty = drafting.create_draft(city.people.contractor)
    assert "As soon as place and dates are known" in applicant.get(check(empty)).content.decode()


def test_the_move_is_shown_first_and_done_on_a_click(applicant, pair):
    mine, _ = pair
    ((first, last),) = phases(mine)
    shown = applicant.get(f"{dates(mine)}?days=31")
    later = [str(dt.date.fromisoformat(day) + dt.timedelta(days=31)) for day in (first, last)]
    assert shown.status_code == 200
    assert all(day in shown.content.decode() for day in (first, last, *later))
    assert phases(mine) == [(first, last)]
    version = Case.objects.get(pk=mine.pk).version
    answer = applicant.post(dates(mine), {"days": "31", "version": version})
    assert answer["Location"] == check(mine)
    assert phases(mine) == [tuple(later)]
    after = applicant.get(check(mine))
    assert after.context["panel"].move_days is None and len(after.context["panel"]) == 0
    assert "31 days later" in after.content.decode()


def test_without_a_number_of_days_the_page_only_asks(applicant, pair):
    asked = applicant.get(dates(pair[0]))
    assert asked.status_code == 200
    assert not asked.context["form"].errors
    assert applicant.get(f"{dates(pair[0])}?days=").status_code == 422


def test_a_draft_without_phases_moves_its_own_dates(applicant, city):
    bare = drafting.create_draft(city.people.contractor)
    typed = {"geometry": town.LINE, "starts_on": dt.date(2026, 6, 1), "ends_on": dt.date(2026, 6, 9)}
    bare = drafting.edit_case(city.people.contractor, bare.number, typed)
    applicant.post(dates(bare), {"days": "-2", "version": bare.version})
    bare = Case.objects.get(pk=bare.pk)
    assert (bare.starts_on, bare.ends_on) == (dt.date(2026, 5, 30), dt.date(2026, 6, 7))


def test_what_somebody_changed_meanwhile_is_not_overwritten(applicant, pair):
    mine, _ = pair
    before = phases(mine)
    assert applicant.post(dates(mine), {"days": "3", "version": 1}).status_code == 409
    assert phases(mine) == before


@pytest.mark.parametrize("days", ["", "0", "soon", "1.5", "99999", "-999999999999999999999"])
def test_what_is_no_number_of_days_is_refused_at_its_field(applicant, pair, days):
    mine, _ = pair
    before = phases(mine)
    answer = applicant.post(dates(mine), {"days": days, "version": mine.version})
    assert answer.status_code == 422 and answer.context["form"].errors["days"]
    assert phases(mine) == before


def test_beyond_the_calendar_nothing_is_moved(applicant, pair):
    mine, _ = pair
    plan = mine.plan
    plan["phases"][0] |= {"starts_on": "9999-12-01", "ends_on": "9999-12-30"}
    mine = drafting.edit_case(User.objects.get(username="contractor"), mine.number, {"plan": plan})
    answer = applicant.post(dates(mine), {"days": "31", "version": mine.version})
    assert answer.status_code == 422 and "no calendar" in answer.content.decode()


def test_others_may_not_move_it(client, city, pair):
    mine, _ = pair
    client.force_login(city.people.contractor2)
    assert client.get(dates(mine)).status_code == 404
    client.force_login(city.people.reviewer)
    assert client.post(dates(mine), {"days": "3"}).status_code in (403, 404)


def test_the_office_sees_the_same_list_with_the_works_named(client, city, pair):
    mine, other = pair
    application.submit_case(city.people.contractor, mine.number)
    client.force_login(city.people.reviewer)
    page = client.get(f"/cases/{mine.number}/").content.decode().split('id="conflicts"')[1].split("</section>")[0]
    assert f"{other.works.number} stands on the same spot at the same time" in page
    assert f'href="/works/{other.works.number}/"' in page
    assert "Move all phases" not in page
