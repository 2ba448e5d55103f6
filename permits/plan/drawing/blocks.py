"""The framed parts of the sheet: a heading, a table, the title block."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from permits.plan.drawing.scene import FAINT_INK, HAIR, PALE, THICK, THIN, Shape, Text, box, line, shortened, wrapped
from permits.plan.sentences import sentence, written

HEAD_MM = 6.0
HEAD_FILL = "#eceff3"
CELL_MM, SMALL_CELL_MM = 2.5, 2.0
LABEL_SHARE = 0.2


@dataclass(frozen=True)
class Caption:
    """What the title block says beyond the plan itself; empty members are left out.

    version: of the plan, as the case counts them. drawn_on: the day of this version.
    """

    works_number: str = ""
    works_title: str = ""
    applicant: str = ""
    contractor: str = ""
    version: str = ""
    drawn_on: dt.date | None = None


def panel(x: float, y: float, width: float, height: float, title: str) -> Iterator[Shape]:
    """A framed part of the sheet with a heading."""
    yield box(x, y, width, height, width_mm=THIN)
    yield box(x, y, width, HEAD_MM, fill=HEAD_FILL, width_mm=THIN)
    yield Text(x + 2, y + 4.2, shortened(title, 3, width - 4), 3, bold=True)


Row = Sequence[str]


def table(
    x: float,
    y: float,
    width: float,
    height: float,
    title: str,
    columns: Sequence[tuple[float, str, float]],
    rows: Sequence[Row],
    strong: int = -1,
) -> Iterator[Shape]:
    """A panel with a table, the first of the rows its head. columns: share of the width, anchor and size in mm each.

    Rows that find no room are not drawn; strong: the row that stands out.
    """
    yield from panel(x, y, width, height, title)
    room = height - HEAD_MM
    rows = rows[: int(room / 3.0)]
    pitch = min(room / len(rows), 6.4)
    for n, row in enumerate(rows):
        base = y + HEAD_MM + pitch * (n + 0.5) + 0.9
        if n:
            yield line((x, y + HEAD_MM + pitch * n), (x + width, y + HEAD_MM + pitch * n), stroke=PALE, width_mm=HAIR)
        left = x
        for cell, (share, anchor, size) in zip(row, columns, strict=True):
            right = left + share * width
            if cell:
                edge = right - 1.5 if anchor == "end" else left + 2
                yield Text(edge, base, shortened(cell, size, right - left - 2.2), size, anchor, bold=n in (0, strong))
            left = right


def title_block(
    x: float, y: float, width: float, height: float, rows: Sequence[tuple[str, str]], notes: Sequence[str]
) -> Iterator[Shape]:
    """A grid of label and value, the notes under it."""
    note_rows = [row for note in notes for row in wrapped(note, 2.1, width - 4, 3)]
    grid = height - 3.0 * len(note_rows) - 2
    pitch, split = grid / len(rows), x + width * LABEL_SHARE
    yield box(x, y, width, height, width_mm=THICK)
    yield line((split, y), (split, y + grid), stroke=PALE, width_mm=HAIR)
    for n, (label, text) in enumerate(rows):
        base = y + pitch * (n + 0.5) + 0.9
        yield line((x, y + pitch * (n + 1)), (x + width, y + pitch * (n + 1)), stroke=PALE, width_mm=HAIR)
        yield Text(x + 2, base, shortened(label, 2.4, split - x - 3), 2.4, fill=FAINT_INK)
        yield Text(split + 2, base, shortened(text, 2.7, x + width - split - 4), 2.7, bold=n == 0)
    for n, row in enumerate(note_rows):
        yield Text(x + 2, y + grid + 3.2 + n * 3.0, row, 2.1, fill=FAINT_INK)


def quantity(number: float | None, language: str) -> str:
    """A figure of the plan, or that it was not given."""
    return sentence("drawing.unknown")[language] if number is None else written(float(number))
