"""What differs from another version, marked on the sheet."""

import copy

import pytest

from permits.plan import parse
from permits.plan.drawing.changed import CHANGED, mark_changes
from permits.plan.drawing.scene import Circle, Mark, Path
from permits.plan.drawing.sheet import draw_phase
from tests.permits.plan.examples import PASSING, changed


def marks(before, after, number=1):
    one, other = parse(before), parse(after)
    scene = draw_phase(one, number)
    marked = mark_changes(scene, one, number, other)
    assert marked.shapes[: len(scene.shapes)] == scene.shapes
    return {shape.kind.removeprefix("changed-"): shape.shapes for shape in marked.shapes[len(scene.shapes) :]}


def test_the_same_plan_has_no_marks():
    assert marks(PASSING, PASSING) == {}


def test_an_area_is_marked_from_end_to_end():
    longer = marks(changed(buffer=120), PASSING)
    (bar,) = longer["buffer"]
    (shorter,) = marks(PASSING, changed(buffer=120))["buffer"]
    assert isinstance(bar, Path) and bar.stroke == CHANGED
    assert bar.points[1][0] - bar.points[0][0] > 0 < shorter.points[1][0] - shorter.points[0][0]


def test_what_stands_at_one_place_gets_a_dot():
    (dot,) = marks(changed(workzone_speed_kmh=30), PASSING)["workzone_speed_kmh"]
    assert isinstance(dot, Circle) and dot.fill == CHANGED


def test_signs_are_ringed_where_they_are_not_in_the_other_version():
    moved = copy.deepcopy(PASSING)
    moved["phases"][0]["signs"][2]["at_m"] = 30
    (ring,) = marks(moved, PASSING)["signs"]
    assert isinstance(ring, Circle) and ring.stroke == CHANGED


@pytest.mark.parametrize("member", [{"name": "夜间"}, {"ends_on": "2026-12-21"}, {"daily_hours": [["21:00", "05:00"]]}])
def test_what_has_no_place_on_the_road_is_not_marked(member):
    assert marks(changed(**member), PASSING) == {}


def test_a_phase_that_is_new_differs_as_a_whole_and_bears_no_marks():
    data = changed()
    data["phases"].append({"name": "二期", "starts_on": "2027-01-01", "ends_on": "2027-01-02", "layout": "L11"})
    assert marks(data, PASSING, 2) == {}


def test_marks_are_devices_of_nobody():
    marked = mark_changes(draw_phase(parse(changed(buffer=120)), 1), parse(changed(buffer=120)), 1, parse(PASSING))
    kinds = [shape.kind for shape in marked.shapes if isinstance(shape, Mark)]
    assert kinds[-1] == "changed-buffer"
