"""The reviewer's one page: findings and their flags found from each other, phases as tabs, the drawing enlarged."""

import copy
import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from permits.services import application, drafting, review
from tests import city as town
from tests.browser.conftest import PHONE_PX
from tests.browser.person import AXE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not AXE.exists(), reason="front-end packages are not installed"),
    pytest.mark.django_db(transaction=True),
]

PHONE = {"width": PHONE_PX, "language": "zh-hans", "color_scheme": "dark", "has_touch": True}
DESK = {"width": 1440, "language": "en"}


@pytest.fixture
def case(city):
    """Two phases of a revised plan, the second with too short a taper; volumes known, so that there is a queue."""
    starts_on = town.MONDAY + dt.timedelta(days=40)
    plan = town.plan(starts_on, starts_on + dt.timedelta(days=9))
    plan["road"] |= {"hourly_volume_pcu": [400] * 6 + [3200] * 16 + [600] * 2, "upstream_junction_m": 300}
    second = copy.deepcopy(plan["phases"][0]) | {
        "name": "二期",
        "starts_on": str(starts_on + dt.timedelta(days=10)),
        "ends_on": str(starts_on + dt.timedelta(days=15)),
        "daily_hours": [["09:00", "16:00"]],
    }
    second["lengths_m"]["upstream_taper"] = 60
    plan["phases"].append(second)
    found = town.surveyed_case(city, plan=plan)
    review.request_revision(city.people.reviewer, found.number, reason="请加长工作区")
    plan = copy.deepcopy(found.plan)
    plan["phases"][0]["lengths_m"]["work_area"] = 150
    drafting.edit_case(city.people.contractor, found.number, {"plan": plan})
    drafting.edit_case(city.people.contractor, found.number, {"declared": True})
    return application.submit_revision(city.people.contractor, found.number)


def laid_in(person, phase):
    """The drawing of a phase once it is part of the page."""
    drawing = person.page.locator(f"#phase-{phase} .sheet-frame svg")
    drawing.wait_for()
    return drawing


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_a_finding_and_its_flag_lead_to_each_other(case, sit_down, screen):
    reviewer = sit_down("reviewer", **screen)
    reviewer.open(f"/cases/{case.number}/")
    page = reviewer.page
    page.get_by_role("tab", name="二期").click()
    expect(page.locator("#phase-1")).to_be_hidden()
    flag = laid_in(reviewer, 2).locator('[data-number="1"]')
    badge = page.locator("#finding-2-1 a.flag")
    expect(flag).to_have_attribute("aria-label", re.compile("P03"))
    badge.click()
    expect(flag).to_be_focused()
    expect(flag).to_be_in_viewport()
    expect(page.locator("#finding-2-1")).to_have_class(re.compile("is-lit"))
    flag.press("Enter")
    expect(page.locator("#finding-2-1")).to_be_focused()
    reviewer.look_over()


def test_the_keyboard_changes_the_phase_and_the_summary_leads_to_the_worst(case, sit_down):
    reviewer = sit_down("reviewer", **DESK)
    reviewer.open(f"/cases/{case.number}/")
    page = reviewer.page
    page.get_by_role("tab", name="一期").press("ArrowRight")
    expect(page.get_by_role("tab", name="二期")).to_be_focused()
    expect(page.locator("#phase-2")).to_be_visible()
    page.get_by_role("tab", name="二期").press("ArrowLeft")
    expect(page.locator("#phase-2")).to_be_hidden()
    # The day closure of the second phase is the one that queues.
    page.locator(".chip", has_text="Longest queue").click()
    expect(page.locator("#impact-2")).to_be_in_viewport()


def test_the_drawing_is_enlarged_and_shown_with_its_tables(case, sit_down):
    reviewer = sit_down("reviewer", **DESK)
    reviewer.open(f"/cases/{case.number}/")
    page, drawing = reviewer.page, laid_in(reviewer, 1)
    narrow = drawing.bounding_box()["width"]
    page.get_by_role("button", name="Larger").first.click()
    assert drawing.bounding_box()["width"] > 1.4 * narrow
    page.get_by_role("button", name="Smaller").first.click()
    assert drawing.bounding_box()["width"] == pytest.approx(narrow, abs=1)
    flat = drawing.bounding_box()["height"]
    page.get_by_role("button", name="With tables").first.click()
    assert drawing.bounding_box()["height"] > 1.3 * flat


def test_both_versions_are_seen_side_by_side(case, sit_down):
    reviewer = sit_down("reviewer", **DESK)
    reviewer.open(f"/cases/{case.number}/#changes")
    sheets = reviewer.page.locator(".sheet-sides img")
    expect(sheets).to_have_count(2)
    sheets.first.scroll_into_view_if_needed()
    for sheet in sheets.all():
        expect(sheet).to_have_js_property("complete", value=True)
        assert sheet.evaluate("(picture) => picture.naturalWidth") > 0
    before, after = (sheet.bounding_box() for sheet in sheets.all())
    assert before["y"] == after["y"]


def test_without_script_everything_is_there(case, sit_down):
    reviewer = sit_down("reviewer", **DESK)
    state = reviewer.page.context.storage_state()
    browser = reviewer.page.context.browser
    bare = browser.new_context(java_script_enabled=False, storage_state=state, base_url=reviewer.page.url)
    page = bare.new_page()
    page.goto(f"/cases/{case.number}/")
    expect(page.locator("#phase-1")).to_be_visible()
    expect(page.locator("#phase-2")).to_be_visible()
    expect(page.locator("#phase-1 .sheet-frame img")).to_be_visible()
    bare.close()
