"""Ruled tables that go on over the page, their head rows repeated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from core.pdf.page import ASCENT, BOTTOM_PT, LEFT_MARGIN_PT, SIZE_SMALL_4_PT, TYPE_HEIGHT_PT, TYPE_WIDTH_PT, Paper
from core.pdf.text import break_paragraphs

PADDING_PT, PADDING_Y_PT, GAP_BELOW_PT = 5, 3, 9
MIN_ROW_PT = 26
RULE_PT = 0.6


@dataclass(frozen=True)
class Cell:
    """One cell: its text (line ends begin new lines), how many columns it spans, a label is set in 黑体 and centred."""

    text: str
    span: int = 1
    label: bool = False
    align: Literal["left", "center"] = "left"


@dataclass(frozen=True)
class _LaidOut:
    cell: Cell
    x_pt: float
    width_pt: float
    lines: tuple[str, ...]


def label(text: str, span: int = 1) -> Cell:
    """A cell that names what stands beside or under it."""
    return Cell(text, span, label=True, align="center")


def draw_table(
    paper: Paper,
    shares: Sequence[float],
    rows: Sequence[Sequence[Cell]],
    *,
    head_rows: int = 0,
    size_pt: float = SIZE_SMALL_4_PT,
    min_row_pt: float = MIN_ROW_PT,
) -> None:
    """Draws the rows under the cursor over the whole type width.

    shares: relative column widths. head_rows: rows repeated on each page. A row goes to the next page whole, unless it
    is taller than a page: then it is cut between its lines. The spans of each row must add up to the columns.
    """
    grid = _Grid(paper, shares, size_pt, min_row_pt)
    head, body = rows[:head_rows], rows[head_rows:]
    grid.draw_rows(head)
    for row in body:
        grid.draw_row(row, head)
    paper.skip(GAP_BELOW_PT)


def table_height(
    paper: Paper,
    shares: Sequence[float],
    rows: Sequence[Sequence[Cell]],
    size_pt: float,
    min_row_pt: float = MIN_ROW_PT,
) -> float:
    """Height in points the rows would take at that size, were the page endless."""
    grid = _Grid(paper, shares, size_pt, min_row_pt)
    return sum(grid.height(row) for row in rows)


class _Grid:
    def __init__(self, paper: Paper, shares: Sequence[float], size_pt: float, min_row_pt: float):
        self.paper, self.size_pt, self.min_row_pt = paper, size_pt, min_row_pt
        self.pitch_pt = size_pt * 1.4
        unit_pt = TYPE_WIDTH_PT / sum(shares)
        self.edges_pt = [LEFT_MARGIN_PT + unit_pt * sum(shares[:index]) for index in range(len(shares) + 1)]

    def height(self, row: Sequence[Cell]) -> float:
        return self._height(self._lay_out(row))

    def draw_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        for row in rows:
            self._draw(self._lay_out(row))

    def draw_row(self, row: Sequence[Cell], head: Sequence[Sequence[Cell]]) -> None:
        cells, on_new_page = self._lay_out(row), False
        while self._height(cells) > self.paper.cursor_pt - BOTTOM_PT:
            # A row goes over whole when the next page can hold it, else it is cut between its lines.
            if on_new_page or self._height(cells) > TYPE_HEIGHT_PT * 0.8:
                fitting = int((self.paper.cursor_pt - BOTTOM_PT - 2 * PADDING_Y_PT) / self.pitch_pt)
                if on_new_page or fitting > 3:
                    fitting = max(fitting, 1)
                    self._draw([replace(cell, lines=cell.lines[:fitting]) for cell in cells])
                    cells = [replace(cell, lines=cell.lines[fitting:]) for cell in cells]
            self.paper.new_page()
            on_new_page = True
            if sum(self.height(line) for line in head) < TYPE_HEIGHT_PT / 2:
                self.draw_rows(head)
        self._draw(cells)

    def _lay_out(self, row: Sequence[Cell]) -> list[_LaidOut]:
        if sum(cell.span for cell in row) != len(self.edges_pt) - 1:
            raise ValueError("the spans of a row do not add up to the columns of the table")
        cells, column = [], 0
        for cell in row:
            left_pt, right_pt = self.edges_pt[column], self.edges_pt[column + cell.span]
            inner_pt = right_pt - left_pt - 2 * PADDING_PT
            typeface = self._typeface(cell)
            lines = break_paragraphs(
                cell.text, inner_pt, lambda text, face=typeface: self.paper.width(text, self.size_pt, face)
            )
            cells.append(_LaidOut(cell, left_pt, right_pt - left_pt, tuple(lines)))
            column += cell.span
        return cells

    def _height(self, cells: Sequence[_LaidOut]) -> float:
        return max(self.min_row_pt, max(len(cell.lines) for cell in cells) * self.pitch_pt + 2 * PADDING_Y_PT)

    def _draw(self, cells: Sequence[_LaidOut]) -> None:
        paper, height_pt = self.paper, self._height(cells)
        bottom_pt = paper.cursor_pt - height_pt
        paper.canvas.setStrokeGray(0)
        for cell in cells:
            paper.canvas.setLineWidth(RULE_PT)
            paper.canvas.rect(cell.x_pt, bottom_pt, cell.width_pt, height_pt, stroke=1, fill=0)
            text_pt = len(cell.lines) * self.pitch_pt
            baseline_pt = paper.cursor_pt - (height_pt - text_pt) / 2 - self.size_pt * ASCENT
            baseline_pt -= (self.pitch_pt - self.size_pt) / 2
            for line in cell.lines:
                self._draw_line(cell, line, baseline_pt)
                baseline_pt -= self.pitch_pt
        paper.cursor_pt = bottom_pt

    def _draw_line(self, cell: _LaidOut, line: str, baseline_pt: float) -> None:
        centred = cell.cell.align == "center"
        x_pt = cell.x_pt + (cell.width_pt / 2 if centred else PADDING_PT)
        align = "center" if centred else "left"
        self.paper.draw(line, x_pt, baseline_pt, self.size_pt, typeface=self._typeface(cell.cell), align=align)

    def _typeface(self, cell: Cell):
        return self.paper.fonts.heading if cell.label else self.paper.fonts.body
