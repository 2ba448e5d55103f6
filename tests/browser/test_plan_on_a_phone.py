"""The plan editor on a phone, dark and in English: every page sound, handles big enough for a finger."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from permits.models import Case
from permits.services import drafting
from tests.browser.conftest import PHONE_PX
from tests.browser.person import AXE
from tests.city import City, filled_draft

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not AXE.exists(), reason="front-end packages are not installed"),
    pytest.mark.django_db(transaction=True),
]
#: The least size of a target (WCAG 2.2, 2.5.8).
FINGER_PX = 24


@pytest.fixture
def case(city: City) -> Case:
    """A full draft in two phases which overlap."""
    case = filled_draft(city)
    first = case.plan["phases"][0]
    second = first | {"name": "二期", "layout": "L02", "closed_lanes": [1]}
    changes = {"plan": case.plan | {"phases": [first, second]}, "declared": True}
    return drafting.edit_case(city.people.contractor, case.number, changes)


def test_phases_and_plan_on_a_phone(case, sit_down):
    person = sit_down("contractor", width=PHONE_PX, language="en", color_scheme="dark", has_touch=True)
    person.open(reverse("application-phases", args=[case.number]))
    person.reads("Overlaps the phase")
    for change in ("copy", "shift", "mirror", "follow", "later"):
        person.open(reverse("application-phase-change", args=[case.number, 1, change]))
    person.open(reverse("application-phase-plan", args=[case.number, 1]))

    handles = person.main.locator(".plan-drawing").get_by_role("slider")
    expect(handles).to_have_count(6)
    for handle in handles.all():
        reach = handle.locator(".plan-handle-reach").bounding_box()
        assert min(reach["width"], reach["height"]) >= FINGER_PX
    frame, canvas = person.main.locator(".plan-drawing"), person.main.locator(".plan-canvas")
    assert canvas.bounding_box()["width"] > frame.bounding_box()["width"]  # it scrolls inside its frame
    person.field("Upstream taper").fill("50")
    expect(person.main.locator("[data-part=verdict]")).to_contain_text("must be changed")
    person.press("Put everything right")
    expect(person.field("Upstream taper")).to_have_value("82")
    person.look_over()
