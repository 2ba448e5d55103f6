"""Every character is found in a font, or the document does not appear."""

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from core.pdf.fonts import MissingGlyph, open_fonts
from core.pdf.page import Paper
from tests.core.pdf.reading import fonts_of, text_of

NOT_IN_ANY_FONT = "\U0002ebf0"


@pytest.fixture
def own_font(tmp_path):
    """A customer's font that has nothing but 中 and A, on an em of 2048 units."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 1600), (1900, 1600), (1900, 0)):
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(2048, isTTF=True)
    builder.setupGlyphOrder([".notdef", "zhong", "A"])
    builder.setupCharacterMap({ord("中"): "zhong", ord("A"): "A"})
    builder.setupGlyf({".notdef": square, "zhong": square, "A": square})
    builder.setupHorizontalMetrics({".notdef": (2048, 100), "zhong": (2048, 100), "A": (1024, 100)})
    builder.setupHorizontalHeader(ascent=1800, descent=-248)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular", "psName": "Own-Regular"})
    builder.setupOS2()
    builder.setupPost()
    path = tmp_path / "own.ttf"
    builder.save(path)
    return path


def test_rare_names_and_units_are_covered(fonts):
    assert fonts.missing("垚喆镕㎡〔〕℃①×—…·“”‘’～A1a") == ()


def test_what_is_missing_is_told_in_order_and_once(fonts):
    assert fonts.missing(f"陈{NOT_IN_ANY_FONT}\n\ue000{NOT_IN_ANY_FONT}") == (NOT_IN_ANY_FONT, "\ue000")


def test_a_missing_glyph_names_character_and_document(fonts):
    with pytest.raises(MissingGlyph) as refused:
        fonts.body.runs(f"申请人{NOT_IN_ANY_FONT}", "不予行政许可决定书")
    assert refused.value.letter == NOT_IN_ANY_FONT
    assert "U+2EBF0" in str(refused.value) and "不予行政许可决定书" in str(refused.value)


def test_a_missing_glyph_is_not_measured_either(fonts):
    with pytest.raises(MissingGlyph):
        fonts.heading.width(NOT_IN_ANY_FONT, 16, "试写")


def test_a_customers_own_font_is_used_for_what_it_has(own_font, head):
    fonts = open_fonts(own_font)
    own, serif = fonts.body.fonts[0].fontName, fonts.body.fonts[1].fontName
    assert fonts.body.runs("中国A级", "试写") == [(own, "中"), (serif, "国"), (own, "A"), (serif, "级")]
    assert fonts.body.width("中A", 10, "试写") == pytest.approx(15)
    paper = Paper(head, fonts, ("试写", "Trial"), "zh", {})
    paper.paragraph("中国A级")
    document = paper.finish()
    assert any("Own-Regular" in name for name in fonts_of(document))
    assert "中国A级" in text_of(document)


def test_full_width_characters_are_one_em_wide(fonts):
    assert fonts.body.width("瑞安", 16, "试写") == pytest.approx(32)


def test_the_fonts_are_opened_once(fonts):
    assert open_fonts() is fonts
