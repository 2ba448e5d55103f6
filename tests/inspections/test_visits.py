"""The visit: arrive, take photos, answer the checklist; what is refused changes nothing."""

import datetime as dt

import pytest

from core import clock
from core.errors import IllegalTransition, NotFound, NotPermitted, RuleViolated, StaleCase
from inspections.lifecycle import VisitState
from inspections.models import ChecklistResult, Finding, Photo, Visit
from inspections.rules.visit import Answer
from inspections.services import visits
from permits.lifecycle import Action, State
from permits.models import Alarm, Event, Works
from permits.services import alarms, works_life
from tests.city import pdf_upload, picture_upload
from tests.inspections.site import LAT, LON, answers, arrived, codes, recorded, trail


def test_arriving_keeps_who_when_and_where(city, works):
    visit = visits.begin_unplanned_visit(city.people.inspector1, works.number)
    visit = visits.start_visit(city.people.inspector1, visit.pk, lon=LON, lat=LAT + 0.001)
    assert (visit.state, visit.officer, visit.arrived_at) == (
        VisitState.UNDER_WAY,
        city.people.inspector1,
        clock.now(),
    )
    assert 100 < visit.distance_m < 125
    assert Event.objects.filter(works=works, action="start_visit", level=Event.Level.OFFICE).count() == 1


def test_a_phone_without_position_may_arrive(city, works):
    visit = visits.begin_unplanned_visit(city.people.inspector1, works.number)
    visit = visits.start_visit(city.people.inspector1, visit.pk)
    assert (visit.lon, visit.lat, visit.distance_m) == (None, None, None)


def test_an_arrival_that_cannot_be_is_refused_with_every_reason(city, works):
    visit = visits.begin_unplanned_visit(city.people.inspector1, works.number)
    with pytest.raises(RuleViolated) as refused:
        visits.start_visit(
            city.people.inspector1, visit.pk, lon=999, lat=27, arrived_at=clock.now() + dt.timedelta(days=1)
        )
    assert codes(refused) == ["position_impossible", "arrival_in_future", "arrival_on_other_day"]
    assert Visit.objects.get(pk=visit.pk).state == VisitState.PLANNED
    assert "start_visit" not in trail(works)


def test_a_visit_is_begun_once_however_often_the_phone_asks(city, works):
    first = visits.begin_unplanned_visit(city.people.inspector1, works.number, token="t1")
    assert visits.begin_unplanned_visit(city.people.inspector1, works.number, token="t1") == first
    with pytest.raises(RuleViolated) as refused:
        visits.begin_unplanned_visit(city.people.inspector1, works.number, token="t2")
    assert codes(refused) == ["visit_already_open"]
    assert Visit.objects.count() == 1


def test_works_that_have_ended_are_not_visited_any_more(city, works):
    works_life.request_acceptance(city.people.contractor, works.number, text="完工")
    works_life.sign_acceptance(city.people.squadron, works.number, opinion="合格")
    works_life.sign_acceptance(city.people.agency, works.number, opinion="合格")
    with pytest.raises(RuleViolated) as refused:
        visits.begin_unplanned_visit(city.people.inspector1, works.number)
    assert codes(refused) == ["works_ended"]


def test_a_full_record_stands_on_the_works_and_clears_the_alarm(city, works):
    alarms.raise_alarm(works, Alarm.Kind.UNINSPECTED)
    visit = recorded(city, works)
    assert (visit.state, visit.second_officer) == (VisitState.RECORDED, city.people.inspector2)
    assert Works.objects.get(pk=works.pk).last_visit_on == clock.today()
    assert not Alarm.objects.filter(cleared_at=None).exists()
    codes_of_results = set(ChecklistResult.objects.filter(visit=visit).values_list("code", flat=True))
    assert "K01" in codes_of_results and "C08" in codes_of_results
    assert not Finding.objects.exists()


def test_each_fault_becomes_a_finding_with_its_basis(city, works):
    visit = recorded(city, works, {"C02": "占道两车道", "K01": ""})
    condition, extent = visit.findings.order_by("-code")
    assert extent.severity == "serious"
    assert extent.text.endswith("（占道两车道）") and "第三十二条" in extent.basis
    assert "夜间设置警示灯" in condition.text
    event = Event.objects.get(works=works, action="record_visit")
    assert event.data["items"] == [extent.text, condition.text]
    assert event.level == Event.Level.PARTIES


def test_an_incomplete_record_is_refused_with_every_reason_and_changes_nothing(city, works):
    visit = arrived(city, works)
    given = [answer for answer in answers(works, {"C02": ""}) if answer.code != "C09"]
    with pytest.raises(RuleViolated) as refused:
        visits.record_visit(
            city.people.inspector1, visit.pk, second_officer="squadron2", answers=given, remarks="x" * 2001
        )
    assert codes(refused) == [
        "second_officer_of_other_squadron",
        "finding_photo_missing",
        "checklist_item_unanswered",
        "text_too_long",
    ]
    assert Visit.objects.get(pk=visit.pk).state == VisitState.UNDER_WAY
    assert not ChecklistResult.objects.exists()
    assert "record_visit" not in trail(works)


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("", "second_officer_missing"),
        ("nobody", "second_officer_unknown"),
        ("inspector1", "second_officer_repeated"),
        ("contractor", "second_officer_not_entitled"),
    ],
)
def test_two_officers_record(city, works, named, code):
    visit = arrived(city, works)
    with pytest.raises(RuleViolated) as refused:
        visits.record_visit(city.people.inspector1, visit.pk, second_officer=named, answers=answers(works))
    assert code in codes(refused)


def test_a_missed_visit_is_recorded_by_a_phone_that_had_no_network(city, works):
    visit = visits.begin_unplanned_visit(city.people.inspector1, works.number)
    Visit.objects.filter(pk=visit.pk).update(state=VisitState.MISSED, missed_reason="not_started")
    was_there = clock.now() + dt.timedelta(hours=1)
    with clock.at(clock.today() + dt.timedelta(days=1)):
        visit = visits.start_visit(city.people.inspector1, visit.pk, arrived_at=was_there)
        visit = visits.record_visit(
            city.people.inspector1, visit.pk, second_officer="inspector2", answers=answers(works)
        )
    assert (visit.state, visit.arrived_at, visit.missed_reason) == (VisitState.RECORDED, was_there, "")
    assert Works.objects.get(pk=works.pk).last_visit_on == clock.today()


def test_photos_are_kept_once_with_time_and_place(city, works):
    visit = arrived(city, works)
    taken_at = clock.now() - dt.timedelta(minutes=3)
    given = {"item_code": "C09", "taken_at": taken_at, "lon": LON, "lat": LAT, "token": "p1"}
    photo = visits.attach_photo(city.people.inspector1, visit.pk, upload=picture_upload(), **given)
    again = visits.attach_photo(city.people.inspector1, visit.pk, upload=picture_upload(), **given)
    assert photo == again and Photo.objects.count() == 1
    assert (photo.taken_at, photo.lon, photo.item_code) == (taken_at, LON, "C09")
    # The phone that sends photos one by one does not make its own view of the visit stale.
    assert Visit.objects.get(pk=visit.pk).version == visit.version


def test_what_is_no_photo_of_this_visit_is_refused(city, works):
    visit = arrived(city, works)
    with pytest.raises(RuleViolated) as refused:
        visits.attach_photo(city.people.inspector1, visit.pk, upload=picture_upload(), item_code="C99", lon=1)
    assert codes(refused) == ["position_incomplete", "checklist_item_unknown"]
    with pytest.raises(RuleViolated) as refused:
        visits.attach_photo(city.people.inspector1, visit.pk, upload=pdf_upload())
    assert codes(refused) == ["file_type_not_accepted"]
    assert not Photo.objects.exists()


def test_a_token_of_one_visit_does_not_serve_another(city, works):
    visit = recorded(city, works)
    Photo.objects.create(
        visit=visit, path="x", original_name="x", content_type="x", size_bytes=1, sha256="", token="p1",
        uploaded_at=clock.now(),
    )  # fmt: skip
    other = arrived(city, works)
    with pytest.raises(RuleViolated) as refused:
        visits.attach_photo(city.people.inspector1, other.pk, upload=picture_upload(), token="p1")
    assert codes(refused) == ["token_repeated"]


def test_too_many_photos_are_refused(city, works, monkeypatch):
    monkeypatch.setattr(visits, "PHOTOS_MAX", 1)
    visit = arrived(city, works)
    visits.attach_photo(city.people.inspector1, visit.pk, upload=picture_upload())
    with pytest.raises(RuleViolated) as refused:
        visits.attach_photo(city.people.inspector1, visit.pk, upload=picture_upload())
    assert codes(refused) == ["photos_too_many"]


def test_a_visit_is_recorded_once(city, works):
    visit = recorded(city, works)
    with pytest.raises(IllegalTransition) as refused:
        visits.record_visit(city.people.inspector1, visit.pk, second_officer="inspector2", answers=answers(works))
    assert refused.value.stage == VisitState.RECORDED
    assert "issue_order" in refused.value.allowed


def test_whoever_saw_an_older_version_is_told_who_changed_it(city, works):
    visit = arrived(city, works)
    with pytest.raises(StaleCase) as refused:
        visits.record_visit(
            city.people.partner, visit.pk, second_officer="squadron", answers=answers(works), version=visit.version - 1
        )
    assert (refused.value.what, refused.value.changed_by) == ("visit", "inspector1")


@pytest.mark.parametrize("who", ["squadron2", "contractor2", "agency"])
def test_whoever_may_not_know_of_the_site_finds_no_visit(city, works, who):
    visit = visits.begin_unplanned_visit(city.people.inspector1, works.number)
    with pytest.raises(NotFound):
        visits.start_visit(getattr(city.people, who), visit.pk)
    assert Visit.objects.get(pk=visit.pk).state == VisitState.PLANNED


def test_a_contractor_does_not_know_of_a_visit_before_it_is_recorded(city, works):
    visit = visits.begin_unplanned_visit(city.people.inspector1, works.number)
    with pytest.raises(NotFound):
        visits.start_visit(city.people.contractor, visit.pk)
    with pytest.raises(NotPermitted) as refused:
        visits.begin_unplanned_visit(city.people.contractor, works.number)
    assert refused.value.reason == "role_not_entitled"


@pytest.mark.parametrize("who", ["leader", "commander", "clerk"])
def test_the_brigade_reads_but_does_not_inspect(city, works, who):
    visit = visits.begin_unplanned_visit(city.people.inspector1, works.number)
    with pytest.raises(NotPermitted):
        visits.start_visit(getattr(city.people, who), visit.pk)


def test_an_unknown_answer_is_refused(city, works):
    visit = arrived(city, works)
    given = [*answers(works), Answer("Z1", "ok"), Answer("C02", "ok")]
    with pytest.raises(RuleViolated) as refused:
        visits.record_visit(city.people.inspector1, visit.pk, second_officer="inspector2", answers=given)
    assert codes(refused) == ["checklist_item_unknown", "checklist_item_repeated"]


def test_the_works_itself_does_not_move(city, works):
    recorded(city, works)
    assert Works.objects.get(pk=works.pk).state == State.UNDER_WAY
    assert trail(works)[-3:] == ["begin_unplanned_visit", "start_visit", "record_visit"]
    assert Action.SUSPEND.value not in trail(works)
