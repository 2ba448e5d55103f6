"""Where the sheet can be taken hold of: between its knots the drawing is straight, also across break lines."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permits.plan import parse
from permits.plan.drawing.anchors import anchors
from permits.plan.drawing.sheet import draw_phase, ground_of
from permits.plan.drawing.svg import to_svg
from permits.plan.layout.devices import devices_of
from permits.plan.situation import situations
from tests.permits.plan.examples import PASSING, changed


@settings(max_examples=60)
@given(warning=st.integers(20, 2000), work=st.integers(5, 4000), at_share=st.floats(0, 1))
def test_between_two_knots_the_drawing_is_straight(warning, work, at_share):
    plan = parse(changed(advance_warning=warning, work_area=work))
    held, at = anchors(plan, 1), situations(plan)[0]
    on = ground_of(at, devices_of(at))
    first, last = held.knots[0][0], held.knots[-1][0]
    place_m = first + at_share * (last - first)
    x = next(
        x0 + (place_m - m0) / (m1 - m0) * (x1 - x0) for (m0, x0), (m1, x1) in pairwise(held.knots) if place_m <= m1
    )
    assert x == pytest.approx(on.x_mm(place_m), abs=0.02)


def test_the_anchors_name_the_areas_and_the_lanes():
    held = anchors(parse(PASSING), 1)
    assert [kind for kind, _, _ in held.areas][:2] == ["advance_warning", "upstream_taper"]
    assert [lane for lane, _, _ in held.lanes] == [1, 2, 3]
    assert held.road_mm[0] < held.lanes[0][1] < held.lanes[-1][2] < held.road_mm[1]
    assert held.as_json()["dimension_mm"] == held.dimension_mm


def test_a_part_of_the_sheet_can_be_shown():
    held = anchors(parse(PASSING), 1)
    assert 'viewBox="{:g} {:g} {:g} {:g}"'.format(*held.view_mm) in to_svg(
        draw_phase(parse(PASSING), 1), view_mm=held.view_mm
    )
