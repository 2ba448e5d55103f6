"""The files: the same bytes for the same facts, small, with their own fonts, refused when a glyph is missing."""

import dataclasses
import hashlib
import json
import subprocess
import sys

import pytest

from core.pdf.fonts import MissingGlyph
from core.pdf.page import AssetMissing
from permits.documents import KINDS
from tests.core.pdf.reading import fonts_of, reader
from tests.permits.documents.samples import ASSETS, SAMPLES

LARGEST_PERMIT_BYTES = 200_000

DRAW_AGAIN = """
import hashlib, json, sys
from core.pdf.fonts import open_fonts
from permits.documents import KINDS
kind = KINDS["D08"]
snapshot = kind.snapshot.from_json(json.load(sys.stdin))
print(hashlib.sha256(kind.draw(snapshot, open_fonts())).hexdigest())
"""

IMPORT_ALONE = """
import sys
import permits.documents, inspections.documents
print(sorted({name.split(".")[0] for name in sys.modules} & {"django", "rest_framework", "celery"}))
"""


def draw(code, fonts, **options):
    return KINDS[code].draw(SAMPLES[code], fonts, assets=ASSETS, **options)


@pytest.mark.parametrize("code", KINDS)
def test_the_snapshot_comes_back_from_json(code):
    snapshot = SAMPLES[code]
    assert KINDS[code].snapshot.from_json(json.loads(json.dumps(snapshot.to_json()))) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", KINDS)
def test_the_same_snapshot_gives_the_same_bytes(code, language, fonts):
    assert draw(code, fonts, language=language) == draw(code, fonts, language=language)


def test_another_process_gives_the_same_bytes(fonts):
    facts = json.dumps(SAMPLES["D08"].to_json())
    other = subprocess.run(
        [sys.executable, "-c", DRAW_AGAIN], input=facts, capture_output=True, text=True, check=True, timeout=60
    )
    assert other.stdout.strip() == hashlib.sha256(draw("D08", fonts)).hexdigest()


def test_the_documents_need_no_framework():
    alone = subprocess.run([sys.executable, "-c", IMPORT_ALONE], capture_output=True, text=True, check=True, timeout=60)
    assert alone.stdout.strip() == "[]"


@pytest.mark.parametrize("code", KINDS)
def test_all_fonts_are_embedded_subsets_and_none_twice(code, fonts):
    found = fonts_of(draw(code, fonts))
    assert not any("Helvetica" in name or "Times" in name for name in found)
    for name, font in found.items():
        assert name[7] == "+", "a subset is named by six letters and a plus"
        assert "/FontFile2" in font["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font
    streams = [font["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data() for font in found.values()]
    assert len({hashlib.sha256(stream).digest() for stream in streams}) == len(streams)


@pytest.mark.parametrize("code", KINDS)
def test_every_page_is_a4(code, fonts):
    for page in reader(draw(code, fonts)).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_decision_and_card_together_stay_below_the_limit(fonts):
    assert len(draw("D08", fonts)) + len(draw("D09", fonts)) < LARGEST_PERMIT_BYTES


def test_a_survey_with_phone_photos_stays_small(fonts):
    assert sum(map(len, ASSETS.values())) > 0
    assert len(draw("D05", fonts)) < 400_000


@pytest.mark.parametrize("code", KINDS)
def test_a_missing_glyph_names_character_and_document(code, fonts):
    member = "title" if code == "D13" else "project_name"
    snapshot = dataclasses.replace(SAMPLES[code], **{member: "工程\U0002ebf0"})
    with pytest.raises(MissingGlyph) as refused:
        KINDS[code].draw(snapshot, fonts, assets=ASSETS)
    assert refused.value.letter == "\U0002ebf0"
    assert KINDS[code].name_zh in refused.value.document


def test_a_photo_that_was_not_given_is_named(fonts):
    with pytest.raises(AssetMissing, match="photo-1"):
        KINDS["D05"].draw(SAMPLES["D05"], fonts)


def test_a_signature_written_on_the_glass_is_printed(fonts):
    signed = dataclasses.replace(SAMPLES["D05"].signatures[0], asset="photo-2")
    snapshot = dataclasses.replace(SAMPLES["D05"], signatures=(signed,), photos=())
    images = reader(KINDS["D05"].draw(snapshot, fonts, assets=ASSETS)).pages[0].images
    assert len(images) == 1


def test_remedies_stand_where_the_catalogue_asks_for_them():
    assert {code for code, kind in KINDS.items() if kind.remedy} == {"D04", "D10"}
    assert {code for code, kind in KINDS.items() if kind.numbering == "none"} == {"D05"}
