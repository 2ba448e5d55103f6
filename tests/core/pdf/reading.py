"""Reading a PDF back: its text, where each piece stands, and its fonts."""

import io
from dataclasses import dataclass

from pypdf import PdfReader


@dataclass(frozen=True)
class Piece:
    """A run of text as drawn: its left end and baseline in points from the lower left corner of the sheet."""

    text: str
    x_pt: float
    baseline_pt: float
    size_pt: float


def reader(document: bytes) -> PdfReader:
    """The document, opened."""
    return PdfReader(io.BytesIO(document))


def squeezed(text: str) -> str:
    """Without any white space: line ends fall anywhere in Chinese text."""
    return "".join(text.split())


def text_of(document: bytes) -> str:
    """All text of the document in the order it was drawn, without white space."""
    return squeezed("".join(page.extract_text() for page in reader(document).pages))


def pieces_of(page) -> list[Piece]:
    """What was drawn on the page, horizontal text only (a seal's arc is left out)."""
    pieces = []

    def collect(text, matrix, text_matrix, font, size):
        if text.strip() and matrix[1] == 0:
            x_pt, baseline_pt = text_matrix[4] + matrix[4], text_matrix[5] + matrix[5]
            pieces.append(Piece(text.strip(), x_pt, baseline_pt, size))

    page.extract_text(visitor_text=collect)
    return pieces


def fonts_of(document: bytes) -> dict[str, dict]:
    """Font dictionaries by their base name, over all pages."""
    fonts = {}
    for page in reader(document).pages:
        for font in page["/Resources"]["/Font"].values():
            fonts[font.get_object()["/BaseFont"]] = font.get_object()
    return fonts
