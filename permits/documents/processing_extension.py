"""D06 延长办理期限告知书: the decision takes up to ten working days more (行政许可法 art. 42(1))."""

import datetime as dt
from dataclasses import dataclass

from core.pdf.document import ApplicationHead


@dataclass(frozen=True, kw_only=True)
class ProcessingExtensionSnapshot(ApplicationHead):
    """Facts of an extension. extension_days: working days, at most ten; approver_name: the head who approved it."""

    accepted_on: dt.date
    decide_by: dt.date
    extension_days: int
    extended_to: dt.date
    reason: str
    approver_name: str
