"""D09 占用、挖掘道路施工许可证（交通安全审查意见书）: the card displayed on site (城市道路管理条例 art. 31, 33)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.lib.units import mm

from core.pdf.closing import seal, verification
from core.pdf.document import NO_ASSETS, ApplicationHead, Language
from core.pdf.fonts import FontSet
from core.pdf.page import (
    BOTTOM_PT,
    LEFT_MARGIN_PT,
    PAGE_HEIGHT_PT,
    PAGE_WIDTH_PT,
    RED,
    RIGHT_PT,
    SIZE_3_PT,
    SIZE_4_PT,
    SIZE_SMALL_4_PT,
    TYPE_WIDTH_PT,
    Paper,
)
from core.pdf.tables import MIN_ROW_PT, Cell, draw_table, label, table_height
from core.pdf.wording import day, hours, period, quantity
from permits.documents.place import PlaceOfWorks

NAMES = ("占用、挖掘道路施工许可证", "Road works permit")

SHARES = {"zh": (2, 5, 2, 5), "en": (3, 5, 3, 5)}
"""Widths of the columns; the English names are longer."""

TABLE_SIZES_PT = (14, 13, 12, 11, 10, 9, 8, 7)
"""The largest that lets the card stay on one page is taken."""

LONGEST_ENTRY_LETTERS, LONGEST_HALF_ENTRY_LETTERS = 90, 36
"""Two lines of the smallest size in a wide cell, two in a narrow one."""

LONGEST_NAME_LETTERS = 16
"""The telephone after the name is never cut off."""

CARD_QR_PT = 42 * mm
FOOT_HEIGHT_PT = CARD_QR_PT + 70
TALLEST_ROW_PT, SIGNATURE_WIDTH_PT = 34, 220


@dataclass(frozen=True, kw_only=True)
class PermitCardSnapshot(ApplicationHead):
    """Facts of the card. decision_number: number of the D08 it belongs to. site_manager, site_phone: 现场负责人."""

    decision_number: str
    client_org: str
    contractor_org: str
    place: PlaceOfWorks
    valid_from: dt.date
    valid_to: dt.date
    daily_hours: tuple[str, ...] = ()
    closure: str
    workzone_speed_kmh: int | None = None
    site_manager: str
    site_phone: str


def draw(
    snapshot: PermitCardSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The card as PDF, always one page: long entries are set smaller, endless ones refer to the decision."""
    paper = Paper(snapshot, fonts, NAMES, language, assets, numbered=False)
    _frame(paper)
    _heading(paper)
    rows = _rows(paper, snapshot)
    free_pt = paper.cursor_pt - BOTTOM_PT - FOOT_HEIGHT_PT
    size_pt = next((size for size in TABLE_SIZES_PT if _height(paper, rows, size) <= free_pt), TABLE_SIZES_PT[-1])
    # What is left over is shared out among the rows, so that the card fills its page.
    spare_pt = max(0, free_pt - _height(paper, rows, size_pt))
    row_pt = min(TALLEST_ROW_PT, _least_row(size_pt) + spare_pt / len(rows))
    draw_table(paper, SHARES[paper.language], rows, size_pt=size_pt, min_row_pt=row_pt)
    _foot(paper, snapshot)
    return paper.finish()


def _height(paper: Paper, rows: list[list[Cell]], size_pt: float) -> float:
    return table_height(paper, SHARES[paper.language], rows, size_pt, _least_row(size_pt))


def _least_row(size_pt: float) -> float:
    return min(MIN_ROW_PT, size_pt * 2)


def _frame(paper: Paper) -> None:
    paper.canvas.setStrokeColorRGB(*RED)
    for inset_pt, width_pt in ((12 * mm, 2.4), (14 * mm, 0.7)):
        paper.canvas.setLineWidth(width_pt)
        paper.canvas.rect(inset_pt, inset_pt, PAGE_WIDTH_PT - 2 * inset_pt, PAGE_HEIGHT_PT - 2 * inset_pt)


def _heading(paper: Paper) -> None:
    centre_pt = PAGE_WIDTH_PT / 2
    size_pt = paper.fitting_size(paper.authority, TYPE_WIDTH_PT * 0.98, 20, paper.fonts.title)
    title_pt = paper.fitting_size(paper.title, TYPE_WIDTH_PT * 0.98, 30, paper.fonts.title)
    lines = (
        (paper.authority, size_pt, False, (0, 0, 0)),
        (paper.title, title_pt, True, RED),
        (paper.say("（道路交通安全审查意见书）", "(Traffic safety consent)"), SIZE_4_PT, False, (0, 0, 0)),
        (paper.head.document_number, SIZE_3_PT, False, (0, 0, 0)),
    )
    for text, line_pt, bold, rgb in lines:
        baseline_pt = paper.cursor_pt - line_pt * 0.88
        paper.draw(
            text, centre_pt, baseline_pt, line_pt, typeface=paper.fonts.title, align="center", bold=bold, rgb=rgb
        )
        paper.cursor_pt -= line_pt * 1.6
    paper.cursor_pt -= 4


def _rows(paper: Paper, snapshot: PermitCardSnapshot) -> list[list[Cell]]:
    say, place = paper.say, snapshot.place
    lasting = period(snapshot.valid_from, snapshot.valid_to, paper.language)
    wide = (
        (say("被许可人", "Holder"), snapshot.applicant_name),
        (say("工程名称", "Project"), snapshot.project_name),
        (say("建设单位", "Client"), snapshot.client_org),
        (say("施工单位", "Contractor"), snapshot.contractor_org),
        (say("施工路段", "Place"), place.extent(paper.language)),
        (say("占用范围", "Occupied"), place.occupied),
        (say("有效期限", "Valid"), lasting),
        (say("施工时段", "Hours"), hours(snapshot.daily_hours, paper.language)),
    )
    manager = f"{snapshot.site_manager[:LONGEST_NAME_LETTERS]} {snapshot.site_phone}"
    pairs = (
        (say("长度", "Length"), quantity(place.length_m, "m"), say("面积", "Area"), quantity(place.area_m2, "㎡")),
        (
            say("封闭方式", "Closure"),
            snapshot.closure,
            say("限速", "Speed limit"),
            quantity(snapshot.workzone_speed_kmh, "km/h"),
        ),
        (say("现场负责", "Site manager"), manager, say("监督电话", "Phone"), snapshot.supervision_phone),
    )
    rows = [[label(name), Cell(_short(paper, value, LONGEST_ENTRY_LETTERS), 3)] for name, value in wide]
    return rows + [
        [
            label(one),
            Cell(_short(paper, first, LONGEST_HALF_ENTRY_LETTERS)),
            label(two),
            Cell(_short(paper, second, LONGEST_HALF_ENTRY_LETTERS)),
        ]
        for one, first, two, second in pairs
    ]


def _short(paper: Paper, text: str, letters: int) -> str:
    if len(text) <= letters:
        return text
    return text[: letters - 10] + paper.say("……（详见许可决定书）", "… (see the decision)")


def _foot(paper: Paper, snapshot: PermitCardSnapshot) -> None:
    """The large code at the left; signature, date and seal at the right; what must be done with the card below."""
    top_pt = BOTTOM_PT + FOOT_HEIGHT_PT - 8
    verification(paper, LEFT_MARGIN_PT, top_pt, CARD_QR_PT)
    centre_pt = RIGHT_PT - 110
    size_pt = paper.fitting_size(paper.authority, SIGNATURE_WIDTH_PT, SIZE_4_PT)
    paper.draw(paper.authority, centre_pt, top_pt - 52, size_pt, align="center")
    paper.draw(day(snapshot.issued_on, paper.language), centre_pt, top_pt - 78, SIZE_4_PT, align="center")
    seal(paper, centre_pt, top_pt - 62)
    lines = (
        paper.say(f"许可决定书：{snapshot.decision_number}", f"Decision: {snapshot.decision_number}"),
        paper.say(
            "本证应当悬挂于施工现场醒目位置，不得涂改、转让、出借。",
            "Display on site. Not to be altered, transferred or lent.",
        ),
    )
    for index, text in enumerate(lines):
        size_pt = paper.fitting_size(text, TYPE_WIDTH_PT, SIZE_SMALL_4_PT)
        paper.draw(text, PAGE_WIDTH_PT / 2, BOTTOM_PT + 16 - index * 18, size_pt, align="center")
