"""D08 准予行政许可决定书: the permit, its conditions and its plan (行政许可法 art. 38–40; 道路交通安全法 art. 32)."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.pdf.closing import CLOSING_HEIGHT_PT, close
from core.pdf.document import NO_ASSETS, ApplicationHead, Language
from core.pdf.fonts import FontSet
from core.pdf.headings import red_head
from core.pdf.page import Paper
from core.pdf.wording import day, hours, numeral, period, quantity
from permits.documents.letter import addressee, application, enquiries
from permits.documents.place import PhaseRow, PlaceOfWorks
from permits.documents.plan_annex import annex_heading, phase_tables, plan_sheets, thawed_roads
from permits.plan import parse
from permits.plan.drawing.blocks import Caption

NAMES = ("准予行政许可决定书", "Permit decision")

KIND_BASES = {
    "new": ("", ""),
    "variation": ("、《中华人民共和国行政许可法》第四十九条", " and article 49 of the former on variation"),
    "renewal": ("、《中华人民共和国行政许可法》第五十条", " and article 50 of the former on renewal"),
    "emergency": (
        "、《城市道路管理条例》第三十四条",
        " and article 34 of the Regulations on Urban Road Administration on emergency repair",
    ),
}
"""What is added to the legal basis for each kind of case."""


@dataclass(frozen=True, kw_only=True)
class PermitDecisionSnapshot(ApplicationHead):
    """Facts of a permit.

    credit_code: 统一社会信用代码. reason: what is to be built. daily_hours: "22:00-05:00" each, empty: all day.
    conditions: one sentence each. phases: the plan table of the annex. road_authority_consent: number of the road
    authority's own permit, "" when it follows. previous_number: the permit that a variation or renewal replaces.
    copies: how many originals are made (一式几份). plan_json: the plan (docs/plan.schema.json) as JSON text, drawn to
    scale after the annexes; "" when there is none. detour_roads_json: the roads around its detours, as they were then
    (permits.documents.plan_annex.frozen_roads).
    """

    case_kind: Literal["new", "variation", "renewal", "emergency"] = "new"
    credit_code: str
    client_org: str
    contractor_org: str
    reason: str
    place: PlaceOfWorks
    accepted_on: dt.date
    valid_from: dt.date
    valid_to: dt.date
    daily_hours: tuple[str, ...] = ()
    closure: str
    conditions: tuple[str, ...]
    phases: tuple[PhaseRow, ...]
    road_authority_consent: str = ""
    previous_number: str = ""
    copies: int = 2
    plan_json: str = ""
    detour_roads_json: str = ""


def draw(
    snapshot: PermitDecisionSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The permit decision as PDF: the decision, annex 1 with the conditions, annex 2 with the plan by phases."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    red_head(paper, paper.title)
    addressee(paper, snapshot)
    paper.paragraph(_grant(paper, snapshot))
    for number, sentence in enumerate(_terms(paper, snapshot), 1):
        paper.paragraph(f"{paper.say(numeral(number) + '、', f'{number}. ')}{sentence}")
    paper.paragraph(
        paper.say(
            "本决定依照《中华人民共和国行政许可法》第四十条的规定予以公开，公众有权查阅。"
            f"本决定书一式{numeral(snapshot.copies)}份。{enquiries(paper, snapshot)}",
            "This decision is open to the public (Administrative Licensing Law, art. 40). "
            f"Number of originals: {snapshot.copies}. {enquiries(paper, snapshot)}",
        )
    )
    paper.skip(paper.body.pitch_pt / 2)
    paper.paragraph(
        paper.say("附件：1. 许可条件", "Annexes: 1. Conditions"), keep_pt=CLOSING_HEIGHT_PT + paper.body.pitch_pt
    )
    paper.paragraph(
        paper.say("2. 分阶段交通组织方案", "2. Traffic management plan by phases"),
        keep_pt=CLOSING_HEIGHT_PT,
        indent_letters=5,
    )
    close(paper)
    _conditions(paper, snapshot)
    annex_heading(paper, 2, paper.say("分阶段交通组织方案", "Traffic management plan by phases"))
    phase_tables(paper, snapshot.phases)
    if snapshot.plan_json:
        caption = Caption(
            works_number=snapshot.works_number,
            works_title=snapshot.project_name,
            applicant=snapshot.applicant_name,
            contractor=snapshot.contractor_org,
            drawn_on=snapshot.issued_on,
        )
        plan_sheets(paper, parse(json.loads(snapshot.plan_json)), caption, thawed_roads(snapshot.detour_roads_json))
    return paper.finish()


def _grant(paper: Paper, snapshot: PermitDecisionSnapshot) -> str:
    accepted, what = day(snapshot.accepted_on, paper.language), application(paper, snapshot)
    return paper.say(
        f"你单位提出的{what}，本机关于{accepted}受理。经审查，符合法定条件、标准。根据《中华人民共和国行政许可法》"
        f"第三十八条第一款、《中华人民共和国道路交通安全法》第三十二条第一款{KIND_BASES[snapshot.case_kind][0]}的规定，"
        "本机关决定准予行政许可，内容如下：",
        f"This authority accepted {what} on {accepted}. It meets the conditions set by law. Under article 38(1) of the "
        "Administrative Licensing Law and article 32(1) of the Road Traffic Safety "
        f"Law{KIND_BASES[snapshot.case_kind][1]} "
        "the permit is granted as follows:",
    )


def _terms(paper: Paper, snapshot: PermitDecisionSnapshot) -> list[str]:
    place, say = snapshot.place, paper.say
    size = [say("长度", "length ") + quantity(place.length_m, "m")] if place.length_m is not None else []
    size += [say("面积", "area ") + quantity(place.area_m2, "㎡")] if place.area_m2 is not None else []
    extent = say("，", ", ").join([f"{place.extent(paper.language)}{say('，', ', ')}{place.occupied}", *size])
    lasting = period(snapshot.valid_from, snapshot.valid_to, paper.language)
    terms = [
        say(
            f"被许可人：{snapshot.applicant_name}（统一社会信用代码{snapshot.credit_code}）；"
            f"建设单位：{snapshot.client_org}；施工单位：{snapshot.contractor_org}。",
            f"Permit holder: {snapshot.applicant_name} (credit code {snapshot.credit_code}); client: "
            f"{snapshot.client_org}; contractor: {snapshot.contractor_org}.",
        ),
        say(
            f"许可事项：{snapshot.item_name}。施工事由：{snapshot.reason}。",
            f"Item: {snapshot.item_name}. Purpose: {snapshot.reason}.",
        ),
        say(f"施工路段及占用范围：{extent}。", f"Place and extent: {extent}."),
        say(
            f"有效期：{lasting}；施工时段：{hours(snapshot.daily_hours, 'zh')}；封闭方式：{snapshot.closure}。",
            f"Valid: {lasting}; working hours: {hours(snapshot.daily_hours, 'en')}; closure: {snapshot.closure}.",
        ),
        say(
            "被许可人应当遵守附件1所列许可条件，按照附件2的交通组织方案施工；需要变更的，应当提前申请变更。",
            "The holder keeps the conditions of annex 1 and works by the plan of annex 2; changes must be applied for "
            "beforehand.",
        ),
    ]
    if snapshot.road_authority_consent:
        consent = snapshot.road_authority_consent
        terms.append(say(f"道路主管部门同意文件：{consent}。", f"Consent of the road authority: {consent}."))
    else:
        terms.append(
            say(
                "本决定不替代道路主管部门的许可；未取得道路主管部门同意的，不得施工。",
                "This decision does not replace the permit of the road authority; without it the works may not begin.",
            )
        )
    if snapshot.previous_number:
        previous = snapshot.previous_number
        terms.append(
            say(
                f"自本决定生效之日起，{previous}决定书不再执行。",
                f"It replaces decision {previous} from the day it takes effect.",
            )
        )
    return terms


def _conditions(paper: Paper, snapshot: PermitDecisionSnapshot) -> None:
    annex_heading(paper, 1, paper.say("许可条件", "Conditions of the permit"))
    for number, condition in enumerate(snapshot.conditions, 1):
        paper.paragraph(f"{number}. {condition}")
