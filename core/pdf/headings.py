"""How an official document begins: the red head of a decision, or the plain head of an enforcement form."""

from reportlab.lib.units import mm

from core.pdf.page import (
    CENTRE_PT,
    FORM_ZH,
    LEFT_MARGIN_PT,
    LINE_PITCH_PT,
    RED,
    RIGHT_PT,
    SIZE_2_PT,
    SIZE_3_PT,
    TYPE_WIDTH_PT,
    Paper,
)
from core.pdf.text import break_lines

MARK_DROP_PT = 20 * mm
"""From the top of the type area to the agency mark. The standard's 35 mm leave room for secrecy and urgency marks,
which a permit never carries."""

TITLE_PITCH_PT = 34
FORM_NAME_WIDTH_PT = TYPE_WIDTH_PT - 2 * 24 * mm
"""Leaves the corner free for a verification code."""


def red_head(paper: Paper, title: str) -> None:
    """Agency mark in red, document number, red line over the whole width, title two lines below it."""
    paper.cursor_pt -= MARK_DROP_PT
    name = paper.authority
    size_pt = paper.fitting_size(name, TYPE_WIDTH_PT * 0.98, 38, paper.fonts.title)
    baseline_pt = paper.cursor_pt - size_pt * 0.88
    paper.draw(name, CENTRE_PT, baseline_pt, size_pt, typeface=paper.fonts.title, align="center", bold=True, rgb=RED)
    paper.cursor_pt = baseline_pt - LINE_PITCH_PT * 1.3
    if paper.head.document_number:
        paper.draw(paper.head.document_number, CENTRE_PT, paper.cursor_pt - SIZE_3_PT, SIZE_3_PT, align="center")
    paper.cursor_pt -= SIZE_3_PT + 4 * mm + 4
    _rule(paper, 1.1, RED)
    paper.cursor_pt -= LINE_PITCH_PT
    _title(paper, title)


def form_head(paper: Paper, title: str) -> None:
    """Agency name and title in black, number at the right over a thin rule, and the text in 四号: enforcement forms."""
    if paper.language == "zh":
        paper.body = FORM_ZH
    name = paper.authority
    size_pt = paper.fitting_size(name, FORM_NAME_WIDTH_PT, 20, paper.fonts.title)
    paper.draw(name, CENTRE_PT, paper.cursor_pt - size_pt, size_pt, typeface=paper.fonts.title, align="center")
    paper.cursor_pt -= size_pt + 14
    _title(paper, title, gap_pt=4)
    if paper.head.document_number:
        paper.draw(paper.head.document_number, RIGHT_PT, paper.cursor_pt - 14, 14, align="right")
        paper.cursor_pt -= 20
    _rule(paper, 0.8, (0, 0, 0))
    paper.cursor_pt -= 12


def _title(paper: Paper, title: str, gap_pt: float = LINE_PITCH_PT / 2) -> None:
    for line in break_lines(title, TYPE_WIDTH_PT, lambda text: paper.width(text, SIZE_2_PT, paper.fonts.title)):
        baseline_pt = paper.cursor_pt - SIZE_2_PT
        paper.draw(line, CENTRE_PT, baseline_pt, SIZE_2_PT, typeface=paper.fonts.title, align="center", bold=True)
        paper.cursor_pt -= TITLE_PITCH_PT
    paper.cursor_pt -= gap_pt


def _rule(paper: Paper, width_pt: float, rgb: tuple[float, float, float]) -> None:
    paper.canvas.setStrokeColorRGB(*rgb)
    paper.canvas.setLineWidth(width_pt)
    paper.canvas.line(LEFT_MARGIN_PT, paper.cursor_pt, RIGHT_PT, paper.cursor_pt)
