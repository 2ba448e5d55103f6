"""The road register answers while the place and the road are filled in, and never overwrites what somebody typed."""

import datetime as dt
import json
import shutil

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from permits.lifecycle import Kind
from permits.models import Case, RoadSegment
from permits.services import drafting
from permits.services.surroundings import save_road
from tests import city as town

WEST_EAST = {"type": "LineString", "coordinates": [[120.6480, 27.7808], [120.6600, 27.7807]]}
NORTH_SOUTH = {"type": "LineString", "coordinates": [[120.6500, 27.7830], [120.6500, 27.7780]]}
ELSEWHERE = {"type": "LineString", "coordinates": [[120.60, 27.75], [120.61, 27.75]]}
#: On the road, drawn eastward from some 300 m after the crossing.
DRAWN = {"type": "LineString", "coordinates": [[120.6530, 27.78076], [120.6545, 27.78075]]}
VOLUMES = [float(100 + hour) for hour in range(24)]


def register() -> None:
    save_road(
        RoadSegment(
            ref="1", name="万松东路", name_en="Wansong East Road", road_class="arterial", geometry=WEST_EAST, lanes=3,
            lanes_opposite=2, lane_width_m=3.5, design_speed_kmh=60, speed_limit_kmh=50,
            opened_on=dt.date(2021, 7, 1), overhauled_on=dt.date(2025, 3, 9), hourly_volume_pcu=VOLUMES,
        )
    )  # fmt: skip
    save_road(RoadSegment(ref="2", name="安阳路", name_en="Anyang Road", road_class="branch", geometry=NORTH_SOUTH))


@pytest.fixture
def registered(db):
    register()


def page(name, case):
    return reverse(f"application-{name}", args=[case.number])


def drawn(applicant, case, **typed):
    applicant.post(page("place", case), {"geometry": json.dumps(DRAWN)} | typed)
    return Case.objects.get(pk=case.pk)


def test_what_was_not_typed_of_the_place_comes_from_the_register(applicant, draft, registered):
    case = drawn(applicant, draft)
    assert (case.road_name, case.road_kind, case.road_class) == ("万松东路", "city", "arterial")
    case = drawn(applicant, draft, road_name="万松东路南侧", road_class="secondary")
    assert (case.road_name, case.road_kind, case.road_class) == ("万松东路南侧", "city", "secondary")


def test_without_a_registered_road_nothing_is_invented(applicant, draft, registered):
    applicant.post(page("place", draft), {"geometry": json.dumps(ELSEWHERE)})
    assert Case.objects.get(pk=draft.pk).road_name == ""
    assert applicant.get(page("road", draft)).context["form"].facts is None


def test_the_register_is_asked_while_one_draws(applicant, draft, registered):
    url = page("place-register", draft)
    answer = applicant.post(url, {"geometry": json.dumps(DRAWN)}).json()
    assert answer["fields"] == {"road_name": "万松东路", "road_kind": "city", "road_class": "arterial"}
    assert answer["says"] == (
        "The road register says: Wansong East Road · City road · Arterial road. "
        "Before 2028-03-09 it may be dug up only with the government's approval "
        "(Regulations on Urban Road Administration, art. 33)."
    )
    for unreadable in ("", "{", "null", "[" * 100_000, json.dumps(ELSEWHERE), '{"type": "LineString"}', '"x"', "5"):
        assert applicant.post(url, {"geometry": unreadable}).json() == {"fields": {}, "says": ""}
    assert applicant.get(url).status_code == 405


def test_a_road_whose_ban_is_over_is_only_named(applicant, draft, registered):
    RoadSegment.objects.update(opened_on=dt.date(2021, 3, 2), overhauled_on=None)
    says = applicant.post(page("place-register", draft), {"geometry": json.dumps(DRAWN)}).json()["says"]
    assert says.endswith("Arterial road.")


def test_strangers_do_not_ask_it(city, client, draft, registered):
    client.force_login(city.people.contractor2)
    assert client.post(page("place-register", draft), {"geometry": json.dumps(DRAWN)}).status_code == 404


def test_the_road_comes_filled_in_and_marked(applicant, draft, registered):
    drawn(applicant, draft)
    answer = applicant.get(page("road", draft))
    form, text = answer.context["form"], answer.content.decode()
    values = {name: form[name].value() for name in form.fields}
    assert values == {
        "lanes": 3, "lanes_opposite": 2, "lane_width_m": 3.5, "design_speed_kmh": 60, "speed_limit_kmh": 50,
        "upstream_junction_m": pytest.approx(296, abs=2), "opened_on": "2021-07-01", "overhauled_on": "2025-03-09",
        "hourly_volume_pcu": ", ".join(f"{volume:g}" for volume in VOLUMES),
    }  # fmt: skip
    assert "The road register knows this road: Wansong East Road · City road · Arterial road." in text
    assert text.count("From the road register") == 9
    assert "Before 2028-03-09 it may be dug up only" in text
    assert "the next crossing before your line is Anyang Road" in text
    assert 'value="2021-07-01"' in text
    assert "road" not in (Case.objects.get(pk=draft.pk).plan or {})
    posted = values | {"continue": "1"}
    assert applicant.post(page("road", draft), posted)["Location"] == page("phases", draft)
    road = Case.objects.get(pk=draft.pk).plan["road"]
    assert (road["lanes"], road["opened_on"], road["hourly_volume_pcu"]) == (3, "2021-07-01", VOLUMES)


def test_what_was_typed_stays_and_the_register_is_shown_beside_it(applicant, draft, registered):
    drawn(applicant, draft)
    typed = {"lanes": 4, "design_speed_kmh": 60, "opened_on": "2001-01-01", "hourly_volume_pcu": "7 " * 24}
    applicant.post(page("road", draft), typed)
    answer = applicant.get(page("road", draft))
    assert answer.context["form"]["lanes"].value() == 4
    text = answer.content.decode()
    for said in (
        "The road register says 3.",
        "The road register says 2021-07-01. That day holds for the no-dig period.",
        "The road register has other numbers.",
    ):
        assert said in text
    with translation.override("zh-hans"):
        translated = applicant.get(page("road", draft), headers={"accept-language": "zh-hans"})
    assert translated.status_code == 200


def test_a_field_that_was_emptied_shows_the_registers_value_again(applicant, draft, registered):
    drawn(applicant, draft)
    applicant.post(page("road", draft), {"lanes": 4})
    form = applicant.get(page("road", draft)).context["form"]
    assert (form["lanes"].value(), form["design_speed_kmh"].value()) == (4, 60)


def test_without_a_place_the_page_says_where_to_begin(applicant, draft):
    text = applicant.get(page("road", draft)).content.decode()
    assert "Draw the place first" in text and page("place", draft) in text


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium"), reason="no chromium on the PATH")
@pytest.mark.django_db(transaction=True)
def test_in_the_browser_drawing_fills_in_the_road_and_leaves_what_was_typed(transactional_db, chromium_page):
    with translation.override("en"):
        city = town.build_city()
        city.people.contractor.language = "en"
        city.people.contractor.save()
        register()
        case = drafting.create_draft(city.people.contractor, Kind.NEW)
    shown = chromium_page(city.people.contractor, page("place", case))
    coordinates = shown.get_by_label("Or type coordinates", exact=False)
    coordinates.fill("120.6530,27.78076; 120.6545,27.78075")
    name = shown.locator("[name=road_name]")
    expect(name).to_have_value("万松东路")
    expect(shown.locator("[name=road_class]")).to_have_value("arterial")
    expect(shown.locator("[data-register-says]")).to_contain_text("Wansong East Road")
    shown.locator("[name=road_class]").select_option("secondary")
    coordinates.fill("120.6500,27.7825; 120.6500,27.7815")
    expect(name).to_have_value("安阳路")
    expect(shown.locator("[name=road_class]")).to_have_value("secondary")
    coordinates.fill("120.60,27.75; 120.61,27.75")
    expect(name).to_have_value("")
    expect(shown.locator("[data-register-says]")).to_contain_text("Draw the place")
