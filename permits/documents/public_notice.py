"""D13 施工通告: what is closed, where, until when and how to go round (道路交通安全法 art. 39; 实施条例 art. 35)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from core.pdf.closing import CLOSING_HEIGHT_PT, close
from core.pdf.document import NO_ASSETS, DocumentHead, Language
from core.pdf.fonts import FontSet
from core.pdf.headings import red_head
from core.pdf.page import Paper
from core.pdf.snapshot import Snapshot
from core.pdf.wording import hours, numeral, period

NAMES = ("道路施工通告", "Public notice of road works")


@dataclass(frozen=True, kw_only=True)
class NoticePhase(Snapshot):
    """One stage of the restriction: where, from when to when, and what applies."""

    name: str
    starts_on: dt.date
    ends_on: dt.date
    extent: str
    measure: str


@dataclass(frozen=True, kw_only=True)
class PublicNoticeSnapshot(DocumentHead):
    """Facts of a public notice.

    title: printed as given (关于……的通告). extent: 路段. daily_hours: empty for the whole day.
    measures, detours, advice: one sentence each (限制措施, 绕行, 提示). joint_issuers: bodies signing with it.
    """

    title: str
    project_name: str
    reason: str
    extent: str
    starts_on: dt.date
    ends_on: dt.date
    daily_hours: tuple[str, ...] = ()
    measures: tuple[str, ...]
    phases: tuple[NoticePhase, ...] = ()
    detours: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    joint_issuers: tuple[str, ...] = ()


def draw(
    snapshot: PublicNoticeSnapshot,
    fonts: FontSet,
    *,
    language: Language = "zh",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """The notice as PDF: reason, basis, place, time, measures, phases, detour, advice: the order drivers read."""
    paper = Paper(snapshot, fonts, NAMES, language, assets)
    red_head(paper, snapshot.title)
    paper.paragraph(
        paper.say(
            f"因{snapshot.reason}，为保障施工期间道路交通安全、有序，根据《中华人民共和国道路交通安全法》第三十九条、"
            "《中华人民共和国道路交通安全法实施条例》第三十五条的规定，决定采取交通管制措施。现将有关事项通告如下：",
            f"For this reason: {snapshot.reason}, and under article 39 of the Road Traffic Safety Law and "
            "article 35 of its "
            "implementing regulations, traffic is restricted as follows:",
        )
    )
    for number, (heading, sentences) in enumerate(_sections(paper, snapshot), 1):
        prefix = paper.say(f"{numeral(number)}、", f"{number}. ")
        paper.paragraph(f"{prefix}{heading}", typeface=fonts.heading, keep_pt=paper.body.pitch_pt)
        _sentences(paper, sentences)
    paper.paragraph(paper.say("特此通告。", "So notified."), keep_pt=CLOSING_HEIGHT_PT)
    close(paper, (*snapshot.joint_issuers, paper.authority))
    return paper.finish()


def _sections(paper: Paper, snapshot: PublicNoticeSnapshot) -> list[tuple[str, tuple[str, ...]]]:
    language, say = paper.language, paper.say
    when = (
        period(snapshot.starts_on, snapshot.ends_on, language) + say("，", ", ") + hours(snapshot.daily_hours, language)
    )
    phases = tuple(
        f"{phase.name}{say('：', ': ')}"
        + say("，", ", ").join((period(phase.starts_on, phase.ends_on, language), phase.extent, phase.measure))
        + say("。", ".")
        for phase in snapshot.phases
    )
    advice = (
        *snapshot.advice,
        say(f"咨询监督电话：{snapshot.supervision_phone}。", f"Telephone: {snapshot.supervision_phone}."),
    )
    sections = [
        (say("管制路段", "Place"), (f"{snapshot.extent}{say('。', '.')}",)),
        (say("管制时间", "Time"), (f"{when}{say('。', '.')}",)),
        (say("管制措施", "Measures"), snapshot.measures),
        (say("分阶段安排", "Phases"), phases),
        (say("绕行路线", "Detours"), snapshot.detours),
        (say("温馨提示", "Advice"), advice),
    ]
    return [section for section in sections if section[1]]


def _sentences(paper: Paper, sentences: tuple[str, ...]) -> None:
    for number, sentence in enumerate(sentences, 1):
        paper.paragraph(f"（{number}）{sentence}" if len(sentences) > 1 else sentence)
