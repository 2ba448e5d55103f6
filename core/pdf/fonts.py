"""The typefaces of official documents, every character checked against them before it is printed."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import pylopdf_fonts_zh_cn

from core.pdf.outline import OutlineFont


class MissingGlyph(ValueError):
    """No font has this character: the document must not appear without it. Names the character and the document."""

    def __init__(self, letter: str, document: str):
        super().__init__(f"no font has {letter!r} (U+{ord(letter):04X}), needed in {document}")
        self.letter, self.document = letter, document


@dataclass(frozen=True)
class Typeface:
    """Fonts tried in order for each character: the wanted one first, then those that stand in for it."""

    fonts: tuple[OutlineFont, ...]

    def has(self, letter: str) -> bool:
        """Whether any of the fonts has the character."""
        return any(font.has(letter) for font in self.fonts)

    def runs(self, text: str, document: str) -> list[tuple[str, str]]:
        """The text cut where the font changes: (ReportLab font name, piece). Raises MissingGlyph."""
        return [
            (name, "".join(run)) for name, run in groupby(text, lambda letter: self._font(letter, document).fontName)
        ]

    def width(self, text: str, size_pt: float, document: str) -> float:
        """Width of the text in points. Raises MissingGlyph."""
        return sum(self._font(letter, document).face.charWidths[ord(letter)] for letter in text) * size_pt / 1000

    def _font(self, letter: str, document: str) -> OutlineFont:
        for font in self.fonts:
            if font.has(letter):
                return font
        raise MissingGlyph(letter, document)


@dataclass(frozen=True)
class FontSet:
    """body: 仿宋 or the serif standing in for it; title: 小标宋's place, the serif; heading: 黑体, the sans."""

    body: Typeface
    title: Typeface
    heading: Typeface

    def missing(self, text: str) -> tuple[str, ...]:
        """Characters no font of the set has, in order of appearance: to be refused where text is typed in."""
        letters = dict.fromkeys(letter for letter in text if letter not in "\r\n\t")
        return tuple(letter for letter in letters if not (self.body.has(letter) and self.heading.has(letter)))


@lru_cache(maxsize=4)
def open_fonts(body_font: Path | None = None) -> FontSet:
    """The fonts, opened once per process in half a second; glyphs are converted when a document first uses them.

    body_font: a customer's own 仿宋 (TTF, OTF or TTC); what it lacks is taken from the serif, character by character.
    """
    serif = OutlineFont(pylopdf_fonts_zh_cn.serif_path().read_bytes())
    sans = OutlineFont(pylopdf_fonts_zh_cn.sans_path().read_bytes())
    own = (OutlineFont(body_font.read_bytes()),) if body_font else ()
    return FontSet(body=Typeface((*own, serif, sans)), title=Typeface((serif, sans)), heading=Typeface((sans, serif)))
