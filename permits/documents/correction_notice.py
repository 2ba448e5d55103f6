"""D03 申请材料补正告知书: everything to be corrected, told once (行政许可法 art. 32(1)(4))."""

import datetime as dt
from dataclasses import dataclass

from core.pdf.document import ApplicationHead
from core.pdf.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class CorrectionItem(Snapshot):
    """One thing to correct: subject (which material or entry), requirement (what to hand in), basis (article or "")."""

    subject: str
    requirement: str
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class CorrectionNoticeSnapshot(ApplicationHead):
    """Facts of a correction notice. correct_by: the day set by the authority (a setting, not a term of law)."""

    received_on: dt.date
    items: tuple[CorrectionItem, ...]
    correct_by: dt.date
