"""D01 行政许可申请材料收件凭证: what was handed in, when and to whom (行政许可法 art. 32)."""

import datetime as dt
from dataclasses import dataclass

from core.pdf.document import ApplicationHead
from core.pdf.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class ReceivedMaterial(Snapshot):
    """One line of the list: name, number of copies, form (原件 / 复印件 / 电子件)."""

    name: str
    copies: int
    form: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReceiptSnapshot(ApplicationHead):
    """Facts of a receipt. received_at: moment of receipt; clerk_name: 经办人; submitter_name: who handed it in."""

    received_at: dt.datetime
    materials: tuple[ReceivedMaterial, ...]
    clerk_name: str
    submitter_name: str
