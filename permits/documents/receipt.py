"""D01 行政许可申请材料收件凭证: what was handed in, when and to whom (行政许可法 art. 32)."""

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
from core.pdf.wording import moment
from permits.documents.letter import addressee, application, enquiries, two_copies

NAMES = ("行政许可申请材料收件凭证", "Receipt of application materials")


@dataclass(frozen=True, kw_only=True)
class ReceivedMaterial(Snapshot):
    """One line of the list: name, number of copies, form (原件 / 复印件 / 电子件)."""

    name: str
    copies: int
    form: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReceiptSnapshot(ApplicationHead):
    """Facts of a receipt. received_at: moment of receipt; clerk_name: 经办人; submitter_name: who handed it in."""

    received_at: dt.datetime
    materials: tuple[ReceivedMaterial, ...]
    clerk_name: str
    submitter_name: str


def draw(
    snapshot: ReceiptSnapshot, fonts: FontSet, *, language: Language = "zh", assets: Mapping[str, bytes] = NO_ASSETS
) -> bytes:
    """The receipt as PDF."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    form_head(paper, paper.title)
    addressee(paper, snapshot)
    received = moment(snapshot.received_at, language)
    paper.paragraph(
        paper.say(
            f"本机关于{received}收到你单位提交的{application(paper, snapshot)}材料，清单如下：",
            f"On {received} this authority received the materials of {application(paper, snapshot)}, as listed:",
        )
    )
    draw_table(paper, (1.3, 6, 1.5, 2, 3), _material_rows(paper, snapshot), head_rows=1)
    paper.paragraph(
        paper.say(
            "本凭证仅证明收到上述材料，不代表受理。材料不齐全或者不符合法定形式的，本机关将在收到材料之日起五个工作日内"
            "一次性告知需要补正的全部内容；逾期不告知的，自收到材料之日起即为受理（行政许可法第三十二条）。"
            f"{enquiries(paper, snapshot)}",
            "This receipt is not an acceptance. If anything is incomplete, this authority will tell everything to be "
            "corrected at once within five working days of receipt; failing that, the application counts as accepted "
            "as of the day of receipt (Administrative Licensing Law, art. 32). "
            f"{enquiries(paper, snapshot)}",
        ),
        keep_pt=form_closing_height(2),
    )
    close(paper)
    sign_lines(
        paper,
        (
            Signature(role=paper.say("经办人", "Clerk"), name=snapshot.clerk_name),
            Signature(role=paper.say("提交人（签名）", "Handed in by (signature)"), name=snapshot.submitter_name),
        ),
    )
    foot_note(paper, two_copies(paper))
    return paper.finish()


def _material_rows(paper: Paper, snapshot: ReceiptSnapshot) -> list[list[Cell]]:
    heads = (("序号", "No."), ("材料名称", "Material"), ("份数", "Copies"), ("形式", "Form"), ("备注", "Remarks"))
    rows = [[label(paper.say(*head)) for head in heads]]
    for number, material in enumerate(snapshot.materials, 1):
        centred = (str(number), str(material.copies), material.form)
        count, copies, form = (Cell(text, align="center") for text in centred)
        rows.append([count, Cell(material.name), copies, form, Cell(material.note)])
    return rows
