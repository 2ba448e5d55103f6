"""D02 行政许可受理通知书: the application is accepted and the clock runs (行政许可法 art. 32(1)(5), 42)."""

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

NAMES = ("行政许可受理通知书", "Acceptance notice")


@dataclass(frozen=True, kw_only=True)
class AcceptanceNoticeSnapshot(ApplicationHead):
    """Facts of an acceptance.

    statutory_days, committed_days: working days to decide; committed_days is None when the authority promises none.
    decide_by: last day of the statutory limit, None while the calendar of that year is unknown.
    deemed: accepted by law as of the day of receipt, because nobody asked for corrections in five working days.
    collection_method: how the applicant gets the decision (领取方式).
    """

    received_on: dt.date
    accepted_on: dt.date
    statutory_days: int
    committed_days: int | None = None
    decide_by: dt.date | None = None
    deemed: bool = False
    collection_method: str


def draw(
    snapshot: AcceptanceNoticeSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The acceptance notice as PDF."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    form_head(paper, paper.title)
    addressee(paper, snapshot)
    paper.paragraph(_acceptance(paper, snapshot))
    paper.paragraph(_time_limit(paper, snapshot))
    paper.paragraph(
        paper.say(
            "依法需要听证、检验、检测、鉴定和专家评审的，所需时间不计算在上述期限内，本机关将书面告知（行政许可法第四十五条）。",
            "Time for hearings, inspection, testing, appraisal and expert review is not counted; you would be told in "
            "writing (Administrative Licensing Law, art. 45).",
        )
    )
    paper.paragraph(
        paper.say(
            f"领取方式：{snapshot.collection_method}。{enquiries(paper, snapshot)}",
            f"Collection of the decision: {snapshot.collection_method}. {enquiries(paper, snapshot)}",
        ),
        keep_pt=form_closing_height(1),
    )
    close(paper)
    sign_lines(paper, (Signature(role=paper.say("申请人（签收）", "Received by the applicant"), name=""),))
    foot_note(paper, two_copies(paper))
    return paper.finish()


def _acceptance(paper: Paper, snapshot: AcceptanceNoticeSnapshot) -> str:
    received, accepted = (day(date, paper.language) for date in (snapshot.received_on, snapshot.accepted_on))
    what = application(paper, snapshot)
    if snapshot.deemed:
        return paper.say(
            f"你单位提出的{what}，本机关于{received}收到，五个工作日内未告知补正。根据《中华人民共和国行政许可法》"
            f"第三十二条第一款第四项的规定，该申请自收到申请材料之日即{accepted}起视为受理。",
            f"This authority received {what} on {received} and asked for no corrections within five working "
            "days. Under "
            f"article 32(1)(4) of the Administrative Licensing Law it counts as accepted as of {accepted}.",
        )
    return paper.say(
        f"你单位于{received}提出的{what}，申请材料齐全、符合法定形式。根据《中华人民共和国行政许可法》"
        f"第三十二条第一款第五项的规定，本机关决定予以受理，受理日期为{accepted}。",
        f"The materials of {what}, received on {received}, are complete and in due form. Under article 32(1)(5) of the "
        f"Administrative Licensing Law this authority accepts it as of {accepted}.",
    )


def _time_limit(paper: Paper, snapshot: AcceptanceNoticeSnapshot) -> str:
    until_zh = f"（{day(snapshot.decide_by, 'zh')}前）" if snapshot.decide_by else ""
    until_en = f", that is by {day(snapshot.decide_by, 'en')}" if snapshot.decide_by else ""
    said = paper.say(
        f"本机关将自受理之日起{snapshot.statutory_days}个工作日内{until_zh}作出行政许可决定（法定期限）。",
        f"It will decide within the statutory limit of {snapshot.statutory_days} working days{until_en}.",
    )
    if snapshot.committed_days is None:
        return said
    return said + paper.say(
        f"本机关承诺办理期限为{snapshot.committed_days}个工作日。",
        f" It commits itself to decide within {snapshot.committed_days} working days.",
    )
