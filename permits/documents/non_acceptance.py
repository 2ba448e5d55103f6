"""D04 不予受理决定书: no permit needed, or another authority competent (行政许可法 art. 32(1)(1), (2))."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.pdf.closing import close, foot_note, form_closing_height, remedy_paragraph, sign_lines
from core.pdf.document import NO_ASSETS, ApplicationHead, Language, Remedies, Signature
from core.pdf.fonts import FontSet
from core.pdf.headings import form_head
from core.pdf.page import Paper
from core.pdf.wording import day
from permits.documents.letter import addressee, application, enquiries, two_copies

NAMES = ("不予受理决定书", "Decision not to accept")

GROUNDS = {
    "not_required": ("申请事项依法不需要取得行政许可", "The matter needs no permit"),
    "not_competent": ("申请事项依法不属于本机关职权范围", "The matter is not within the competence of this authority"),
    "not_corrected": ("你单位未按照补正告知书的要求补正申请材料", "The corrections asked for were not made"),
}
"""What was found, in Chinese and in English."""

BASES = {
    "not_required": (
        "《中华人民共和国行政许可法》第三十二条第一款第一项",
        "article 32(1)(1) of the Administrative Licensing Law",
    ),
    "not_competent": (
        "《中华人民共和国行政许可法》第三十二条第一款第二项",
        "article 32(1)(2) of the Administrative Licensing Law",
    ),
    "not_corrected": ("《中华人民共和国行政许可法》第三十二条", "article 32 of the Administrative Licensing Law"),
}


@dataclass(frozen=True, kw_only=True)
class NonAcceptanceSnapshot(ApplicationHead, Remedies):
    """Facts of a refusal to accept.

    ground: not_required (no permit needed), not_competent (another authority decides), not_corrected (the corrections
    asked for did not come). reasons: one paragraph each. competent_authority: where to apply instead, or "".
    """

    received_on: dt.date
    ground: Literal["not_required", "not_competent", "not_corrected"]
    reasons: tuple[str, ...]
    competent_authority: str = ""


def draw(
    snapshot: NonAcceptanceSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The refusal to accept as PDF."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    form_head(paper, paper.title)
    addressee(paper, snapshot)
    received = day(snapshot.received_on, language)
    paper.paragraph(
        paper.say(
            f"你单位提出的{application(paper, snapshot)}，本机关于{received}收到。经审查，"
            f"{GROUNDS[snapshot.ground][0]}。理由如下：",
            f"This authority received {application(paper, snapshot)} on {received}. "
            f"{GROUNDS[snapshot.ground][1]}. Reasons:",
        )
    )
    for number, reason in enumerate(snapshot.reasons, 1):
        paper.paragraph(f"{number}. {reason}")
    paper.paragraph(
        paper.say(
            f"根据{BASES[snapshot.ground][0]}的规定，本机关决定不予受理。",
            f"Under {BASES[snapshot.ground][1]} this authority does not accept the application.",
        )
    )
    if snapshot.competent_authority:
        paper.paragraph(
            paper.say(
                f"该事项请向{snapshot.competent_authority}申请。", f"Please apply to {snapshot.competent_authority}."
            )
        )
    paper.paragraph(remedy_paragraph(paper, snapshot, "本决定"))
    paper.paragraph(enquiries(paper, snapshot), keep_pt=form_closing_height(1))
    close(paper)
    sign_lines(paper, (Signature(role=paper.say("申请人（签收）", "Received by the applicant"), name=""),))
    foot_note(paper, two_copies(paper))
    return paper.finish()
