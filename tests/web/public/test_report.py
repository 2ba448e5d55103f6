"""Reporting a dangerous site without an account."""

import json

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from inspections.models import CitizenReport, Photo
from tests import city as town
from web.public.report import HOURLY

pytestmark = pytest.mark.django_db
PLACE = json.dumps({"type": "Point", "coordinates": [120.6489153, 27.7807531]})


@pytest.fixture(autouse=True)
def city():
    cache.clear()
    with clock.at(town.MONDAY):
        yield town.build_city()


def send(client, **changed):
    form = {"text": "围挡倒在车道上", "place": PLACE, "submission": "a" * 32} | changed
    return client.post("/public/report/", {name: value for name, value in form.items() if value is not None})


def test_a_report_arrives_with_its_photo_and_says_its_number(client):
    answer = send(client, photo=town.picture_upload(), contact="13800001234")
    assert answer["Location"] == "/public/report/thanks/"
    report = CitizenReport.objects.get()
    assert (report.lon, report.lat, report.text) == (120.6489153, 27.7807531, "围挡倒在车道上")
    assert Photo.objects.filter(report=report).count() == 1
    assert report.number in client.get("/public/report/thanks/").content.decode()


def test_a_second_click_is_the_same_report(client):
    send(client)
    send(client)
    assert CitizenReport.objects.count() == 1


def test_the_place_may_be_typed(client):
    send(client, place="", place_coordinates="120.65,27.78")
    assert CitizenReport.objects.get().lon == 120.65


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "很" * 2001}, "text"),
        ({"place": ""}, "place"),
        ({"place": "{"}, "place"),
        ({"place": "7"}, "place"),
        ({"place": '{"type": "Point", "coordinates": ["x", 1]}'}, "place"),
        ({"place": '{"type": "Point", "coordinates": [1e999, 1]}'}, "place"),
        ({"place": json.dumps(town.LINE)}, "place"),
        ({"place": '{"type": "Point", "coordinates": [2.35, 48.85]}'}, "place"),
        ({"photo": SimpleUploadedFile("photo.jpg", b"<svg onload=alert(1)>")}, "photo"),
        ({"photo": SimpleUploadedFile("photo.jpg", b"")}, "photo"),
        ({"contact": "1" * 101}, "contact"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(client, changed, field):
    answer = send(client, **changed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "error-summary" in page
    assert field in answer.context["form"].errors
    assert not CitizenReport.objects.exists()
    if "text" not in changed:
        assert "围挡倒在车道上" in page


def test_a_flood_from_one_address_is_stopped_in_words(client):
    for serial in range(HOURLY):
        assert send(client, submission=f"{serial:032d}").status_code == 302
    answer = send(client, submission="b" * 32)
    assert answer.status_code == 422
    assert "110" in answer.context["form"].non_field_errors()[0]
    assert CitizenReport.objects.count() == HOURLY


def test_the_form_opens_at_the_works_it_is_about(client):
    assert "120.65,27.78" in client.get("/public/report/?at=120.65,27.78").content.decode()
    assert client.get("/public/report/?at=<script>").status_code == 200
