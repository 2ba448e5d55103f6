"""An administrator keeps the road register, the places and the embargoes; what is wrong is said at its field."""

import datetime as dt
import json

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from core import clock
from core.models import User
from permits.models import Embargo, RoadSegment, SensitivePlace
from tests.city import MONDAY, build_city, square

LINE = {"type": "LineString", "coordinates": [[120.64, 27.78], [120.66, 27.78]]}
ROAD = {"ref": "R1", "name": "万松东路", "road_kind": "city", "road_class": "arterial", "geometry": json.dumps(LINE)}
PLACE = {
    "ref": "P1",
    "kind": "school",
    "name": "实验小学（演示）",
    "geometry": '{"type":"Point","coordinates":[120.65,27.78]}',
}
EMBARGO = {"kind": "examination", "name": "高考", "starts_on": "2026-06-07", "ends_on": "2026-06-10"}
VOLUMES = ", ".join(str(hour) for hour in range(24))


@pytest.fixture(autouse=True)
def _city(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.at(MONDAY):
        build_city()
        User.objects.update(is_staff=True, language="en")
        yield


@pytest.fixture
def admin_client(client):
    client.force_login(User.objects.get(username="admin"))
    return client


def url(model, action, *keys):
    return reverse(f"admin:permits_{model._meta.model_name}_{action}", args=keys)


def errors(answer) -> dict[str, set[str]]:
    assert answer.status_code == 200, answer
    shown = answer.context["adminform"].form.errors.as_data()
    return {name: {one.code for one in found} for name, found in shown.items()}


def test_a_road_is_entered_and_its_box_and_length_follow(admin_client):
    typed = ROAD | {"lanes": 3, "oneway": "on", "hourly_volume_pcu": VOLUMES, "opened_on": "2023-05-01"}
    assert admin_client.post(url(RoadSegment, "add"), typed).status_code == 302
    road = RoadSegment.objects.get()
    assert (road.lon_min, road.lat_min, road.lon_max, road.lat_max) == (120.64, 27.78, 120.66, 27.78)
    assert road.length_m == pytest.approx(1971, abs=3)
    assert (road.lanes, road.lanes_opposite, road.changed_at) == (3, 0, clock.now())
    assert road.hourly_volume_pcu == [float(hour) for hour in range(24)]
    page = admin_client.get(url(RoadSegment, "change", road.pk)).content.decode()
    assert "0, 1, 2, 3" in page and "LineString" in page
    longer = {"type": "LineString", "coordinates": [[120.64, 27.78], [120.68, 27.78]]}
    admin_client.post(url(RoadSegment, "change", road.pk), typed | {"geometry": json.dumps(longer)})
    road.refresh_from_db()
    assert road.lon_max == 120.68 and road.length_m > 3000
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({"geometry": "{"}, "geometry", "invalid"),
        ({"geometry": '{"type":"Point","coordinates":[120,27]}'}, "geometry", "geometry_type_unknown"),
        ({"geometry": '{"type":"LineString","coordinates":[[120,27]]}'}, "geometry", "line_too_short"),
        ({"geometry": '{"type":"LineString","coordinates":[[27,120],[28,120]]}'}, "geometry", "coordinates_swapped"),
        ({"geometry": ""}, "geometry", "required"),
        ({"lanes": 17}, "lanes", "max_value"),
        ({"lanes": 0}, "lanes", "min_value"),
        ({"speed_limit_kmh": 300}, "speed_limit_kmh", "max_value"),
        ({"cycle_route_class": 6}, "cycle_route_class", "max_value"),
        ({"hourly_volume_pcu": "1, 2"}, "hourly_volume_pcu", "numbers_count_wrong"),
        ({"hourly_volume_pcu": "x " * 24}, "hourly_volume_pcu", "number_unreadable"),
        ({"hourly_volume_pcu": "nan " * 24}, "hourly_volume_pcu", "number_unreadable"),
        ({"hourly_volume_pcu": "-1 " * 24}, "hourly_volume_pcu", "number_out_of_range"),
        ({"road_class": "boulevard"}, "road_class", "invalid_choice"),
        ({"oneway": "on", "lanes_opposite": 2}, "lanes_opposite", "oneway_with_opposite_lanes"),
        ({"opened_on": "2023-05-01", "overhauled_on": "2020-05-01"}, "overhauled_on", "overhaul_before_opening"),
        ({"opened_on": "yesterday"}, "opened_on", "invalid"),
        ({"ref": ""}, "ref", "required"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_road_is_said_at_its_field(admin_client, typed, field, code):
    found = errors(admin_client.post(url(RoadSegment, "add"), ROAD | typed))
    assert found == {field: {code}}
    assert not RoadSegment.objects.exists()


def test_a_reference_stands_once(admin_client):
    admin_client.post(url(RoadSegment, "add"), ROAD)
    assert errors(admin_client.post(url(RoadSegment, "add"), ROAD)) == {"ref": {"unique"}}


def test_a_place_is_entered_found_and_taken_out(admin_client):
    assert admin_client.post(url(SensitivePlace, "add"), PLACE).status_code == 302
    place = SensitivePlace.objects.get()
    assert (place.lon_min, place.lat_max) == (120.65, 27.78)
    found = admin_client.get(url(SensitivePlace, "changelist"), {"q": "实验"})
    assert found.context["cl"].result_count == 1
    wrong = errors(admin_client.post(url(SensitivePlace, "add"), PLACE | {"ref": "P2", "geometry": json.dumps(LINE)}))
    assert wrong == {"geometry": {"geometry_type_unknown"}}
    admin_client.post(url(SensitivePlace, "delete", place.pk), {"post": "yes"})
    assert not SensitivePlace.objects.exists()


def test_an_embargo_may_have_hours_an_area_and_classes(admin_client):
    area = square(120.62, 27.76, 120.66, 27.80)
    typed = EMBARGO | {
        "daily_from": "22:00", "daily_to": "06:00", "area": json.dumps(area), "road_classes": ["arterial", "branch"],
    }  # fmt: skip
    assert admin_client.post(url(Embargo, "add"), typed).status_code == 302
    embargo = Embargo.objects.get()
    assert (embargo.area, embargo.road_classes) == (area, ["arterial", "branch"])
    assert (embargo.daily_from, embargo.daily_to) == (dt.time(22), dt.time(6))
    page = admin_client.get(url(Embargo, "change", embargo.pk)).content.decode()
    assert 'value="arterial"' in page and "checked" in page
    assert ">null" not in admin_client.get(url(Embargo, "add")).content.decode().replace("\n", "")
    assert admin_client.post(url(Embargo, "add"), EMBARGO).status_code == 302
    whole = Embargo.objects.latest("pk")
    assert (whole.area, whole.road_classes, whole.daily_from) == (None, [], None)


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({"ends_on": "2026-06-01"}, "ends_on", "days_reversed"),
        ({"daily_from": "07:00"}, "daily_to", "hours_incomplete"),
        ({"daily_to": "07:00"}, "daily_from", "hours_incomplete"),
        ({"daily_from": "07:00", "daily_to": "07:00"}, "daily_to", "hours_equal"),
        ({"daily_from": "25:00", "daily_to": "07:00"}, "daily_from", "invalid"),
        ({"area": json.dumps(LINE)}, "area", "geometry_type_unknown"),
        ({"road_classes": ["boulevard"]}, "road_classes", "invalid_choice"),
        ({"name": ""}, "name", "required"),
    ],
)
def test_what_is_wrong_with_an_embargo_is_said_at_its_field(admin_client, typed, field, code):
    assert errors(admin_client.post(url(Embargo, "add"), EMBARGO | typed)) == {field: {code}}
    assert not Embargo.objects.exists()


def test_the_calendar_says_what_runs_and_what_comes(admin_client):
    today = clock.today()
    for name, first, last in (("A", -5, -1), ("B", -1, 3), ("C", 4, 9)):
        Embargo.objects.create(
            kind="event", name=name, starts_on=today + dt.timedelta(first), ends_on=today + dt.timedelta(last)
        )

    def names(**query):
        return [embargo.name for embargo in admin_client.get(url(Embargo, "changelist"), query).context["cl"].queryset]

    assert names() == ["C", "B", "A"]
    assert (names(when="running"), names(when="coming"), names(when="over")) == (["B"], ["C"], ["A"])
    page = admin_client.get(url(Embargo, "changelist")).content.decode()
    assert "in 4 days" in page and "whole day" in page


@pytest.mark.parametrize("model", [RoadSegment, SensitivePlace, Embargo])
def test_nobody_else_sees_or_changes_any_of_it(client, model):
    client.force_login(User.objects.get(username="leader"))
    assert client.get(url(model, "changelist")).status_code == 403
    assert client.get(url(model, "add")).status_code == 403
    assert client.post(url(model, "add"), {}).status_code == 403


@pytest.mark.parametrize("model", [RoadSegment, SensitivePlace, Embargo])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_speaks_both_languages(admin_client, model, language):
    User.objects.update(language=language)
    for action in ("changelist", "add"):
        page = admin_client.get(url(model, action), headers={"accept-language": language}).content.decode()
        assert ("敏感场所" in page) == (language == "zh-hans")
