"""The plan drawn to scale behind the permit decision."""

import dataclasses
import datetime as dt
import io
import json

import pytest
from pypdf import PdfReader

from core.pdf.fonts import open_fonts
from permits.documents import KINDS
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


def test_without_a_plan_there_is_no_sheet():
    pages = PdfReader(io.BytesIO(KINDS["D08"].draw(SAMPLES["D08"], open_fonts(), assets={}))).pages
    assert all(page.mediabox.width < 800 for page in pages)
