"""The map of conflicts in a real browser: the numbers of the list stand on it and lead back; dates move by a click."""

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from permits.models import Case
from permits.services import drafting
from tests import city as town

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

WAY = {"type": "LineString", "coordinates": [[120.6489, 27.7807], [120.6489, 27.7850], [120.6577, 27.7850]]}


@pytest.fixture
def case(transactional_db):
    """A full closure with a detour, on the spot of works handed in before."""
    with translation.override("en"):
        city = town.build_city()
        other = town.submitted_case(city, start_in_days=60)
        case = town.filled_draft(city, start_in_days=60, layout="L10")
        plan = case.plan
        plan["phases"][0]["detour"] = {"description": "绕行罗阳大道", "line": WAY}
        case = drafting.edit_case(city.people.contractor, case.number, {"plan": plan})
    case.person, case.other = city.people.contractor, other
    return case


def test_numbers_on_the_map_lead_to_the_list_and_the_dates_move(case, chromium_page):
    page = chromium_page(case.person, reverse("application-check", args=[case.number]))
    area = page.locator("[data-map=conflicts]")
    expect(area.locator(".conflict-number")).to_have_count(page.locator(".conflicts > li").count())
    expect(area.locator("path.conflict-own")).to_have_count(1)
    expect(area.locator("path.conflict-detour")).to_have_count(1)
    boxes = [mark.bounding_box() for mark in area.locator(".conflict-number").all()]
    left = sorted(box["x"] for box in boxes)
    assert all(b - a >= 20 for a, b in zip(left, left[1:], strict=False)), "no number hides another"
    area.get_by_role("button", name="1 ").first.click()
    page.locator(".leaflet-popup a[href='#conflict-1']").click()
    assert page.url.endswith("#conflict-1")
    page.get_by_role("link", name="Move all phases").click()
    expect(page.get_by_role("cell").last).to_be_visible()
    page.get_by_role("button", name="Move all phases").click()
    expect(page.get_by_text("Every phase now comes 31 days later.")).to_be_visible()
    assert Case.objects.get(pk=case.pk).starts_on > case.other.ends_on
    expect(page.locator(".conflict-stop, .conflict-warn")).to_have_count(0)


def test_a_page_scrolls_over_its_map_and_the_wheel_zooms_a_map_clicked_into(case, chromium_page):
    page = chromium_page(case.person, reverse("application-check", args=[case.number]))
    area = page.locator("[data-map=conflicts]")
    expect(area.locator(".conflict-number")).not_to_have_count(0)
    bar = area.locator(".leaflet-control-scale-line")
    scale = bar.inner_text()
    area.scroll_into_view_if_needed()
    area.hover(position={"x": 150, "y": 40})
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(500)  # long enough for a map that would have zoomed
    assert page.evaluate("scrollY") > before
    expect(bar).to_have_text(scale)
    area.click(position={"x": 150, "y": 40})
    page.mouse.wheel(0, 400)
    expect(bar).not_to_have_text(scale)


def test_without_script_the_list_says_the_same(case, client):
    client.force_login(case.person)
    answer = client.get(reverse("application-check", args=[case.number]), headers={"accept-language": "en"})
    answer = answer.content.decode()
    assert answer.count('<li class="conflict ') == 3
    assert "The map needs JavaScript. The list says the same." in answer
