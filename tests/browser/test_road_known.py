"""Place and road with what the register knows of them: sound on a phone in Chinese and dark in English."""

import datetime as dt

import pytest
from django.urls import reverse

from permits.lifecycle import Kind
from permits.models import RoadSegment
from permits.services import drafting
from permits.services.surroundings import save_road
from tests.browser.conftest import PHONE_PX
from tests.browser.person import AXE
from tests.city import LINE, City

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not AXE.exists(), reason="front-end packages are not installed"),
    pytest.mark.django_db(transaction=True),
]

SCREENS = [
    {"width": PHONE_PX, "language": "zh-hans"},
    {"width": 1440, "language": "en", "color_scheme": "dark"},
]


@pytest.mark.parametrize("screen", SCREENS)
def test_what_the_register_fills_in_can_be_read_by_everybody(city: City, sit_down, screen):
    save_road(
        RoadSegment(
            ref="1", name="万松东路", road_class="arterial", geometry=LINE, lanes=3, opened_on=dt.date(2025, 1, 1)
        )
    )
    applicant = city.people.contractor
    case = drafting.create_draft(applicant, Kind.NEW)
    drafting.edit_case(applicant, case.number, {"geometry": LINE, "plan": {"road": {"lanes": 2}, "phases": []}})
    person = sit_down("contractor", **screen)
    for task in ("place", "road"):
        person.open(reverse(f"application-{task}", args=[case.number]))
    assert person.main.locator(".from-register.is-different").count() == 1
    assert person.main.locator(".from-register").count() == 2
