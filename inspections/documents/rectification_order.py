"""D15 责令限期改正通知书: put right what was found, by when (行政处罚法 art. 28; 道路交通安全法 art. 32, 104)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from core.pdf.document import NO_ASSETS, DocumentHead, Language, Officer, Photo, Remedies, Signature
from core.pdf.fonts import FontSet
from core.pdf.headings import form_head
from core.pdf.page import Paper
from core.pdf.snapshot import Snapshot
from core.pdf.tables import Cell, draw_table, label
from core.pdf.wording import moment
from inspections.documents.order import finish_order, works_named
from permits.plan.clauses import clause_words

NAMES = ("责令限期改正通知书", "Order to rectify")


@dataclass(frozen=True, kw_only=True)
class OrderedFact(Snapshot):
    """One finding: fact (what is wrong), basis (the article or clause it breaks), requirement (what to do)."""

    fact: str
    basis: str
    requirement: str


@dataclass(frozen=True, kw_only=True)
class RectificationOrderSnapshot(DocumentHead, Remedies):
    """Facts of an order to rectify. deadline: moment by which it must be done; officers: two or more."""

    recipient_name: str
    recipient_credit_code: str = ""
    project_name: str
    permit_number: str = ""
    place: str
    found_at: dt.datetime
    facts: tuple[OrderedFact, ...]
    deadline: dt.datetime
    officers: tuple[Officer, ...]
    photos: tuple[Photo, ...] = ()
    recipient_signature: Signature | None = None


def draw(
    snapshot: RectificationOrderSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The order as PDF: each finding with its basis and what to do, the deadline, what follows if it is missed."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    form_head(paper, paper.title)
    found, deadline = moment(snapshot.found_at, language), moment(snapshot.deadline, language)
    works = works_named(paper, snapshot.project_name, snapshot.permit_number)
    code = snapshot.recipient_credit_code
    paper.paragraph(f"{snapshot.recipient_name}{paper.say('：', ':')}", indent_letters=0)
    paper.paragraph(
        paper.say(
            f"{found}，本机关执法人员在{snapshot.place}检查，发现你单位{f'（统一社会信用代码{code}）' if code else ''}"
            f"实施的{works}存在下列违法事实：",
            f"On {found}, officers of this authority inspecting at {snapshot.place} found that {works}, carried "
            "out by you"
            f"{f' (credit code {code})' if code else ''}, breaks the law in these points:",
        )
    )
    draw_table(paper, (1.3, 5, 4, 5), _fact_rows(paper, snapshot), head_rows=1)
    paper.paragraph(
        paper.say(
            "根据《中华人民共和国行政处罚法》第二十八条第一款、《中华人民共和国道路交通安全法》第三十二条第二款、第三款的规定，"
            f"责令你单位于{deadline}前按照上列要求改正，并将改正情况和照片报本机关复查。",
            "Under article 28(1) of the Administrative Penalty Law and article 32(2) and (3) of the Road "
            "Traffic Safety Law "
            f"you are ordered to put this right as required above by {deadline} and to report it with photographs for "
            "re-inspection.",
        )
    )
    paper.paragraph(
        paper.say(
            "逾期不改正的，本机关将依照《中华人民共和国道路交通安全法》第一百零四条第二款责令停止违法行为、迅速恢复交通，"
            "并移送（抄告）道路主管部门依法处理。",
            "If you fail to, this authority will order the works to stop and traffic to be restored at once "
            "(Road Traffic "
            "Safety Law, art. 104(2)) and refer the matter to the road authority.",
        )
    )
    return finish_order(paper, snapshot, snapshot, snapshot.officers, snapshot.photos, snapshot.recipient_signature)


def _fact_rows(paper: Paper, snapshot: RectificationOrderSnapshot) -> list[list[Cell]]:
    heads = (("序号", "No."), ("违法事实", "Finding"), ("依据", "Basis"), ("改正要求", "What to do"))
    rows = [[label(paper.say(*head)) for head in heads]]
    for number, fact in enumerate(snapshot.facts, 1):
        basis = Cell(clause_words(fact.basis, paper.language))
        rows.append([Cell(str(number), align="center"), Cell(fact.fact), basis, Cell(fact.requirement)])
    return rows
