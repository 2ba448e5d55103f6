"""Beginning: new, copied, varied, renewed; and the emergency that begins on the road."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from core import clock
from core.models import Organisation
from permits.lifecycle import Kind, State
from permits.models import Case
from tests import city as town

NEW, EMERGENCY = "/cases/new/", "/cases/new/emergency/"
BURST = {
    "road_name": "万松东路",
    "road_kind": "city",
    "geometry": json.dumps(town.LINE),
    "purpose": "自来水管爆裂",
    "started_on": "2026-03-02",
    "started_at": "08:15",
}


@pytest.fixture(autouse=True)
def morning(city):
    """Ten o'clock of a Monday in the city."""
    with clock.at(dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)):
        yield


def test_a_new_application_is_one_draft_however_often_one_clicks(applicant):
    assert applicant.get(NEW).status_code == 200
    first, again = (applicant.post(NEW, {"submission": "b" * 32}) for _ in range(2))
    assert first["Location"] == again["Location"]
    assert Case.objects.count() == 1


def test_an_earlier_application_is_found_and_copied(city, applicant, filled):
    assert filled.number in applicant.get(NEW + "?q=万松").content.decode()
    assert "Nothing found" in applicant.get(NEW + "?q=nowhere").content.decode()
    answer = applicant.post(NEW, {"copy_of": filled.number})
    made = Case.objects.exclude(pk=filled.pk).get()
    assert answer["Location"] == reverse("application", args=[made.number])
    assert (made.project_name, made.materials.count()) == (filled.project_name, 0)


def test_nobody_copies_another_s_case(city, client, filled):
    client.force_login(city.people.contractor2)
    assert client.post(NEW, {"copy_of": filled.number}).status_code == 404
    assert filled.number not in client.get(NEW).content.decode()


def test_only_approved_applicants_begin(city, applicant, client):
    Organisation.objects.update(status=Organisation.Status.PENDING)
    answer = applicant.get(NEW)
    assert answer.status_code == 403
    assert "approv" in answer.content.decode()
    client.force_login(city.people.clerk)
    assert client.get(NEW).status_code == client.get(EMERGENCY).status_code == 403


@pytest.mark.parametrize("kind", [Kind.VARIATION, Kind.RENEWAL])
def test_a_permit_is_varied_and_renewed(city, applicant, kind):
    parent = town.case_in_force(city)
    assert parent.number in applicant.get(NEW).content.decode()
    url = reverse("application-follow-up", args=[parent.number, kind])
    answer = applicant.post(url)
    made = Case.objects.exclude(pk=parent.pk).get()
    assert (made.kind, made.parent, made.works) == (kind, parent, parent.works)
    assert applicant.get(answer["Location"]).status_code == 200
    assert applicant.post(url).status_code == 422
    assert applicant.post(reverse("application-follow-up", args=[parent.number, "new"])).status_code == 404


def test_an_emergency_starts_at_once_and_the_24_hours_run(applicant):
    answer = applicant.post(EMERGENCY, BURST | {"submission": "c" * 32})
    assert applicant.post(EMERGENCY, BURST | {"submission": "c" * 32})["Location"] == answer["Location"]
    case = Case.objects.get()
    assert (case.kind, case.works.state) == (Kind.EMERGENCY, State.UNDER_WAY)
    assert case.works.emergency_apply_by == dt.datetime(2026, 3, 3, 0, 15, tzinfo=dt.UTC)
    text = applicant.get(answer["Location"]).content.decode()
    assert "22 hours left: hand in by 2026-03-03 08:15" in text
    assert "Delete the draft" not in text
    with clock.at(dt.datetime(2026, 3, 3, 2, 0, tzinfo=dt.UTC)):
        assert "was due at 2026-03-03 08:15" in applicant.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"road_name": ""}, "road_name"),
        ({"geometry": ""}, "geometry"),
        ({"geometry": '{"type": "Point", "coordinates": [27.78, 120.65]}'}, "geometry"),
        ({"purpose": ""}, "purpose"),
        ({"started_at": "10:05"}, "started_at"),
        ({"started_on": "2026-03-03"}, "started_at"),
    ],
)
def test_an_emergency_is_refused_at_the_field_and_nothing_is_made(applicant, typed, field):
    answer = applicant.post(EMERGENCY, BURST | typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Case.objects.exists()
