"""D16 责令停止违法行为通知书: stop and restore traffic at once (道路交通安全法 art. 104(2))."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from core.pdf.document import NO_ASSETS, DocumentHead, Language, Officer, Photo, Remedies, Signature
from core.pdf.fonts import FontSet
from core.pdf.headings import form_head
from core.pdf.page import Paper
from core.pdf.wording import moment
from inspections.documents.order import finish_order, works_named

NAMES = ("责令停止违法行为通知书", "Stop order")


@dataclass(frozen=True, kw_only=True)
class StopOrderSnapshot(DocumentHead, Remedies):
    """Facts of a stop order. facts: what was found; requirements: what to do beyond stopping; officers: two or more."""

    recipient_name: str
    recipient_credit_code: str = ""
    project_name: str
    permit_number: str = ""
    place: str
    found_at: dt.datetime
    facts: tuple[str, ...]
    requirements: tuple[str, ...]
    officers: tuple[Officer, ...]
    photos: tuple[Photo, ...] = ()
    recipient_signature: Signature | None = None


def draw(
    snapshot: StopOrderSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The stop order as PDF."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    form_head(paper, paper.title)
    found, code = moment(snapshot.found_at, language), snapshot.recipient_credit_code
    works = works_named(paper, snapshot.project_name, snapshot.permit_number)
    paper.paragraph(f"{snapshot.recipient_name}{paper.say('：', ':')}", indent_letters=0)
    paper.paragraph(
        paper.say(
            f"{found}，本机关执法人员在{snapshot.place}检查，发现你单位{f'（统一社会信用代码{code}）' if code else ''}"
            f"实施的{works}存在下列违法行为，影响道路交通安全活动：",
            f"On {found}, officers of this authority inspecting at {snapshot.place} found that {works}, carried "
            "out by you"
            f"{f' (credit code {code})' if code else ''}, endangers road traffic in these points:",
        )
    )
    for number, fact in enumerate(snapshot.facts, 1):
        paper.paragraph(f"{number}. {fact}")
    paper.paragraph(
        paper.say(
            "根据《中华人民共和国道路交通安全法》第一百零四条第二款的规定，责令你单位立即停止违法行为，迅速恢复交通，并做到：",
            "Under article 104(2) of the Road Traffic Safety Law you are ordered to stop at once, to restore "
            "traffic without "
            "delay, and further:",
        )
    )
    for number, requirement in enumerate(snapshot.requirements, 1):
        paper.paragraph(f"{number}. {requirement}")
    paper.paragraph(
        paper.say(
            "未经本机关同意，不得恢复施工。拒不停止的，本机关将依法采取措施恢复交通，并移送（抄告）道路主管部门处理。",
            "Works may not resume without the consent of this authority. Otherwise it will restore traffic by "
            "the means of "
            "the law and refer the matter to the road authority.",
        )
    )
    return finish_order(paper, snapshot, snapshot, snapshot.officers, snapshot.photos, snapshot.recipient_signature)
