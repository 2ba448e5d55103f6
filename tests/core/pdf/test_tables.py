"""Tables go on over the page without losing or overlapping a line."""

import pytest

from core.pdf.page import BOTTOM_PT, TOP_PT
from core.pdf.tables import GAP_BELOW_PT, Cell, draw_table, label, table_height
from tests.core.pdf.reading import pieces_of, reader, squeezed, text_of


def test_the_head_row_is_repeated_on_every_page(paper):
    rows = [[label("序号"), label("内容")], *([Cell(str(number)), Cell(f"第{number}项")] for number in range(1, 61))]
    draw_table(paper, (1, 5), rows, head_rows=1)
    pages = reader(paper.finish()).pages
    assert len(pages) > 1
    assert all("序号" in squeezed(page.extract_text()) for page in pages)
    text = squeezed("".join(page.extract_text() for page in pages))
    assert all(f"第{number}项" in text for number in range(1, 61))


def test_a_row_taller_than_a_page_is_cut_between_its_lines(paper):
    wording = "".join(f"第{number}条规定，" for number in range(600))
    draw_table(paper, (1, 5), [[label("全文"), Cell(wording)]])
    document = paper.finish()
    assert len(reader(document).pages) > 1
    text = text_of(document)
    assert all(f"第{number}条" in text for number in range(600))
    for page in reader(document).pages:
        baselines = [piece.baseline_pt for piece in pieces_of(page) if piece.x_pt > 300]
        assert all(BOTTOM_PT - 35 < baseline < TOP_PT for baseline in baselines)


def test_rows_do_not_overlap(paper):
    draw_table(paper, (1, 1), [[Cell("甲" * 50), Cell("乙")], [Cell("丙"), Cell("丁" * 70)]])
    lines = {}
    for piece in pieces_of(reader(paper.finish()).pages[0]):
        if piece.text[0] in "甲丁":
            lines.setdefault(piece.text[0], []).append(piece.baseline_pt)
    assert min(lines["甲"]) - max(lines["丁"]) > 12


def test_the_height_told_is_the_height_taken(paper):
    rows = [[label("一"), Cell("二" * 90)], [label("三"), Cell("四")]]
    before = paper.cursor_pt
    expected = table_height(paper, (1, 5), rows, 12)
    draw_table(paper, (1, 5), rows, size_pt=12)
    assert before - paper.cursor_pt == pytest.approx(expected + GAP_BELOW_PT)


def test_spans_must_fill_the_row(paper):
    with pytest.raises(ValueError, match="spans"):
        draw_table(paper, (1, 1, 1), [[Cell("一"), Cell("二")]])
