"""Reports from the public: taken in without an account, guessed to a site, closed by an officer."""

import datetime as dt

import pytest

from core import clock
from core.errors import IllegalTransition, NotFound, NotPermitted, RuleViolated
from inspections.lifecycle import ReportState
from inspections.models import CitizenReport, Photo
from inspections.selectors.visibility import visible_reports
from inspections.services import reports
from permits.models import Event, Works
from tests.city import picture_upload
from tests.inspections.site import LAT, LON, codes, recorded


def report(**changed) -> CitizenReport:
    wish = {"lon": LON, "lat": LAT, "text": "围挡倒在车道上", "contact": "13812345678"} | changed
    return reports.report_dangerous_site(**wish)


def test_a_report_is_about_the_nearest_site(city, works):
    made = report(photo=picture_upload())
    assert (made.number, made.works, made.squadron) == ("R2026-000001", works, city.east)
    assert made.distance_m < 20
    assert Photo.objects.get(report=made).uploaded_by is None
    event = Event.objects.get(works=works, action="report_site")
    assert (event.level, event.data["text"]) == (Event.Level.OFFICE, "围挡倒在车道上")
    assert "13812345678" not in str(event.data) + str(event.office_data)


def test_far_from_any_site_it_goes_to_the_squadron_of_the_place(city, works):
    made = report(lon=120.50, lat=27.80)
    assert (made.works, made.distance_m, made.squadron) == (None, None, city.west)
    event = Event.objects.get(action="report_site")
    assert (event.works, event.data["squadron_id"]) == (None, city.west.pk)


def test_a_report_sent_twice_is_taken_in_once(city, works):
    assert report(token="r1") == report(token="r1")
    assert CitizenReport.objects.count() == 1


def test_what_is_no_report_is_refused_with_every_reason(city, works):
    with pytest.raises(RuleViolated) as refused:
        report(lon=2.35, lat=48.85, text=" ")
    assert codes(refused) == ["position_outside_city", "report_text_missing"]
    with pytest.raises(RuleViolated) as refused:
        report(lon=None, lat=None)
    assert codes(refused) == ["position_missing"]
    assert not CitizenReport.objects.exists() and not Event.objects.filter(action="report_site").exists()


def test_a_file_that_is_no_picture_takes_the_report_with_it(city, works):
    upload = picture_upload()
    upload.name = "photo.pdf"
    with pytest.raises(RuleViolated) as refused:
        report(photo=upload)
    assert codes(refused) == ["file_extension_contradicting"]
    assert not CitizenReport.objects.exists()


def test_an_officer_closes_it_with_what_was_done(city, works):
    made, visit = report(), recorded(city, works)
    made = reports.handle_report(city.people.inspector1, made.number, outcome="已扶正围挡", visit_id=visit.pk)
    assert (made.state, made.visit, made.handled_by) == (ReportState.HANDLED, visit, city.people.inspector1)
    with pytest.raises(IllegalTransition):
        reports.handle_report(city.people.inspector1, made.number, outcome="again")


def test_it_is_not_closed_without_words_or_with_a_visit_elsewhere(city, works):
    made, visit = report(), recorded(city, works)
    elsewhere = Works.objects.create(number="W2026-000900", changed_at=clock.now(), created_at=clock.now())
    CitizenReport.objects.filter(pk=made.pk).update(works=elsewhere)
    with pytest.raises(RuleViolated) as refused:
        reports.handle_report(city.people.inspector1, made.number, outcome=" ", visit_id=visit.pk)
    assert codes(refused) == ["outcome_missing", "visit_unknown"]
    assert CitizenReport.objects.get().state == ReportState.RECEIVED


def test_every_look_at_the_contact_is_recorded(city, works):
    made = report()
    assert reports.reveal_contact(city.people.commander, made.number) == "13812345678"
    event = Event.objects.get(works=works, action="reveal_contact")
    assert (event.actor, event.level) == (city.people.commander, Event.Level.OFFICE)
    with pytest.raises(NotPermitted):
        reports.reveal_contact(city.people.clerk, made.number)


@pytest.mark.parametrize("who", ["squadron2", "contractor", "agency"])
def test_whoever_may_not_know_of_it_finds_none(city, works, who):
    made = report()
    actor = getattr(city.people, who)
    assert not visible_reports(actor).exists()
    with pytest.raises(NotFound):
        reports.handle_report(actor, made.number, outcome="x")


def test_works_that_stand_no_more_are_not_meant(city, works):
    with clock.at(clock.now() + dt.timedelta(days=1)):
        Works.objects.update(state="ACCEPTED")
        assert report().works is None
