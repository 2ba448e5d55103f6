"""The page of a visit: begin, arrive, photos, checklist; each refusal at its place, and nothing lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.files import open_stored
from inspections.lifecycle import VisitState
from inspections.models import Photo, Visit
from inspections.services.planning_rounds import plan_rounds_of_day
from tests.city import MONDAY, picture_upload
from tests.inspections import site
from tests.web.inspections.pages import arrived, checklist, hidden, read


def test_a_visit_outside_the_rounds_begins_from_the_works(inspector, works):
    asked = read(inspector.get(f"/inspect/works/{works.number}/begin/"))
    assert works.number in asked and not Visit.objects.exists()
    sent = {"submission": hidden(asked, "submission")}
    first = inspector.post(f"/inspect/works/{works.number}/begin/", sent)
    again = inspector.post(f"/inspect/works/{works.number}/begin/", sent)
    visit = Visit.objects.get()
    assert first["Location"] == again["Location"] == f"/inspect/visits/{visit.pk}/"


def test_a_site_that_is_being_visited_today_leads_to_that_visit(inspector, city, works):
    there = site.visits.begin_unplanned_visit(city.people.inspector2, works.number)
    response = inspector.post(f"/inspect/works/{works.number}/begin/", follow=True)
    assert response.redirect_chain == [(f"/inspect/visits/{there.pk}/", 302)]
    assert "already being visited today" in read(response)


@pytest.mark.parametrize(
    ("name", "status"), [("squadron2", 404), ("contractor2", 404), ("contractor", 403), ("clerk", 403)]
)
def test_who_may_not_begin_a_visit(sign_in, works, name, status):
    for response in (
        sign_in(name).get(f"/inspect/works/{works.number}/begin/"),
        sign_in(name).post(f"/inspect/works/{works.number}/begin/"),
    ):
        assert response.status_code == status
    assert not Visit.objects.exists()


def test_arriving_records_the_position_and_opens_the_checklist(inspector, city, works):
    visit = arrived(inspector, works)
    assert (visit.state, visit.lon, visit.lat) == (VisitState.UNDER_WAY, 120.653, 27.7808)
    page = read(inspector.get(f"/inspect/visits/{visit.pk}/"))
    assert "m from the works" in page and 'name="results_C01"' in page and 'value="K01"' not in page
    assert 'name="results_K01"' in page and "夜间设置警示灯。" in page
    assert '<option value="inspector2"' in page and '<option value="squadron2"' not in page


def test_before_the_arrival_the_page_says_what_will_be_looked_at(inspector, city, works):
    visit = site.visits.begin_unplanned_visit(city.people.inspector1, works.number)
    page = read(inspector.get(f"/inspect/visits/{visit.pk}/"))
    assert "Notice board at both ends" in page and "夜间设置警示灯。" in page
    assert "data-arrive" in page and "data-checklist" not in page


def test_arriving_without_a_position_says_so(inspector, city, works):
    visit = site.visits.begin_unplanned_visit(city.people.inspector1, works.number)
    inspector.post(f"/inspect/visits/{visit.pk}/arrive/", {"lon": "", "lat": ""})
    assert "without a position" in read(inspector.get(f"/inspect/visits/{visit.pk}/"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"lon": "120.65"}, "both longitude and latitude"),
        ({"lon": "820", "lat": "27"}, "not on the earth"),
        ({"lon": "here", "lat": "27"}, "Enter a number."),
    ],
)
def test_an_impossible_position_is_refused(inspector, city, works, sent, said):
    visit = site.visits.begin_unplanned_visit(city.people.inspector1, works.number)
    response = inspector.post(f"/inspect/visits/{visit.pk}/arrive/", sent)
    assert response.status_code == 422 and said in read(response)
    assert Visit.objects.get().state == VisitState.PLANNED


def test_arriving_twice_is_told_apart_from_not_being_allowed(inspector, sign_in, city, works):
    visit = arrived(inspector, works)
    assert inspector.post(f"/inspect/visits/{visit.pk}/arrive/").status_code == 409
    assert sign_in("leader").post(f"/inspect/visits/{visit.pk}/arrive/").status_code == 403


def test_a_visit_of_another_day_cannot_be_arrived_at(inspector, sign_in, city, works):
    plan_rounds_of_day(MONDAY.replace(day=3))
    visit = Visit.objects.get(works=works)
    response = inspector.post(f"/inspect/visits/{visit.pk}/arrive/")
    assert response.status_code == 422 and "This visit is of 2026-03-03" in read(response)


def test_a_photo_is_kept_as_soon_as_it_is_taken_and_once(inspector, works):
    visit = arrived(inspector, works)
    address = f"/inspect/visits/{visit.pk}/photos/"
    answers = [
        inspector.post(address, {"photo": picture_upload(), "item_code": "C02", "token": "one"}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    photo = Photo.objects.get(visit=visit, item_code="C02")
    assert answers[0].json() == answers[1].json() == {"url": f"/inspect/photos/{photo.pk}/", "name": "photo.jpg"}
    assert f'src="/inspect/photos/{photo.pk}/"' in read(inspector.get(f"/inspect/visits/{visit.pk}/"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"photo": SimpleUploadedFile("x.jpg", b"<html>no</html>")}, "jpg"),
        ({"photo": SimpleUploadedFile("x.jpg", b"")}, "empty"),
        ({}, "Please choose a photo."),
    ],
)
def test_a_photo_that_is_refused_says_why(inspector, works, sent, said):
    visit = arrived(inspector, works)
    response = inspector.post(f"/inspect/visits/{visit.pk}/photos/", sent)
    assert response.status_code == 422 and said in " ".join(response.json()["errors"])
    unknown = {"photo": picture_upload(), "item_code": "C99"}
    assert "C99" in inspector.post(f"/inspect/visits/{visit.pk}/photos/", unknown).json()["errors"][0]
    assert not Photo.objects.filter(visit=visit).exists()


def test_photos_are_served_to_whoever_may_see_them_and_can_do_nothing(inspector, sign_in, works):
    visit = arrived(inspector, works)
    inspector.post(f"/inspect/visits/{visit.pk}/photos/", {"photo": picture_upload(), "item_code": "C02"})
    photo = Photo.objects.get()
    response = inspector.get(f"/inspect/photos/{photo.pk}/")
    assert b"".join(response.streaming_content) == open_stored(photo.path).read()
    assert response["Content-Type"] == "image/jpeg" and response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"] and "inline" in response["Content-Disposition"]
    for stranger in ("squadron2", "contractor", "agency"):  # planned or under way is not yet the contractor's to see
        assert sign_in(stranger).get(f"/inspect/photos/{photo.pk}/").status_code == 404


def test_the_inspection_is_recorded_with_its_findings(inspector, works):
    visit = arrived(inspector, works)
    page = read(inspector.get(f"/inspect/visits/{visit.pk}/"))
    submission = hidden(page[page.index('id="checklist"') :], "submission")
    sent = checklist(visit, {"C02": "占道两车道"}, submission=submission, severity_C02="critical")
    response = inspector.post(f"/inspect/visits/{visit.pk}/record/", sent)
    assert (response.status_code, response["Location"]) == (302, f"/inspect/visits/{visit.pk}/")
    again = checklist(visit, {"C02": "占道两车道"}, submission=submission)
    assert inspector.post(f"/inspect/visits/{visit.pk}/record/", again).status_code == 302
    visit = Visit.objects.get()
    assert (visit.state, visit.officer.username, visit.second_officer.username) == (
        VisitState.RECORDED, "inspector1", "inspector2",
    )  # fmt: skip
    finding = visit.findings.get()
    assert (finding.code, finding.severity) == ("C02", "critical") and visit.photos.count() == 1
    page = read(inspector.get(f"/inspect/visits/{visit.pk}/"))
    assert "Occupies more than permitted (占道两车道)" in page and "Particularly serious" in page
    assert f'href="/inspect/visits/{visit.pk}/order/"' in page


def test_what_is_missing_is_said_at_its_item_and_nothing_is_lost(inspector, works):
    visit = arrived(inspector, works)
    sent = checklist(visit, {"C02": "占道两车道", "C13": ""}, second_officer="", remarks="雨")
    sent.pop("results_C01")
    sent.pop("photo_C13")
    response = inspector.post(f"/inspect/visits/{visit.pk}/record/", sent)
    page = read(response)
    assert response.status_code == 422
    assert "C01 Notice board at both ends: not answered yet." in page
    assert "C13 High-visibility clothing: please add a note or a photo of what is wrong." in page
    assert "Please name the second officer" in page
    assert "占道两车道" in page and "雨" in page
    photo = Photo.objects.get(visit=visit, item_code="C02")  # kept although the rest was refused
    assert f'src="/inspect/photos/{photo.pk}/"' in page
    assert Visit.objects.get().state == VisitState.UNDER_WAY


def test_a_refused_picture_is_said_at_its_item(inspector, works):
    visit = arrived(inspector, works)
    sent = checklist(visit, {"C02": "x"}, photo_C02=SimpleUploadedFile("x.png", b"GIF89a nothing"))
    response = inspector.post(f"/inspect/visits/{visit.pk}/record/", sent)
    assert response.status_code == 422
    item = read(response).split('id="id_results_C02"')[1].split("</fieldset>")[0]
    assert "field-error" in item
    assert Visit.objects.get().state == VisitState.UNDER_WAY


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("inspector1", "Select a valid choice"),
        ("squadron2", "Select a valid choice"),
        ("", "Please name the second officer"),
    ],
)
def test_the_second_officer_is_a_colleague_of_the_squadron(inspector, works, second, said):
    visit = arrived(inspector, works)
    response = inspector.post(f"/inspect/visits/{visit.pk}/record/", checklist(visit, second_officer=second))
    assert response.status_code == 422 and said in read(response)


def test_whoever_comes_second_is_told_who_was_first_and_keeps_the_notes(inspector, sign_in, works):
    visit = arrived(inspector, works)
    late = checklist(visit, {"C02": "我的记录"}, second_officer="inspector1")
    assert inspector.post(f"/inspect/visits/{visit.pk}/record/", checklist(visit)).status_code == 302
    response = sign_in("inspector2").post(f"/inspect/visits/{visit.pk}/record/", late)
    assert response.status_code == 409
    assert "inspector1" in read(response)


@pytest.mark.parametrize("name", ["squadron2", "contractor", "agency"])
def test_a_visit_under_way_is_not_for_others(sign_in, inspector, works, name):
    visit = arrived(inspector, works)
    client = sign_in(name)
    assert client.get(f"/inspect/visits/{visit.pk}/").status_code == 404
    for door in ("arrive", "record", "photos"):
        assert client.post(f"/inspect/visits/{visit.pk}/{door}/", {"photo": picture_upload()}).status_code == 404


def test_the_contractor_sees_what_was_recorded_and_may_do_nothing_about_it(sign_in, city, works):
    visit = site.recorded(city, works, {"C02": "占道两车道"})
    page = read(sign_in("contractor").get(f"/inspect/visits/{visit.pk}/"))
    assert "Occupies more than permitted" in page
    assert "/order/" not in page and "data-checklist" not in page


def test_leaders_read_a_visit_without_its_forms(sign_in, inspector, works):
    visit = arrived(inspector, works)
    page = read(sign_in("leader").get(f"/inspect/visits/{visit.pk}/"))
    assert "Inspection under way" in page and "data-checklist" not in page


def test_the_map_of_the_page_shows_the_site(inspector, works):
    visit = arrived(inspector, works)
    (feature,) = inspector.get(f"/inspect/visits/{visit.pk}/features.geojson").json()["features"]
    assert feature["id"] == works.number and feature["geometry"] == works.geometry


def test_a_visit_page_needs_few_queries(inspector, city, works, django_assert_max_num_queries):
    visit = site.recorded(city, works, {"C02": "一", "C03": "二", "C11": "三", "C12": "四"})
    with django_assert_max_num_queries(16):
        inspector.get(f"/inspect/visits/{visit.pk}/")
