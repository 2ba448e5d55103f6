"""Every page a role's menu leads to and the first thing listed there, on a phone in Chinese or dark in English."""

import pytest

from permits.models import Works
from tests.browser.conftest import PHONE_PX
from tests.browser.person import AXE
from tests.city import City, reviewed_case, submitted_case, surveyed_case, works_under_way
from tests.inspections.site import ordered

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not AXE.exists(), reason="front-end packages are not installed"),
    pytest.mark.django_db(transaction=True),
]

PHONE = {"width": PHONE_PX, "language": "zh-hans"}
DARK_DESK = {"width": 1440, "language": "en", "color_scheme": "dark"}
ON_PHONES = ("contractor", "clerk", "squadron", "legal", "leader", "agency", "inspector1", "archivist", "admin")
AT_DESKS = ("contractor", "reviewer", "commander", "inspector1")
SEATS = [*((name, PHONE) for name in ON_PHONES), *((name, DARK_DESK) for name in AT_DESKS)]
CITIZENS_PAGES = ("/", "/login/", "/verify/", "/public/report/", "/public/notices/", "/register/")


@pytest.fixture
def busy_city(city: City) -> City:
    """Something waits for everybody."""
    ordered(city, Works.objects.get(cases=works_under_way(city)))
    submitted_case(city)
    surveyed_case(city)
    reviewed_case(city)
    return city


@pytest.mark.parametrize(("username", "screen"), SEATS)
def test_the_pages_of_a_role_are_sound(busy_city, sit_down, username, screen):
    person = sit_down(username, **screen)
    menu = person.page.get_by_role("navigation").first.get_by_role("link")
    addresses = [link.get_attribute("href") for link in menu.all()]
    assert len(addresses) > 2
    for address in addresses:
        person.open(address)
        first = person.main.locator("tbody th a")
        if first.count():
            person.open(first.first.get_attribute("href"))


@pytest.mark.parametrize("screen", [PHONE, DARK_DESK])
def test_the_pages_of_citizens_are_sound(busy_city, sit_down, screen):
    citizen = sit_down(**screen)
    for path in CITIZENS_PAGES:
        citizen.open(path)
