"""D13 施工通告: what is closed, where, until when and how to go round (道路交通安全法 art. 39; 实施条例 art. 35)."""

import datetime as dt
from dataclasses import dataclass

from core.pdf.document import DocumentHead
from core.pdf.snapshot import Snapshot


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
