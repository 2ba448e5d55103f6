"""The chart of the impact of a phase."""

from xml.etree import ElementTree

import pytest

from permits.plan.drawing.impact_chart import WIDTH_MM, impact_chart
from permits.plan.drawing.scene import ORANGE_PALE, Text, text_width_mm
from permits.plan.drawing.svg import to_svg
from permits.plan.impact.assess import assess
from tests.permits.plan.test_impact import first

SVG = "{http://www.w3.org/2000/svg}"
RED, WAITING = "#c8102e", "#9a5b00"
BUSY = [300] * 6 + [3000] * 2 + [2000] * 12 + [800] * 4


def scene(language="zh", **changes):
    day = {"daily_hours": [["06:00", "09:00"]], "hourly_volume_pcu": BUSY, "remaining_lane_width_m": None}
    at = first(**day | changes)
    return impact_chart(at, assess(at), language=language)


def filled(ink, **changes):
    tree = ElementTree.fromstring(to_svg(scene(**changes)))
    return [path for path in tree.iter(f"{SVG}path") if path.get("fill") == ink]


def texts(**options):
    return [shape.text for shape in scene(**options).shapes if isinstance(shape, Text)]


def test_the_hours_that_exceed_the_capacity_are_marked():
    # Two hours, and the key.
    assert len(filled(RED)) == 3
    assert "Above capacity" in texts(language="en") and "4800" in texts(language="en")


def test_the_queue_has_a_scale_of_its_own():
    # It stands at the end of two hours; in the third it is worked off.
    assert len(filled(WAITING)) == 2 + 1
    assert "1013" in texts() and "各时段末排队长度（m）" in texts()


def test_a_quiet_day_shows_neither_excess_nor_queue():
    quiet = {"daily_hours": [["22:00", "05:00"]]}
    assert (filled(RED, **quiet), filled(WAITING, **quiet)) == ([], [])
    assert "Above capacity" not in texts(language="en", **quiet)
    # A night is shaded at both ends of the day; the third is the key.
    assert len(filled(ORANGE_PALE, **quiet)) == 3


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "name", ["一期", "改造工程第二阶段北半幅夜间施工及管线迁改配合期", "Night works of the northern half, second stage"]
)
def test_nothing_runs_out_of_the_picture(language, name):
    drawn = scene(language=language, name=name)
    for text in (shape for shape in drawn.shapes if isinstance(shape, Text)):
        width = text_width_mm(text.text, text.size_mm)
        left = text.x - {"start": 0, "middle": width / 2, "end": width}[text.anchor]
        assert left >= 0 and left + width <= WIDTH_MM + 0.01, text.text
        assert 0 < text.y < drawn.height_mm
        assert text.size_mm >= 3
