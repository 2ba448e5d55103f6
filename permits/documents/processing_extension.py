"""D06 延长办理期限告知书: the decision takes up to ten working days more (行政许可法 art. 42(1))."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from core.pdf.closing import close, foot_note, form_closing_height, sign_lines
from core.pdf.document import NO_ASSETS, ApplicationHead, Language, Signature
from core.pdf.fonts import FontSet
from core.pdf.headings import form_head
from core.pdf.page import Paper
from core.pdf.wording import day
from permits.documents.letter import addressee, application, enquiries, two_copies

NAMES = ("延长办理期限告知书", "Notice of processing extension")


@dataclass(frozen=True, kw_only=True)
class ProcessingExtensionSnapshot(ApplicationHead):
    """Facts of an extension. extension_days: working days, at most ten; approver_name: the head who approved it."""

    accepted_on: dt.date
    decide_by: dt.date
    extension_days: int
    extended_to: dt.date
    reason: str
    approver_name: str


def draw(
    snapshot: ProcessingExtensionSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The extension notice as PDF."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    form_head(paper, paper.title)
    addressee(paper, snapshot)
    accepted, due, new_due = (
        day(date, language) for date in (snapshot.accepted_on, snapshot.decide_by, snapshot.extended_to)
    )
    paper.paragraph(
        paper.say(
            f"你单位提出的{application(paper, snapshot)}，本机关已于{accepted}受理，法定办理期限至{due}届满。"
            f"因{snapshot.reason}，在法定期限内不能作出决定。",
            f"This authority accepted {application(paper, snapshot)} on {accepted}; the statutory limit ends on "
            f"{due}. It "
            f"cannot decide within it for this reason: {snapshot.reason}.",
        )
    )
    paper.paragraph(
        paper.say(
            f"根据《中华人民共和国行政许可法》第四十二条第一款的规定，经本机关负责人{snapshot.approver_name}批准，"
            f"办理期限延长{snapshot.extension_days}个工作日，至{new_due}。特此告知。",
            f"Under article 42(1) of the Administrative Licensing Law and with the approval of its head "
            f"({snapshot.approver_name}), the limit is extended by {snapshot.extension_days} working days to "
            f"{new_due}.",
        )
    )
    paper.paragraph(enquiries(paper, snapshot), keep_pt=form_closing_height(1))
    close(paper)
    sign_lines(paper, (Signature(role=paper.say("申请人（签收）", "Received by the applicant"), name=""),))
    foot_note(paper, two_copies(paper))
    return paper.finish()
