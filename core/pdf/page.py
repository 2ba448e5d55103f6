"""The official page of GB/T 9704-2012: a type area of 22 lines of 28 characters, filled from top to bottom."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core.pdf.document import DocumentHead, Language
from core.pdf.fonts import FontSet, Typeface
from core.pdf.text import break_lines

PAGE_WIDTH_PT, PAGE_HEIGHT_PT = A4
TOP_MARGIN_PT, LEFT_MARGIN_PT = 37 * mm, 28 * mm
TYPE_WIDTH_PT, TYPE_HEIGHT_PT = 156 * mm, 225 * mm
RIGHT_PT, CENTRE_PT = LEFT_MARGIN_PT + TYPE_WIDTH_PT, LEFT_MARGIN_PT + TYPE_WIDTH_PT / 2
TOP_PT, BOTTOM_PT = PAGE_HEIGHT_PT - TOP_MARGIN_PT, PAGE_HEIGHT_PT - TOP_MARGIN_PT - TYPE_HEIGHT_PT
LINES_PER_PAGE, LETTERS_PER_LINE = 22, 28
LINE_PITCH_PT = TYPE_HEIGHT_PT / LINES_PER_PAGE
SIZE_2_PT, SIZE_3_PT, SIZE_4_PT, SIZE_SMALL_4_PT, SIZE_5_PT, SIZE_SMALL_5_PT = 22, 16, 14, 12, 10.5, 9
"""字号: 二号, 三号, 四号, 小四, 五号, 小五."""

ASCENT = 0.88
"""Height of a Chinese character above its baseline, in ems."""

BOLD_STROKE_EMS = 0.022
WIDEST_TRACKING_EMS = 0.12
"""A line that would be stretched more stays ragged."""

ONE_LINE = dict.fromkeys(map(ord, "\t\n\v\f\r"), " ")
"""What was typed into a one-line entry may hold line ends; a line is drawn as one."""

RED = (0.85, 0.0, 0.05)


class AssetMissing(ValueError):
    """The snapshot names a picture that was not given with it."""

    def __init__(self, name: str, document: str):
        super().__init__(f"picture {name!r} is missing, needed in {document}")
        self.name, self.document = name, document


@dataclass(frozen=True)
class Style:
    """How a paragraph is set: size and line pitch in points, tracking added to each character, first-line indent."""

    size_pt: float
    pitch_pt: float
    tracking_pt: float = 0
    indent_letters: int = 0
    justify: bool = False
    after_pt: float = 0


# 28 characters of 16 pt are 448 pt: tracking brings them to the 156 mm of the type area.
BODY_ZH = Style(SIZE_3_PT, LINE_PITCH_PT, TYPE_WIDTH_PT / LETTERS_PER_LINE - SIZE_3_PT, indent_letters=2, justify=True)
FORM_ZH = Style(SIZE_4_PT, 22, indent_letters=2, justify=True)
"""Enforcement forms are set in 四号, so that most of them stay on one page."""

BODY_EN = Style(11.5, 17, after_pt=6)
SMALL = Style(SIZE_SMALL_5_PT, 13)


class Paper:
    """A document being written: one cursor going down the type area, new pages as needed, footer on each page.

    cursor_pt: height above the bottom of the sheet of the next free line's top. `name` is what MissingGlyph tells.
    """

    def __init__(
        self,
        head: DocumentHead,
        fonts: FontSet,
        names: tuple[str, str],
        language: Language,
        assets: Mapping,
        *,
        numbered: bool = True,
    ):
        if language not in ("zh", "en"):
            raise ValueError(f"language {language!r}: zh or en is expected")
        self.head, self.fonts, self.language, self.assets = head, fonts, language, assets
        self.numbered = numbered
        self.name = " ".join(part for part in (names[0], head.document_number or head.case_number) if part)
        self.title = self.say(*names)
        self.body = BODY_EN if language == "en" else BODY_ZH
        self.cursor_pt, self.page_number = TOP_PT, 1
        self.sheet_pt = (PAGE_WIDTH_PT, PAGE_HEIGHT_PT)
        self._buffer = io.BytesIO()
        # invariant: no clock and no random identity in the file, so that the same snapshot gives the same bytes.
        self.canvas = Canvas(
            self._buffer,
            pagesize=A4,
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.body.fonts[0].fontName,
            lang="zh-CN" if language == "zh" else "en",
        )
        self.canvas.setTitle(f"{self.title} {head.document_number}".strip())
        self.canvas.setAuthor(head.authority_name)
        self.canvas.setSubject(head.works_number)

    def say(self, zh: str, en: str) -> str:
        """The wording of the language this copy is printed in."""
        return en if self.language == "en" else zh

    @property
    def authority(self) -> str:
        """The issuing authority in the language of this copy, in Chinese where it has no English name."""
        return self.say(self.head.authority_name, self.head.authority_name_en or self.head.authority_name)

    def asset(self, name: str) -> bytes:
        """The picture of that name. Raises AssetMissing."""
        if name not in self.assets:
            raise AssetMissing(name, self.name)
        return self.assets[name]

    def width(self, text: str, size_pt: float, typeface: Typeface | None = None, tracking_pt: float = 0) -> float:
        """Width in points of a text set in one line."""
        return (typeface or self.fonts.body).width(text.translate(ONE_LINE), size_pt, self.name) + tracking_pt * len(
            text
        )

    def fitting_size(self, text: str, width_pt: float, size_pt: float, typeface: Typeface | None = None) -> float:
        """The size, or the smaller one at which the text is no wider than `width_pt`."""
        return min(size_pt, width_pt / max(self.width(text, 1, typeface), 1))

    def draw(
        self,
        text: str,
        x_pt: float,
        baseline_pt: float,
        size_pt: float,
        *,
        typeface: Typeface | None = None,
        tracking_pt: float = 0,
        align: Literal["left", "center", "right"] = "left",
        bold: bool = False,
        rgb: tuple[float, float, float] = (0, 0, 0),
    ) -> None:
        """Draws one line of text whose left end, middle or right end is at x_pt. Raises MissingGlyph."""
        typeface, text = typeface or self.fonts.body, text.translate(ONE_LINE)
        width_pt = self.width(text, size_pt, typeface, tracking_pt)
        x_pt -= {"left": 0, "center": width_pt / 2, "right": width_pt}[align]
        writer = self.canvas.beginText(x_pt, baseline_pt)
        writer.setFillColorRGB(*rgb)
        writer.setStrokeColorRGB(*rgb)
        writer.setCharSpace(tracking_pt)
        # 小标宋 is heavier than the regular serif: its outline is stroked as well.
        writer.setTextRenderMode(2 if bold else 0)
        self.canvas.setLineWidth(size_pt * BOLD_STROKE_EMS)
        for font_name, run in typeface.runs(text, self.name):
            writer.setFont(font_name, size_pt)
            writer.textOut(run)
        writer.setTextRenderMode(0)
        writer.setCharSpace(0)
        self.canvas.drawText(writer)

    def room(self, height_pt: float) -> None:
        """Begins a new page unless that height is still free on this one."""
        if self.cursor_pt - height_pt < BOTTOM_PT - 0.01 and self.cursor_pt < TOP_PT:
            self.new_page()

    def new_page(self) -> None:
        """Ends this page and puts the cursor at the top of the next."""
        self._finish_page()
        self.page_number += 1
        self.cursor_pt = TOP_PT

    def new_sheet(self, width_pt: float, height_pt: float) -> None:
        """Ends this page and begins one of another size without type area or number; only sheets can follow it."""
        self._finish_page()
        self.numbered, self.sheet_pt = False, (width_pt, height_pt)
        self.canvas.setPageSize(self.sheet_pt)

    def skip(self, height_pt: float) -> None:
        """Leaves a gap, but none at the top of a page."""
        if self.cursor_pt < TOP_PT:
            self.cursor_pt -= height_pt

    def paragraph(
        self,
        text: str,
        style: Style | None = None,
        *,
        typeface: Typeface | None = None,
        keep_pt: float = 0,
        indent_letters: int | None = None,
        align: Literal["left", "center", "right"] = "left",
        bold: bool = False,
    ) -> None:
        """Sets a paragraph (each line end in the text begins another).

        keep_pt: height of what must stand on the same page as the last lines (a signature never stands alone).
        """
        style = style or self.body
        letters = style.indent_letters if indent_letters is None else indent_letters
        indent_pt = letters * (style.size_pt + style.tracking_pt)
        for part in text.splitlines() or [""]:
            lines = break_lines(
                part,
                TYPE_WIDTH_PT + 0.01,
                lambda piece: self.width(piece, style.size_pt, typeface, style.tracking_pt),
                indent=indent_pt,
            )
            self._set_lines(lines, style, typeface, keep_pt, indent_pt, align, bold)
            self.skip(style.after_pt)

    def finish(self) -> bytes:
        """The document."""
        self._finish_page()
        self.canvas.save()
        return self._buffer.getvalue()

    def _set_lines(self, lines, style, typeface, keep_pt, indent_pt, align, bold) -> None:
        for index, line in enumerate(lines):
            # The last two lines and what they carry go over together, and never leave a single line behind.
            tail = index >= len(lines) - 2 or len(lines) == 3
            self.room((len(lines) - index) * style.pitch_pt + keep_pt if tail else style.pitch_pt)
            last = index == len(lines) - 1
            start_pt = LEFT_MARGIN_PT + (indent_pt if index == 0 else 0)
            tracking_pt = style.tracking_pt
            if style.justify and not last:
                tracking_pt = self._justified(line, RIGHT_PT - start_pt, style, typeface)
            x_pt = {"left": start_pt, "center": CENTRE_PT, "right": RIGHT_PT}[align]
            baseline_pt = self.cursor_pt - style.size_pt * ASCENT
            self.draw(
                line,
                x_pt,
                baseline_pt,
                style.size_pt,
                typeface=typeface,
                tracking_pt=tracking_pt,
                align=align,
                bold=bold,
            )
            self.cursor_pt -= style.pitch_pt

    def _justified(self, line: str, width_pt: float, style: Style, typeface: Typeface | None) -> float:
        """Tracking that brings the line's last character to the right edge; not when it would tear the line apart."""
        if len(line) < 2:
            return style.tracking_pt
        spare_pt = width_pt - self.width(line, style.size_pt, typeface)
        tracking_pt = spare_pt / (len(line) - 1)
        return tracking_pt if tracking_pt < style.size_pt * WIDEST_TRACKING_EMS else style.tracking_pt

    def _draw_watermark(self) -> None:
        self.canvas.saveState()
        self.canvas.translate(self.sheet_pt[0] / 2, self.sheet_pt[1] / 2)
        self.canvas.rotate(45)
        self.canvas.setFillAlpha(0.15)
        self.draw(
            self.say("预览稿 未生效", "Preview, not in force"), 0, -20, 60, typeface=self.fonts.heading, align="center"
        )
        self.canvas.restoreState()

    def _finish_page(self) -> None:
        if self.numbered:
            self._draw_number()
        self._draw_warnings()
        self.canvas.showPage()

    def _draw_number(self) -> None:
        number, size_pt = f"— {self.page_number} —", SIZE_4_PT
        odd = self.page_number % 2 == 1
        x_pt = RIGHT_PT - size_pt if odd else LEFT_MARGIN_PT + size_pt
        baseline_pt = BOTTOM_PT - 7 * mm - size_pt * 0.5
        self.draw(number, x_pt, baseline_pt, size_pt, align="right" if odd else "left")

    def _draw_warnings(self) -> None:
        if self.head.preview:
            self._draw_watermark()
        drawn_sheet = self.sheet_pt[0] > PAGE_WIDTH_PT
        baseline_pt = self.sheet_pt[1] - (7 if drawn_sheet else 20) * mm
        right_pt = self.sheet_pt[0] - 12 * mm if drawn_sheet else RIGHT_PT
        if self.language == "en":
            warning = "Reading copy; only the Chinese text is official."
            self.draw(warning, LEFT_MARGIN_PT, baseline_pt, SIZE_SMALL_5_PT, typeface=self.fonts.heading)
        if self.head.demo:
            warning = self.say("演示数据，不具有法律效力", "Demonstration data, no legal force")
            self.draw(
                warning, right_pt, baseline_pt, SIZE_SMALL_5_PT, typeface=self.fonts.heading, align="right", rgb=RED
            )
