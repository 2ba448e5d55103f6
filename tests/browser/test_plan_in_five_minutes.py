"""An applicant makes a passing plan for two nightly phases on a six-lane arterial, without a manual, in five minutes.

How long a person needs is reckoned, not waited for: every click, choice, entry or stroke of the pen on the map counts
2.5 seconds (to find it, read it and do it), and to that come the seconds this browser really waited for pages. A
quiet machine waits less than a shared one, so the sum is on the safe side.
"""

import datetime as dt
import math
import sys
import time

import pytest
from django.conf import settings
from playwright.sync_api import expect

from permits.models import Case, RoadSegment
from permits.services.surroundings import save_road
from tests.browser.person import AXE
from tests.city import LINE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not AXE.exists(), reason="front-end packages are not installed"),
    pytest.mark.django_db(transaction=True),
]

WORLD_PX = 256 * 2**14
SECONDS_A_STEP, FIVE_MINUTES_S = 2.5, 300
VOLUMES_PCU = [300.0] * 7 + [1500.0] * 13 + [500.0] * 4
STARTS_ON, ENDS_ON = dt.date(2026, 5, 11), dt.date(2026, 5, 24)


class Counted:
    """A person whose every act is counted."""

    def __init__(self, person):
        self.person, self.steps, self.began = person, 0, time.monotonic()

    def __getattr__(self, name):
        act = getattr(self.person, name)
        if name in ("follow", "press", "fill", "pick", "select"):
            self.steps += 1
        return act

    def click(self, locator, **more):
        self.steps += 1
        locator.click(**more)
        self.person.settle()

    @property
    def seconds(self) -> float:
        """What a person would have needed so far."""
        return self.steps * SECONDS_A_STEP + time.monotonic() - self.began


@pytest.fixture
def registered_road(city):
    """The road register knows the arterial."""
    return save_road(
        RoadSegment(
            ref="demo-1", name="万松东路", road_class="arterial", geometry=LINE, lanes=3, lanes_opposite=3,
            lane_width_m=3.5, design_speed_kmh=60, speed_limit_kmh=60, hourly_volume_pcu=VOLUMES_PCU,
        )
    )  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_two_nightly_phases_in_five_minutes(registered_road, sit_down, language, capsys):
    began = time.monotonic()
    me = Counted(sit_down("contractor", language=language))
    me.steps, me.began = 3, began  # name, password, sign in
    me.follow("New application")
    me.press("Begin")
    number = me.page.url.rstrip("/").split("/")[-2]

    me.follow("Place")
    draw_on_map(me)
    expect(me.field("Road")).to_have_value("万松东路")  # from the register
    me.press("Save and continue")
    expect(me.field("Motor lanes in this direction")).to_have_value("3")
    me.press("Save and continue")

    me.follow("Add a phase")
    me.fill("First day", STARTS_ON)
    me.fill("Last day", ENDS_ON)
    me.press("At night, 22:00–05:00")
    me.click(me.main.get_by_role("radio", name="封闭外侧机动车道" if language == "zh-hans" else "Outer lane closed"))
    me.press("Save and go to the plan")

    # The engine has laid it out already; its drawing and verdict stand at the top of the page.
    passes(me)
    me.press("Save and add a phase like this one")
    me.pick("On the other side: outer lanes become inner lanes")
    me.press("Do it")
    expect(me.main.locator("[data-bar]")).to_have_count(2)
    me.look_over()  # now with the Gantt
    me.click(me.main.get_by_role("link", name=me.word("Plan")).last)
    passes(me)
    me.press("Save and back to the tasks")
    me.follow("Check result")
    rows = me.main.locator(".findings").first
    expect(rows).not_to_contain_text(me.word("Must be changed"))
    seconds, steps = me.seconds, me.steps

    case = Case.objects.get(number=number)
    first, second = case.plan["phases"]
    assert case.plan_check["result"] == "pass", case.plan_check["findings"]
    assert (first["layout"], first["closed_lanes"], first["daily_hours"]) == ("L01", [3], [["22:00", "05:00"]])
    assert (second["layout"], second["closed_lanes"], second["starts_on"]) == ("L02", [1], "2026-05-25")
    with capsys.disabled():
        sys.stdout.write(f"\ntwo phases planned ({language}): {steps} steps, {seconds:.0f} s of a person's time\n")
    assert seconds < FIVE_MINUTES_S


def draw_on_map(me) -> None:
    """The works' line with the mouse: from its first to its last point, the last with a double click."""
    drawing = me.main.locator("[data-map=draw]")
    me.press("Draw a line")
    canvas = drawing.locator("[data-canvas]")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    for n, (lon, lat) in enumerate(LINE["coordinates"]):
        east_px, south_px = from_centre_px(lon, lat)
        me.steps += 1
        me.page.mouse.click(box["x"] + box["width"] / 2 + east_px, box["y"] + box["height"] / 2 + south_px)
        if n:  # a click on the last point ends the line, as the second one of a double click does
            me.page.mouse.click(box["x"] + box["width"] / 2 + east_px, box["y"] + box["height"] / 2 + south_px)
    expect(drawing.locator("[data-measure]")).to_contain_text(" m")


def from_centre_px(lon, lat) -> tuple[float, float]:
    """Where a position lies on a map just opened, from its middle: the city's centre at zoom 14 (Web Mercator)."""

    def world_px(lon, lat):
        up = math.asinh(math.tan(math.radians(lat))) / math.pi
        return (lon / 360 + 0.5) * WORLD_PX, (1 - up) / 2 * WORLD_PX

    (x, y), (x0, y0) = world_px(lon, lat), world_px(*settings.CITY["centre"])
    return x - x0, y - y0


def passes(me) -> None:
    """The verdict above the drawing says so, both are seen without scrolling, and nothing must be changed."""
    verdict, drawing = me.main.locator("[data-part=verdict]"), me.main.locator("[data-drawing]")
    expect(verdict).to_contain_text(me.word("Passes"))
    expect(verdict).to_be_in_viewport()
    expect(drawing).to_be_in_viewport()
