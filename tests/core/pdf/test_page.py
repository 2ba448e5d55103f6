"""The page has the measures of GB/T 9704-2012 and nothing leaves its type area."""

import dataclasses
import io
import re

import pytest
from PIL import Image
from reportlab.lib.units import mm

from core.pdf.closing import close
from core.pdf.page import BOTTOM_PT, LEFT_MARGIN_PT, LINE_PITCH_PT, RIGHT_PT, TOP_PT, AssetMissing, Paper
from core.pdf.qr import QUIET_ZONE_MODULES, qr_matrix
from tests.core.pdf.reading import fonts_of, pieces_of, reader, squeezed, text_of

LONG_TEXT = "严格按照批准的路段车道面积期限和时段施工不得擅自扩大范围或者延长时间" * 60


def body_lines(page):
    """Baseline → the pieces on it, of what stands inside the type area."""
    lines = {}
    for piece in pieces_of(page):
        if BOTTOM_PT - 1 <= piece.baseline_pt <= TOP_PT:
            lines.setdefault(round(piece.baseline_pt, 1), []).append(piece)
    return lines


def test_a_full_page_holds_22_lines_of_28_characters(paper):
    paper.paragraph(LONG_TEXT)
    page = reader(paper.finish()).pages[0]
    lines = body_lines(page)
    assert len(lines) == 22
    lengths = [sum(len(piece.text) for piece in lines[baseline]) for baseline in sorted(lines, reverse=True)]
    assert lengths == [26] + [28] * 21


def test_the_sheet_is_a4_and_the_text_stays_in_the_type_area(paper, fonts):
    paper.paragraph(LONG_TEXT)
    page = reader(paper.finish()).pages[0]
    assert [float(edge) / mm for edge in page.mediabox] == pytest.approx([0, 0, 210, 297], abs=0.01)
    for pieces in body_lines(page).values():
        left = min(piece.x_pt for piece in pieces)
        assert left >= 28 * mm - 0.1
        assert sum(fonts.body.width(piece.text, 16, "试写") for piece in pieces) <= 156 * mm + 28 * 0.25
    assert max(body_lines(page)) <= 297 * mm - 37 * mm - 16 * 0.8
    assert min(body_lines(page)) >= 35 * mm


def test_lines_keep_their_distance_over_pages(paper):
    paper.paragraph(LONG_TEXT)
    for page in reader(paper.finish()).pages:
        baselines = sorted(body_lines(page))
        gaps = [upper - lower for lower, upper in zip(baselines, baselines[1:], strict=False)]
        assert all(gap >= LINE_PITCH_PT - 0.2 for gap in gaps)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(paper):
    paper.paragraph(LONG_TEXT)
    first, second, *_ = reader(paper.finish()).pages
    odd = [piece for piece in pieces_of(first) if piece.baseline_pt < BOTTOM_PT - 5]
    even = [piece for piece in pieces_of(second) if piece.baseline_pt < BOTTOM_PT - 5]
    assert squeezed("".join(piece.text for piece in odd)) == "—1—"
    assert squeezed("".join(piece.text for piece in even)) == "—2—"
    assert odd[0].x_pt > (LEFT_MARGIN_PT + RIGHT_PT) / 2 > even[0].x_pt
    assert even[0].x_pt == pytest.approx(28 * mm + 14, abs=0.5)


def test_the_signature_never_stands_alone_on_a_page(head, fonts):
    for length in range(560, 640, 7):
        paper = Paper(head, fonts, ("试写", "Trial"), "zh", {})
        paper.paragraph(LONG_TEXT[:length], keep_pt=130)
        close(paper)
        before, _, after = squeezed(reader(paper.finish()).pages[-1].extract_text()).partition("瑞安市公安局")
        assert "2026年12月3日" in after
        assert len(before) > 28


def test_no_standard_font_creeps_in_and_all_are_embedded(paper):
    paper.paragraph("瑞安 Ruian 2026")
    fonts = fonts_of(paper.finish())
    assert fonts and all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts.values())
    assert not any("Helvetica" in name for name in fonts)


def test_only_a_demonstration_says_so(head, fonts):
    for demo in (True, False):
        paper = Paper(dataclasses.replace(head, demo=demo), fonts, ("试写", "Trial"), "zh", {})
        paper.new_page()
        pages = reader(paper.finish()).pages
        assert all(("不具有法律效力" in squeezed(page.extract_text())) is demo for page in pages)


def test_a_preview_has_a_watermark_and_neither_seal_nor_code(head, fonts):
    sealed = dataclasses.replace(head, seal="demo")
    for preview in (True, False):
        paper = Paper(dataclasses.replace(sealed, preview=preview), fonts, ("试写", "Trial"), "zh", {})
        close(paper)
        text = text_of(paper.finish())
        assert ("预览稿未生效" in text) is preview
        assert ("演示专用" in text) is not preview
        assert ("K7QM-2XWD-9RTA" in text) is not preview


def test_the_picture_of_the_real_seal_is_printed_over_the_date(head, fonts):
    stream = io.BytesIO()
    Image.new("RGBA", (420, 420), (220, 10, 20, 128)).save(stream, "PNG")
    sealed = dataclasses.replace(head, seal="image")
    paper = Paper(sealed, fonts, ("试写", "Trial"), "zh", {"seal": stream.getvalue()})
    close(paper)
    (page,) = reader(paper.finish()).pages
    (image,) = page.images
    assert image.image.size == (420, 420)
    assert "演示专用" not in page.extract_text()


def test_a_seal_picture_that_was_not_given_is_named(head, fonts):
    paper = Paper(dataclasses.replace(head, seal="image"), fonts, ("试写", "Trial"), "zh", {})
    with pytest.raises(AssetMissing, match="seal.*试写"):
        close(paper)


def test_an_unknown_language_is_refused(head, fonts):
    with pytest.raises(ValueError, match="zh or en"):
        Paper(head, fonts, ("试写", "Trial"), "fr", {})


def test_the_drawn_code_is_the_code_of_the_address(paper, head):
    close(paper)
    contents = reader(paper.finish()).pages[0].get_contents().get_data().decode("latin-1")
    rectangles = [tuple(map(float, found)) for found in re.findall(r"(\S+) (\S+) (\S+) (\S+) re", contents)]
    assert _modules(rectangles) == qr_matrix(head.verify_url)


def _modules(rectangles):
    """The dark modules that a scanner would see, from the rectangles of the drawing."""
    height = rectangles[0][3]
    left = min(x for x, _, _, _ in rectangles)
    top = max(y for _, y, _, _ in rectangles)
    size = round(max((top - y) for _, y, _, _ in rectangles) / height) + 1
    grid = [[False] * size for _ in range(size)]
    for x, y, width, _ in rectangles:
        row, column = round((top - y) / height), round((x - left) / height)
        for offset in range(round(width / height)):
            grid[row][column + offset] = True
    assert QUIET_ZONE_MODULES * height <= left
    return tuple(tuple(row) for row in grid)
