"""D10 不予行政许可决定书: reasons, legal basis and remedies (行政许可法 art. 38(2))."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from core.pdf.closing import close, foot_note, form_closing_height, remedy_paragraph, sign_lines
from core.pdf.document import NO_ASSETS, ApplicationHead, Language, Remedies, Signature
from core.pdf.fonts import FontSet
from core.pdf.headings import red_head
from core.pdf.page import Paper
from core.pdf.wording import day
from permits.documents.letter import addressee, application, enquiries, two_copies
from permits.documents.place import PlaceOfWorks
from permits.plan.clauses import clause_words

NAMES = ("不予行政许可决定书", "Refusal decision")


@dataclass(frozen=True, kw_only=True)
class RefusalDecisionSnapshot(ApplicationHead, Remedies):
    """Facts of a refusal. reasons: one paragraph each; basis: articles beyond 行政许可法 art. 38(2)."""

    accepted_on: dt.date
    place: PlaceOfWorks
    reasons: tuple[str, ...]
    basis: tuple[str, ...]


def draw(
    snapshot: RefusalDecisionSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The refusal as PDF."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    red_head(paper, paper.title)
    addressee(paper, snapshot)
    accepted, extent = day(snapshot.accepted_on, language), snapshot.place.extent(language)
    paper.paragraph(
        paper.say(
            f"你单位提出的{application(paper, snapshot)}，施工路段为{extent}，本机关于{accepted}受理。经审查，"
            "不符合法定条件、标准，理由如下：",
            f"This authority accepted {application(paper, snapshot)} at {extent} on {accepted}. It does not meet the "
            "conditions set by law, for these reasons:",
        )
    )
    for number, reason in enumerate(snapshot.reasons, 1):
        paper.paragraph(f"{number}. {reason}")
    basis_zh = "、".join(("《中华人民共和国行政许可法》第三十八条第二款", *snapshot.basis))
    cited = (clause_words(one, "en") for one in snapshot.basis)
    basis_en = "; ".join(("article 38(2) of the Administrative Licensing Law", *cited))
    paper.paragraph(
        paper.say(f"根据{basis_zh}的规定，本机关决定不予行政许可。", f"Under {basis_en}, the permit is refused.")
    )
    paper.paragraph(remedy_paragraph(paper, snapshot, "本决定"))
    paper.paragraph(enquiries(paper, snapshot), keep_pt=form_closing_height(1))
    close(paper)
    sign_lines(paper, (Signature(role=paper.say("申请人（签收）", "Received by the applicant"), name=""),))
    foot_note(paper, two_copies(paper))
    return paper.finish()
