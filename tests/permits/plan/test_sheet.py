"""The sheet can be read: no text lies on another, none is too small, all stands inside the frame."""

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Polygon, STRtree

from core.pdf.fonts import open_fonts
from permits.plan import parse
from permits.plan.check import check
from permits.plan.drawing import sheet
from permits.plan.drawing.scene import Circle, Mark, Text
from permits.plan.drawing.sheet import draw_phase
from permits.plan.layout.complete import complete
from permits.plan.model import LAYOUTS, SIGN_CODES
from permits.rules.roads import RegisteredRoad
from tests.permits.plan.examples import LINE, changed

WAY_ROUND = {
    "description": "经商城大道、隆山东路绕行，返回万松东路",
    "line": {"type": "LineString", "coordinates": [[120.6387, 27.7829], [120.6395, 27.7862], [120.6489, 27.7807]]},
}
LEAST_TEXT_MM = 2.0
FACE = open_fonts().heading


def parts(shapes, x=0.0, y=0.0):
    """Every text of the scene with its place, and every point."""
    for shape in shapes:
        if isinstance(shape, Mark):
            yield from parts(shape.shapes, x + shape.origin[0], y + shape.origin[1])
        elif isinstance(shape, Text):
            yield shape, outline(shape, x, y)
        elif isinstance(shape, Circle):
            yield shape, [(x + shape.x, y + shape.y)]
        else:
            yield shape, [(x + px, y + py) for px, py in shape.points]


def outline(text, x, y):
    """Where the letters of a line of text are, by the typeface it is printed with."""
    width = FACE.width(text.text, text.size_mm, "test")
    start = {"start": 0.0, "middle": -width / 2, "end": -width}[text.anchor]
    cos, sin = math.cos(math.radians(text.turn_deg)), math.sin(math.radians(text.turn_deg))
    corners = ((start, -0.05), (start + width, -0.05), (start + width, 0.75), (start, 0.75))
    corners = [(u, v * text.size_mm) for u, v in corners]
    return [(x + text.x + u * cos - v * sin, y + text.y - u * sin - v * cos) for u, v in corners]


def collisions(scene):
    texts = [(shape.text, Polygon(points)) for shape, points in parts(scene.shapes) if isinstance(shape, Text)]
    tree = STRtree([outline for _, outline in texts])
    pairs = tree.query([outline for _, outline in texts], predicate="intersects").T
    return [(texts[a][0], texts[b][0]) for a, b in pairs if a < b and texts[a][1].intersection(texts[b][1]).area > 0.02]


def readable(scene):
    assert collisions(scene) == []
    drawn = list(parts(scene.shapes))
    assert [shape.text for shape, _ in drawn if isinstance(shape, Text) and shape.size_mm < LEAST_TEXT_MM] == []
    assert [getattr(shape, "text", shape) for shape, points in drawn[1:] if not all(map(framed, points))] == []


def framed(point):
    return sheet.LEFT_MM <= point[0] <= sheet.RIGHT_MM and sheet.TOP_MM <= point[1] <= sheet.BOTTOM_MM


def street(number, *positions):
    names = {"name": f"第{number}大街", "name_en": f"Number {number} Street"}
    return RegisteredRoad(ref=f"R{number}", line=LineString(positions), road_class="branch", **names)


ROADS_NEAR = tuple(
    street(n, (120.63, 27.776 + n * 0.0012), (120.641, 27.777 + n * 0.0011), (120.66, 27.775 + n * 0.0012))
    for n in range(14)
) + tuple(street(20 + n, (120.632 + n * 0.002, 27.77), (120.634 + n * 0.002, 27.8)) for n in range(12))


ROADS = {
    "layout": st.sampled_from(LAYOUTS),
    "kind": st.sampled_from(["city", "highway", "village"]),
    "class_": st.sampled_from(["expressway", "arterial", "secondary", "branch"]),
    "design_speed_kmh": st.sampled_from([20, 30, 40, 50, 60, 70, 80, 100, 120]),
    "lanes": st.integers(1, 8),
    "lanes_opposite": st.none() | st.integers(0, 8),
    "upstream_junction_m": st.none() | st.integers(0, 3000),
    "work_area": st.sampled_from([3, 20, 60, 120, 300, 800, 4000, 9000]),
    "distance": st.none() | st.integers(0, 100),
    "temporary_signals": st.booleans(),
}


def plan_of(layout, work_area, distance, **road):
    return complete(
        parse(
            changed(
                layout=layout,
                lengths_m={"work_area": work_area},
                hoarding={"height_m": 2.0, "distance_to_junction_m": distance, "see_through_above_m": 0.8},
                detour=WAY_ROUND,
                closed_lanes=None,
                offset_m=None,
                signs=None,
                flaggers=None,
                workzone_speed_kmh=None,
                speed_steps_kmh=None,
                remaining_lane_width_m=None,
                speed_limit_kmh=road["design_speed_kmh"],
                centreline=LINE,
                **road,
            )
        )
    )


@settings(max_examples=120)
@given(st.fixed_dictionaries(ROADS), st.sampled_from(["zh", "en"]), st.booleans())
def test_no_text_lies_on_another_and_none_leaves_the_frame(road, language, checked):
    plan = plan_of(**road)
    findings = check(plan).findings if checked else None
    readable(draw_phase(plan, 1, language=language, findings=findings, roads=ROADS_NEAR))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_plan_with_many_findings_can_be_read(layout, language):
    wrong = {
        "lengths_m": {"advance_warning": 9, "upstream_taper": 9, "buffer": 3, "work_area": 30, "downstream_taper": 1},
        "workzone_speed_kmh": 60, "remaining_lane_width_m": 2, "pedestrian_width_m": 1, "cycle_width_m": 1,
        "signs": [], "hoarding": {"height_m": 1, "distance_to_junction_m": 3},
    }  # fmt: skip
    plan = parse(changed(layout=layout, termination=1, **wrong))
    readable(draw_phase(plan, 1, language=language, findings=check(plan).findings))


def test_the_sketch_names_the_roads_and_measures_the_way_round():
    plan = plan_of(layout="L10", work_area=120, distance=None, design_speed_kmh=40)
    scenes = {language: draw_phase(plan, 1, language=language, roads=ROADS_NEAR) for language in ("zh", "en")}
    said = {
        lang: [one.text for one, _ in parts(scene.shapes) if isinstance(one, Text)] for lang, scene in scenes.items()
    }
    assert any(text.startswith("第") and text.endswith("大街") for text in said["zh"])
    assert any(text.startswith("Number ") for text in said["en"])
    assert any(re.fullmatch(r"绕行长度 1\.\d+ km，为封闭路段的 1\.\d 倍", text) for text in said["zh"])
    assert {"100 m", "200 m", "500 m"} & set(said["zh"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_english_sheet_has_chinese_only_in_names_and_on_signs(language):
    plan = plan_of(layout="L08", work_area=120, distance=None, design_speed_kmh=60, lanes=2, lanes_opposite=2)
    scene = draw_phase(plan, 1, language=language, findings=check(plan).findings)
    signs = [shape for shape in scene.shapes if isinstance(shape, Mark) and shape.kind in SIGN_CODES]
    on_signs = {text.text for text, _ in parts(signs) if isinstance(text, Text)}
    said = {text.text for text, _ in parts(scene.shapes) if isinstance(text, Text)} - on_signs
    chinese = {text for text in said if re.search("[\u4e00-\u9fff]", text)}
    if language == "en":
        assert all("万松东路" in text or "一期" in text for text in chinese)
    else:
        assert len(chinese) > 30
