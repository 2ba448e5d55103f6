"""D22 完工验收（恢复通行）意见书: both authorities find the road fit for traffic (道路交通安全法 art. 32(2))."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from core.pdf.document import ApplicationHead, Signature
from core.pdf.snapshot import Snapshot
from permits.documents.place import PlaceOfWorks


@dataclass(frozen=True, kw_only=True)
class AcceptanceItem(Snapshot):
    """One thing checked: 障碍物清除, 道路设施恢复, 标志标线恢复, 信号设施恢复 … and its result."""

    subject: str
    result: Literal["passed", "failed", "not_applicable"]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AcceptanceOpinion(Snapshot):
    """What one authority says: its name, its sentence, and who signed."""

    organisation: str
    opinion: str
    signature: Signature


@dataclass(frozen=True, kw_only=True)
class CompletionAcceptanceSnapshot(ApplicationHead):
    """Facts of an acceptance. permit_number: the permit the works was done under, "" for a works without one."""

    permit_number: str
    contractor_org: str
    place: PlaceOfWorks
    started_on: dt.date
    completed_on: dt.date
    accepted_on: dt.date
    items: tuple[AcceptanceItem, ...]
    police: AcceptanceOpinion
    road_authority: AcceptanceOpinion
    reopened_on: dt.date
