"""QR codes drawn as vectors, sharp at any size and a few hundred bytes small."""

import segno
from reportlab.pdfgen.canvas import Canvas

QUIET_ZONE_MODULES = 4
"""Blank margin that ISO/IEC 18004 asks for on every side."""


def qr_matrix(content: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of dark modules for the content, error correction M, without the quiet zone."""
    return tuple(tuple(bool(module) for module in row) for row in segno.make(content, error="m", micro=False).matrix)


def draw_qr(canvas: Canvas, content: str, x_pt: float, y_pt: float, side_pt: float) -> None:
    """Draws the code with its quiet zone into the square whose lower left corner is (x_pt, y_pt)."""
    matrix = qr_matrix(content)
    module_pt = side_pt / (len(matrix) + 2 * QUIET_ZONE_MODULES)
    left, top = x_pt + QUIET_ZONE_MODULES * module_pt, y_pt + side_pt - QUIET_ZONE_MODULES * module_pt
    path = canvas.beginPath()
    for row_index, row in enumerate(matrix):
        for first, length in _dark_runs(row):
            path.rect(left + first * module_pt, top - (row_index + 1) * module_pt, length * module_pt, module_pt)
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """(first module, length) of each unbroken dark stretch: one rectangle each leaves no hairlines between modules."""
    runs, start = [], None
    for index, dark in enumerate((*row, False)):
        if dark and start is None:
            start = index
        elif not dark and start is not None:
            runs.append((start, index - start))
            start = None
    return runs
