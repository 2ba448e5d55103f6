"""The sheet: true to scale, everything on it once, the same as SVG and as PDF."""

import io
import time
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from core.pdf.fonts import open_fonts
from permits.plan import parse
from permits.plan.check import check
from permits.plan.drawing.blocks import Caption
from permits.plan.drawing.chainage import Span, lay_out
from permits.plan.drawing.compass import bearing_deg
from permits.plan.drawing.dimensions import chainage_text
from permits.plan.drawing.faces import sign_face
from permits.plan.drawing.pdf import to_pdf
from permits.plan.drawing.scene import text_width_mm, wrapped
from permits.plan.drawing.sheet import draw_phase
from permits.plan.drawing.spreading import spread
from permits.plan.drawing.svg import to_svg
from permits.plan.layout.complete import complete
from permits.plan.layout.devices import devices_of
from permits.plan.model import LAYOUTS, SIGN_CODES, Line
from permits.plan.situation import situations
from tests.permits.plan.examples import LINE, PASSING, changed

LARGEST_SVG_BYTES = 100_000
SVG = "{http://www.w3.org/2000/svg}"
WAY_ROUND = {
    "description": "经商城大道绕行",
    "line": {"type": "LineString", "coordinates": [[120.63, 27.78], [120.65, 27.8]]},
}


def sheet(data, **options):
    return draw_phase(complete(parse(data)), 1, **options)


def drawn(scene):
    """The SVG as a tree: proof that it is well formed."""
    return ElementTree.fromstring(to_svg(scene))


def texts(scene):
    return [element.text for element in drawn(scene).iter(f"{SVG}text")]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", ["city", "highway"])
def test_every_device_and_sign_is_drawn_once(layout, kind):
    lanes = {"closed_lanes": None, "offset_m": None, "signs": None, "flaggers": None, "detour": WAY_ROUND}
    plan = complete(parse(changed(layout=layout, kind=kind, **lanes)))
    at = situations(plan)[0]
    assert marks(draw_phase(plan, 1)) == Counter(device.kind for device in devices_of(at))
    assert marks(draw_phase(plan, 1, findings=())) == Counter(device.kind for device in devices_of(at))


def marks(scene):
    """How many devices of each kind the SVG shows; those in a break stand for as many as they say."""
    found = Counter()
    for element in drawn(scene).iter():
        if element.get("data-kind"):
            found[element.get("data-kind")] += int(element.get("data-count", 1))
    return found


@settings(max_examples=40)
@given(
    layout=st.sampled_from(LAYOUTS),
    work_m=st.floats(1, 9000),
    lanes=st.integers(1, 8),
    opposite=st.integers(0, 8),
    speed=st.sampled_from([30, 60, 80, 120]),
    junction=st.none() | st.integers(0, 2000),
)
def test_every_device_is_drawn_once_on_any_road(layout, work_m, lanes, opposite, speed, junction):
    road = {"lanes": lanes, "lanes_opposite": opposite, "design_speed_kmh": speed, "upstream_junction_m": junction}
    free = dict.fromkeys(("closed_lanes", "offset_m", "signs", "flaggers"))
    data = changed(layout=layout, lengths_m={"work_area": work_m}, detour=WAY_ROUND, **road, **free)
    plan = complete(parse(data))
    assert marks(draw_phase(plan, 1)) == Counter(device.kind for device in devices_of(situations(plan)[0]))


def test_what_stands_in_a_break_is_counted_there_and_the_picture_stays_small():
    plan = complete(parse(changed(lengths_m={"work_area": 9000}, signs=None)))
    svg = to_svg(draw_phase(plan, 1))
    assert 'data-kind="cone" data-count="' in svg
    assert len(svg.encode()) < LARGEST_SVG_BYTES


def test_the_sheet_says_what_a_sheet_must_say():
    caption = Caption("W2026-000123", "给水管改造工程", "水务集团", "市政公司")
    said = texts(sheet(changed(signs=None), caption=caption))
    for wanted in (
        "道路施工交通组织方案图",
        "上游过渡区 82 m",
        "作业控制区全长 402 m",
        "0+122",
        "W2026-000123",
        "给水管改造工程",
    ):
        assert wanted in said
    assert "占用 3.5 m" in said
    assert "剩余 2 条车道 ≥ 3.25 m" in said
    assert "22:00–05:00" in said
    assert any(text.startswith("纵 1:") for text in said)


def test_the_sheet_in_english_keeps_chinese_only_on_the_signs():
    said = texts(sheet(changed(signs=None), language="en"))
    assert "Traffic-organization plan" in said
    assert "Upstream taper 82 m" in said
    assert "上游过渡区 82 m" not in said


def test_the_drawing_is_to_scale_where_it_is_not_broken():
    road = lay_out([Span(-300, 0, 0), Span(0, 40, 1), Span(40, 122, 2), Span(122, 4122, 1)], 30, 375)
    first, warning, taper, work = road.stretches
    assert first.broken and work.broken and not taper.broken
    assert taper.to_mm - taper.from_mm == pytest.approx(82 * 1000 / road.scale)
    assert work.to_mm == pytest.approx(30 + sum(s.to_mm - s.from_mm for s in road.stretches))
    assert road.x_mm(4121) == pytest.approx(work.to_mm - 1 * 1000 / road.scale)


@given(st.lists(st.floats(0.5, 5000), min_size=1, max_size=12), st.data())
def test_places_keep_their_order_and_stay_on_the_sheet(lengths, data):
    ends = [0.0]
    for length in lengths:
        ends.append(ends[-1] + length)
    spans = [Span(a, b, data.draw(st.integers(0, 3))) for a, b in pairwise(ends)]
    road = lay_out(spans, 30, 377)
    places = sorted(data.draw(st.lists(st.floats(0, ends[-1]), max_size=20)))
    on_sheet = [road.x_mm(place) for place in places]
    assert all(a <= b + 1e-6 for a, b in pairwise(on_sheet))
    assert all(30 - 1e-6 <= x <= 407 + 1e-6 for x in on_sheet)


@given(st.lists(st.floats(0, 300), min_size=1, max_size=14))
def test_sign_faces_never_overlap(wanted):
    places = spread(sorted(wanted), [20] * len(wanted), 0, 300)
    assert all(b - a >= 20 - 1e-6 for a, b in pairwise(places))
    assert not places or (places[0] >= 10 - 1e-6 and places[-1] <= 290 + 1e-6)


def test_every_sign_has_a_face_of_its_own_size():
    for code in set(SIGN_CODES) - {"chevron", "barricade"}:
        assert sign_face(code, 0, 0, 10, "40"), code


@pytest.mark.parametrize(
    ("at_m", "text"), [(0, "0+000"), (40.4, "0+040"), (1234, "1+234"), (-300, "−0+300"), (-0.2, "0+000")]
)
def test_chainage_is_written_as_engineers_do(at_m, text):
    assert chainage_text(at_m) == text


@pytest.mark.parametrize(
    ("to", "bearing"), [((120.65, 27.78), 90), ((120.63, 27.8), 0), ((120.61, 27.78), -90), ((120.63, 27.78), None)]
)
def test_north_is_known_from_the_centre_line(to, bearing):
    found = bearing_deg(Line(type="LineString", coordinates=((120.63, 27.78), to)))
    assert found == (None if bearing is None else pytest.approx(bearing, abs=0.01))


@given(st.text(alphabet="中文 abc,", max_size=80))
def test_wrapped_text_is_never_wider_than_its_room(text):
    lines = wrapped(text, 2.5, 30, 3)
    assert len(lines) <= 3
    assert all(text_width_mm(line, 2.5) <= 30 for line in lines)


def test_what_a_person_typed_cannot_become_markup():
    svg = to_svg(sheet(changed(name="<script>alert(1)</script>", detour={"description": '"><img src=x>'})))
    assert "<script" not in svg and "<img" not in svg
    ElementTree.fromstring(svg)


def test_the_pdf_has_a_page_per_phase_its_text_and_no_foreign_font():
    data = changed(signs=None)
    data["phases"].append({**data["phases"][0], "name": "二期"})
    plan = complete(parse(data))
    scenes = [draw_phase(plan, 1), draw_phase(plan, 2)]
    pdf = to_pdf(scenes, open_fonts())
    assert pdf == to_pdf(scenes, open_fonts())
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 2
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [420, 297]
    assert "上游过渡区" in pages[1].extract_text() and "二期" in pages[1].extract_text()
    fonts = {str(font.get_object()["/BaseFont"]) for page in pages for font in page["/Resources"]["/Font"].values()}
    assert fonts and not any("Helvetica" in font for font in fonts)


def test_several_sheets_stand_one_under_another():
    scene = sheet(PASSING)
    assert drawn_height(to_svg(scene, scene)) == 2 * drawn_height(to_svg(scene))
    with pytest.raises(ValueError, match="no sheet"):
        to_svg()
    with pytest.raises(ValueError, match="no sheet"):
        to_pdf([], open_fonts())


def drawn_height(svg):
    return float(ElementTree.fromstring(svg).get("viewBox").split()[3])


@settings(max_examples=40)
@given(
    lengths=st.fixed_dictionaries(
        {area: st.none() | st.floats(0, 100_000) for area in PASSING["phases"][0]["lengths_m"]}
    ),
    layout=st.sampled_from(LAYOUTS),
    lanes=st.integers(1, 16),
    at_m=st.floats(-100_000, 100_000),
)
def test_any_plan_of_the_schema_can_be_drawn(lengths, layout, lanes, at_m):
    data = changed(
        lengths_m=lengths, layout=layout, lanes=lanes, lanes_opposite=16, signs=[{"code": "detour", "at_m": at_m}]
    )
    ElementTree.fromstring(to_svg(draw_phase(parse(data), 1)))


def test_layout_and_drawing_are_quick():
    plan = complete(parse(changed(signs=None)))
    to_svg(draw_phase(plan, 1))
    started = time.perf_counter()
    for _ in range(5):
        to_svg(draw_phase(complete(plan), 1, language="zh"))
    assert (time.perf_counter() - started) / 5 < 0.25


def test_the_example_line_is_drawn_in_the_sketch():
    said = texts(sheet(changed(layout="L10", detour={**WAY_ROUND, "line": LINE})))
    assert "绕行路线" in said and "经商城大道绕行" in said


def test_findings_are_numbered_flagged_and_listed():
    plan = parse(changed(advance_warning=30, upstream_taper=60, pedestrian_width_m=1))
    findings = check(plan).findings
    scene = draw_phase(plan, 1, findings=findings)
    flagged = {
        element.get("data-kind"): int(element.get("data-number"))
        for element in drawn(scene).iter()
        if (element.get("data-kind") or "").startswith("finding-")
    }
    assert {"finding-P02", "finding-P03", "finding-P19"} <= set(flagged)
    assert all(f"finding-{findings[number - 1].rule}" == kind for kind, number in flagged.items())
    said = texts(scene)
    assert all(f"{number} {kind.removeprefix('finding-')}" in said for kind, number in flagged.items())
    assert any("警告区长 30 m" in text for text in said)


def test_a_plan_that_was_not_checked_says_nothing_of_a_result():
    assert "核查结果" not in texts(sheet(PASSING))
    assert "通过" in texts(sheet(PASSING, findings=()))


def test_the_road_runs_to_the_edge_of_the_sheet():
    road = lay_out([Span(0, 10, 1), Span(10, 20, 3)], 30, 377)
    assert road.stretches[-1].to_mm == pytest.approx(407)
    assert road.x_mm(20) == pytest.approx(30 + 20 * 1000 / road.scale)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_clause_on_the_sheet_is_cut(layout, language):
    plan = complete(parse(changed(layout=layout, closed_lanes=None, offset_m=None, signs=None, detour=WAY_ROUND)))
    said = texts(draw_phase(plan, 1, language=language))
    clauses = [text for text in said if text.startswith(("GB ", "JTG "))]
    assert clauses and not [text for text in clauses if "…" in text]
