"""D03 申请材料补正告知书: everything to be corrected, told once (行政许可法 art. 32(1)(4))."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from core.pdf.closing import close, foot_note, form_closing_height, sign_lines
from core.pdf.document import NO_ASSETS, ApplicationHead, Language, Signature
from core.pdf.fonts import FontSet
from core.pdf.headings import form_head
from core.pdf.page import Paper
from core.pdf.snapshot import Snapshot
from core.pdf.tables import Cell, draw_table, label
from core.pdf.wording import day
from permits.documents.letter import addressee, application, enquiries, two_copies
from permits.plan.clauses import clause_words

NAMES = ("申请材料补正告知书", "Correction notice")


@dataclass(frozen=True, kw_only=True)
class CorrectionItem(Snapshot):
    """One thing to correct: subject (which material or entry), requirement (what to hand in), basis (article or "")."""

    subject: str
    requirement: str
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class CorrectionNoticeSnapshot(ApplicationHead):
    """Facts of a correction notice. correct_by: the day set by the authority (a setting, not a term of law)."""

    received_on: dt.date
    items: tuple[CorrectionItem, ...]
    correct_by: dt.date


def draw(
    snapshot: CorrectionNoticeSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The correction notice as PDF."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    form_head(paper, paper.title)
    addressee(paper, snapshot)
    received = day(snapshot.received_on, language)
    paper.paragraph(
        paper.say(
            f"你单位提出的{application(paper, snapshot)}，本机关于{received}收到。经审查，"
            "申请材料不齐全或者不符合法定形式，"
            "根据《中华人民共和国行政许可法》第三十二条第一款第四项的规定，现一次性告知需要补正的全部内容：",
            f"This authority received {application(paper, snapshot)} on {received}. The materials are "
            "incomplete or not in "
            "due form. Under article 32(1)(4) of the Administrative Licensing Law, everything to be corrected is told "
            "here at once:",
        )
    )
    draw_table(paper, (1.3, 4, 7, 4), _item_rows(paper, snapshot), head_rows=1)
    deadline = day(snapshot.correct_by, language)
    paper.paragraph(
        paper.say(
            f"请于{deadline}前补正并重新提交。补正期限由本机关设定；逾期未补正的，本机关将提醒你单位，仍不补正的，"
            "依法作出不予受理决定，你单位可以在材料齐备后重新申请。补正所需时间不计入受理审查期限。"
            f"{enquiries(paper, snapshot)}",
            f"Please correct and resubmit by {deadline}, a day set by this authority. After a reminder without "
            "answer it "
            "will refuse to accept the application; you may apply again once the materials are complete. The time you "
            "need is not counted. "
            f"{enquiries(paper, snapshot)}",
        ),
        keep_pt=form_closing_height(1),
    )
    close(paper)
    sign_lines(paper, (Signature(role=paper.say("申请人（签收）", "Received by the applicant"), name=""),))
    foot_note(paper, two_copies(paper))
    return paper.finish()


def _item_rows(paper: Paper, snapshot: CorrectionNoticeSnapshot) -> list[list[Cell]]:
    heads = (("序号", "No."), ("材料或者事项", "Subject"), ("补正要求", "What to correct"), ("依据", "Basis"))
    rows = [[label(paper.say(*head)) for head in heads]]
    for number, item in enumerate(snapshot.items, 1):
        basis = Cell(clause_words(item.basis, paper.language))
        rows.append([Cell(str(number), align="center"), Cell(item.subject), Cell(item.requirement), basis])
    return rows
