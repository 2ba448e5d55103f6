"""The layout pictures, the chart of the impact, and the difference between two versions."""

from xml.etree import ElementTree

import pytest

from permits.plan import parse
from permits.plan.diff import Change, changes
from permits.plan.drawing.impact_chart import impact_chart
from permits.plan.drawing.svg import to_svg
from permits.plan.drawing.thumbnail import layout_picture
from permits.plan.impact.assess import assess
from permits.plan.model import LAYOUTS
from permits.plan.situation import situations
from tests.permits.plan.examples import PASSING, changed

SVG = "{http://www.w3.org/2000/svg}"
RED = "#c8102e"


def test_every_layout_has_a_picture_of_its_own_named_in_both_languages():
    pictures = {layout: layout_picture(layout) for layout in LAYOUTS}
    shapes = {layout: to_svg(scene).split("</title>")[1] for layout, scene in pictures.items()}
    alike = {frozenset(a for a in LAYOUTS if shapes[a] == shapes[b]) for b in LAYOUTS}
    # Shoulder and cycle way lie in the same strip.
    assert {frozenset({"L04", "L05"})} == {group for group in alike if len(group) > 1}
    assert layout_picture("L10").title == "L10 全封闭绕行"
    assert layout_picture("L10", "en").title == "L10 Full closure with detour"
    with pytest.raises(KeyError):
        layout_picture("L13")


def kinds(layout):
    tree = ElementTree.fromstring(to_svg(layout_picture(layout)))
    return {group.get("data-kind") for group in tree.iter(f"{SVG}g")} - {None}


def test_the_picture_shows_what_is_special_about_a_layout():
    assert "flagger" in kinds("L07")
    assert "works_vehicle" in kinds("L11") and "cone" not in kinds("L11")
    assert kinds("L10") == {"barricade"}


def chart(**options):
    volumes = [300] * 6 + [3000] * 2 + [2000] * 12 + [800] * 4
    data = changed(daily_hours=[["06:00", "09:00"]], hourly_volume_pcu=volumes, remaining_lane_width_m=None)
    at = situations(parse(data))[0]
    return ElementTree.fromstring(to_svg(impact_chart(at, assess(at), **options)))


def test_the_chart_marks_the_hours_that_exceed_the_capacity():
    over = [path for path in chart().iter(f"{SVG}path") if path.get("fill") == RED]
    # Two hours, and the key.
    assert len(over) == 3
    texts = [text.text for text in chart(language="en").iter(f"{SVG}text")]
    assert "Above capacity" in texts and "4800" in texts


def test_the_same_plan_has_no_changes():
    assert changes(parse(PASSING), parse(PASSING)) == ()


def test_changes_name_the_member_with_both_values():
    before = parse(PASSING)
    after = parse(changed(buffer=120, lanes_opposite=None, closed_lanes=[2, 3], excavation=False))
    assert changes(before, after) == (
        Change("$.road.lanes_opposite", 3, None),
        Change("$.works.excavation", True, False),
        Change("$.phases[一期].closed_lanes", [3], [2, 3]),
        Change("$.phases[一期].lengths_m.buffer", 100, 120),
    )


def test_a_phase_that_came_or_went_is_one_change():
    data = changed()
    data["phases"].append({"starts_on": "2027-01-01", "ends_on": "2027-01-02", "layout": "L02"})
    (came,) = changes(parse(PASSING), parse(data))
    assert (came.path, came.before, came.after["layout"]) == ("$.phases[2]", None, "L02")
    (went,) = changes(parse(data), parse(PASSING))
    assert (went.path, went.after) == ("$.phases[2]", None)
