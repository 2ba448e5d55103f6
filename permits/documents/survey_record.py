"""D05 行政许可核查（勘验）笔录: what at least two officers found at the place (行政许可法 art. 34(3))."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from core.pdf.closing import corner_verification, sign_lines
from core.pdf.document import NO_ASSETS, ApplicationHead, Language, Officer, Photo, Signature
from core.pdf.fonts import FontSet
from core.pdf.headings import form_head
from core.pdf.page import SIZE_SMALL_4_PT, Paper, Style
from core.pdf.pictures import photo_rows
from core.pdf.snapshot import Snapshot
from core.pdf.tables import Cell, draw_table, label
from core.pdf.wording import moment

NAMES = ("行政许可核查（勘验）笔录", "Site-survey record")


@dataclass(frozen=True, kw_only=True)
class PersonPresent(Snapshot):
    """Somebody present at the survey (在场人) who is not a surveying officer."""

    name: str
    organisation: str
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class SurveyFinding(Snapshot):
    """One thing looked at and what was found: subject 车道数, finding 双向6车道，与申请一致."""

    subject: str
    finding: str


@dataclass(frozen=True, kw_only=True)
class SurveyRecordSnapshot(ApplicationHead):
    """Facts of a survey. officers: two or more; photos and signatures name their pictures among the assets."""

    started_at: dt.datetime
    ended_at: dt.datetime
    place: str
    officers: tuple[Officer, ...]
    present: tuple[PersonPresent, ...] = ()
    findings: tuple[SurveyFinding, ...]
    conclusion: str
    photos: tuple[Photo, ...] = ()
    signatures: tuple[Signature, ...] = ()


def draw(
    snapshot: SurveyRecordSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The survey record as PDF, its photographs after the signatures."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    form_head(paper, paper.title)
    corner_verification(paper)
    draw_table(paper, (2.4, 4.6, 2, 5), _fact_rows(paper, snapshot))
    draw_table(paper, (1.3, 4, 9), _finding_rows(paper, snapshot), head_rows=1)
    draw_table(paper, (2.4, 11.6), [[label(paper.say("核查意见", "Conclusion")), Cell(snapshot.conclusion)]])
    paper.paragraph(
        paper.say(
            "以上笔录经在场人员核对无误。根据《中华人民共和国行政许可法》第三十四条第三款，本次核查由两名以上工作人员进行。",
            "Those present have read this record and found it correct. The verification was carried out by two or more "
            "officers (Administrative Licensing Law, art. 34(3)).",
        ),
        Style(SIZE_SMALL_4_PT, 20, indent_letters=2),
    )
    signatures = snapshot.signatures or tuple(
        Signature(role=paper.say("核查人员（签名）", "Surveying officer"), name=officer.name)
        for officer in snapshot.officers
    )
    sign_lines(paper, signatures, SIZE_SMALL_4_PT)
    if snapshot.photos:
        paper.new_page()
        paper.paragraph(paper.say("现场照片", "Photographs"), typeface=fonts.heading, indent_letters=0)
        photo_rows(paper, snapshot.photos)
    return paper.finish()


def _fact_rows(paper: Paper, snapshot: SurveyRecordSnapshot) -> list[list[Cell]]:
    started, ended = (moment(when, paper.language) for when in (snapshot.started_at, snapshot.ended_at))
    officers = "\n".join(
        paper.say(f"{officer.name}（警号{officer.badge_number}） ", f"{officer.name} (badge {officer.badge_number}) ")
        + officer.unit
        for officer in snapshot.officers
    )
    present = "\n".join(
        " ".join(part for part in (person.name, person.organisation, person.role) if part)
        for person in snapshot.present
    )
    return [
        [label(paper.say("申请人", "Applicant")), Cell(snapshot.applicant_name, 3)],
        [label(paper.say("工程名称", "Project")), Cell(snapshot.project_name, 3)],
        [
            label(paper.say("许可事项", "Permit item")),
            Cell(snapshot.item_name),
            label(paper.say("办件编号", "Case")),
            Cell(snapshot.case_number),
        ],
        [label(paper.say("核查时间", "Time")), Cell(f"{started}{paper.say('至', ' to ')}{ended}", 3)],
        [label(paper.say("核查地点", "Place")), Cell(snapshot.place, 3)],
        [label(paper.say("核查人员", "Officers")), Cell(officers, 3)],
        [label(paper.say("在场人员", "Present")), Cell(present or paper.say("无", "none"), 3)],
    ]


def _finding_rows(paper: Paper, snapshot: SurveyRecordSnapshot) -> list[list[Cell]]:
    heads = (("序号", "No."), ("核查内容", "Subject"), ("现场情况", "Found on site"))
    rows = [[label(paper.say(*head)) for head in heads]]
    for number, finding in enumerate(snapshot.findings, 1):
        rows.append([Cell(str(number), align="center"), Cell(finding.subject), Cell(finding.finding)])
    return rows
