"""D22 完工验收（恢复通行）意见书: both authorities find the road fit for traffic (道路交通安全法 art. 32(2))."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.pdf.closing import corner_verification, seal, signature_picture
from core.pdf.document import NO_ASSETS, ApplicationHead, Language, Signature
from core.pdf.fonts import FontSet
from core.pdf.headings import form_head
from core.pdf.page import LEFT_MARGIN_PT, SIZE_5_PT, SIZE_SMALL_4_PT, TYPE_WIDTH_PT, Paper
from core.pdf.snapshot import Snapshot
from core.pdf.tables import GAP_BELOW_PT, Cell, draw_table, label, table_height
from core.pdf.wording import day
from permits.documents.place import PlaceOfWorks

NAMES = ("完工验收（恢复通行）意见书", "Completion acceptance")

RESULTS = {"passed": ("合格", "passed"), "failed": ("不合格", "failed"), "not_applicable": ("不涉及", "not applicable")}
BLANK_LINES = 6
"""Room in an opinion's box for the stamp and the signature."""

OPINION_HEIGHT_PT = 170
ROW_PT = 20


@dataclass(frozen=True, kw_only=True)
class AcceptanceItem(Snapshot):
    """One thing checked: 障碍物清除, 道路设施恢复, 标志标线恢复, 信号设施恢复 … and its result."""

    subject: str
    result: Literal["passed", "failed", "not_applicable"]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AcceptanceOpinion(Snapshot):
    """What one authority says: its name, its sentence, and who signed."""

    organisation: str
    opinion: str
    signature: Signature


@dataclass(frozen=True, kw_only=True)
class CompletionAcceptanceSnapshot(ApplicationHead):
    """Facts of an acceptance. permit_number: the permit the works was done under, "" for a works without one."""

    permit_number: str
    contractor_org: str
    place: PlaceOfWorks
    started_on: dt.date
    completed_on: dt.date
    accepted_on: dt.date
    items: tuple[AcceptanceItem, ...]
    police: AcceptanceOpinion
    road_authority: AcceptanceOpinion
    reopened_on: dt.date


def draw(
    snapshot: CompletionAcceptanceSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The acceptance as PDF: facts, what was checked, the conclusion, and both authorities' opinions side by side."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    form_head(paper, paper.title)
    corner_verification(paper)
    draw_table(paper, (2.4, 4.6, 2.4, 4.6), _fact_rows(paper, snapshot), size_pt=SIZE_5_PT, min_row_pt=ROW_PT)
    draw_table(
        paper, (1.3, 6, 2.5, 4.5), _item_rows(paper, snapshot), head_rows=1, size_pt=SIZE_5_PT, min_row_pt=ROW_PT
    )
    reopened = day(snapshot.reopened_on, language)
    paper.paragraph(
        paper.say(
            f"根据《中华人民共和国道路交通安全法》第三十二条第二款的规定，经道路主管部门和公安机关交通管理部门验收合格，"
            f"符合通行要求，自{reopened}起恢复通行。",
            "Under article 32(2) of the Road Traffic Safety Law, the road authority and the traffic police have "
            "accepted the "
            f"works; the road meets the requirements of traffic and is open again from {reopened}.",
        ),
        paper.body,
        keep_pt=OPINION_HEIGHT_PT,
    )
    paper.skip(8)
    _opinions(paper, snapshot)
    return paper.finish()


def _fact_rows(paper: Paper, snapshot: CompletionAcceptanceSnapshot) -> list[list[Cell]]:
    say, language, place = paper.say, paper.language, snapshot.place
    started, completed, accepted = (
        day(date, language) for date in (snapshot.started_on, snapshot.completed_on, snapshot.accepted_on)
    )
    return [
        [label(say("工程名称", "Project")), Cell(snapshot.project_name, 3)],
        [label(say("被许可人", "Permit holder")), Cell(snapshot.applicant_name, 3)],
        [label(say("施工单位", "Contractor")), Cell(snapshot.contractor_org, 3)],
        [label(say("施工路段", "Place")), Cell(place.extent(language), 3)],
        [label(say("许可文号", "Permit")), Cell(snapshot.permit_number or "—", 3)],
        [
            label(say("工程编号", "Works")),
            Cell(snapshot.works_number),
            label(say("验收日期", "Accepted on")),
            Cell(accepted),
        ],
        [label(say("开工日期", "Started on")), Cell(started), label(say("完工日期", "Completed on")), Cell(completed)],
    ]


def _item_rows(paper: Paper, snapshot: CompletionAcceptanceSnapshot) -> list[list[Cell]]:
    heads = (("序号", "No."), ("验收项目", "Item"), ("结果", "Result"), ("说明", "Remarks"))
    rows = [[label(paper.say(*head)) for head in heads]]
    for number, item in enumerate(snapshot.items, 1):
        result = Cell(paper.say(*RESULTS[item.result]), align="center")
        rows.append([Cell(str(number), align="center"), Cell(item.subject), result, Cell(item.note)])
    return rows


def _opinions(paper: Paper, snapshot: CompletionAcceptanceSnapshot) -> None:
    opinions = (snapshot.road_authority, snapshot.police)
    rows = [
        [label(opinion.organisation) for opinion in opinions],
        [Cell(f"{opinion.opinion}\n" + "\n" * BLANK_LINES) for opinion in opinions],
    ]
    paper.room(table_height(paper, (1, 1), rows, SIZE_SMALL_4_PT, ROW_PT))
    draw_table(paper, (1, 1), rows, head_rows=1, min_row_pt=ROW_PT)
    box_bottom_pt = paper.cursor_pt + GAP_BELOW_PT
    half_pt = TYPE_WIDTH_PT / 2
    for index, opinion in enumerate(opinions):
        left_pt = LEFT_MARGIN_PT + index * half_pt
        signature = opinion.signature
        name = f"{paper.say('签名：', 'Signed: ')}{signature.name}"
        name_pt = paper.fitting_size(name, half_pt - 16, SIZE_SMALL_4_PT)
        paper.draw(name, left_pt + 8, box_bottom_pt + 30, name_pt)
        if signature.asset:
            signature_picture(paper, signature.asset, left_pt + 12 + paper.width(name, name_pt), box_bottom_pt + 26)
        if signature.signed_at:
            date = day(signature.signed_at.date(), paper.language)
            paper.draw(date, left_pt + half_pt - 8, box_bottom_pt + 10, SIZE_SMALL_4_PT, align="right")
    seal(paper, LEFT_MARGIN_PT + TYPE_WIDTH_PT - 66, box_bottom_pt + 64)
