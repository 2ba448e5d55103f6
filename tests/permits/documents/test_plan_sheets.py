"""The plan drawn to scale behind the permit decision."""

import dataclasses
import datetime as dt
import io
import json

import pytest
from pypdf import PdfReader
from shapely import LineString

from core.pdf.fonts import open_fonts
from permits.documents import KINDS
from permits.documents.plan_annex import frozen_roads, thawed_roads
from permits.plan import parse
from permits.rules.roads import RegisteredRoad
from tests.city import plan
from tests.permits.documents.samples import SAMPLES

A3_PT = (1190.55, 841.89)
LARGEST_BYTES = 200_000


def drawn(phases: int, language: str = "zh") -> bytes:
    """The sample decision with a plan of so many phases."""
    facts = plan(dt.date(2026, 4, 1), dt.date(2026, 4, 30))
    facts["road"] |= {"name": "万松东路", "kind": "city", "class": "arterial"}
    facts["phases"] = [dict(facts["phases"][0], name=f"{number}期") for number in range(1, phases + 1)]
    snapshot = dataclasses.replace(SAMPLES["D08"], plan_json=json.dumps(facts, ensure_ascii=False))
    return KINDS["D08"].draw(snapshot, open_fonts(), language=language, assets={})


@pytest.mark.parametrize("phases", [1, 2])
def test_one_sheet_a_phase_follows_the_annexes(phases):
    sheets = [page for page in PdfReader(io.BytesIO(drawn(phases))).pages if page.mediabox.width > 800]
    assert len(sheets) == phases
    for number, sheet in enumerate(sheets, 1):
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(A3_PT, abs=0.1)
        text = sheet.extract_text()
        assert f"{number}期" in text and "上游过渡区" in text and "82" in text


def test_the_sheets_are_the_same_bytes_twice_and_small():
    once = drawn(2)
    assert once == drawn(2)
    assert len(once) < LARGEST_BYTES


def test_a_reading_copy_has_english_sheets():
    sheet = PdfReader(io.BytesIO(drawn(1, "en"))).pages[-1]
    assert "Upstream taper" in sheet.extract_text()


WAY_ROUND = [[120.6387, 27.7829], [120.6395, 27.7862], [120.6495, 27.7845], [120.6489, 27.7807]]


def closed_plan(detour: bool = True) -> dict:
    """A plan of a closed road."""
    facts = plan(dt.date(2026, 4, 1), dt.date(2026, 4, 30))
    facts["road"] |= {"name": "万松东路", "kind": "city", "class": "arterial"}
    if detour:
        line = {"type": "LineString", "coordinates": WAY_ROUND}
        way_round = {"description": "经商城大道绕行", "line": line}
        facts["phases"] = [facts["phases"][0] | {"layout": "L10", "closed_lanes": None, "detour": way_round}]
        facts["road"] |= {"centreline": line | {"coordinates": [WAY_ROUND[0], WAY_ROUND[-1]]}}
    return facts


def closed_road(roads: str) -> bytes:
    """The sample decision for a closed road with a detour; roads: those of the snapshot."""
    snapshot = dataclasses.replace(SAMPLES["D08"], plan_json=json.dumps(closed_plan()), detour_roads_json=roads)
    return KINDS["D08"].draw(snapshot, open_fonts(), assets={})


def town(streets: int) -> list[RegisteredRoad]:
    """A grid of streets of many vertices around the detour."""
    lines = [
        LineString([(120.63 + n * 0.0002, 27.77 + 0.0016 * row + 0.00001 * (n % 3)) for n in range(150)])
        for row in range(streets)
    ]
    return [RegisteredRoad(ref=f"R{n}", name=f"{n}号路", line=line) for n, line in enumerate(lines)]


def test_the_sheet_of_a_closed_road_names_the_roads_of_its_detour_as_they_were_then():
    roads = frozen_roads(parse(closed_plan()), town(14))
    # A street is a straight line at this scale, and only what lies in the sketch is kept.
    assert 0 < len(roads) < 5_000
    sheet = PdfReader(io.BytesIO(closed_road(roads))).pages[-1].extract_text()
    assert "8号路" in sheet and "绕行长度" in sheet and "2号路" not in sheet.replace("12号路", "")
    assert closed_road(roads) == closed_road(roads)
    assert len(closed_road(roads)) < LARGEST_BYTES


def test_without_a_detour_no_road_is_kept():
    assert frozen_roads(parse(closed_plan(detour=False)), town(5)) == ""
    assert thawed_roads("") == ()
    assert "绕行长度" in PdfReader(io.BytesIO(closed_road(""))).pages[-1].extract_text()


def test_without_a_plan_there_is_no_sheet():
    pages = PdfReader(io.BytesIO(KINDS["D08"].draw(SAMPLES["D08"], open_fonts(), assets={}))).pages
    assert all(page.mediabox.width < 800 for page in pages)
