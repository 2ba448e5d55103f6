"""D02 行政许可受理通知书: the application is accepted and the clock runs (行政许可法 art. 32(1)(5), 42)."""

import datetime as dt
from dataclasses import dataclass

from core.pdf.document import ApplicationHead


@dataclass(frozen=True, kw_only=True)
class AcceptanceNoticeSnapshot(ApplicationHead):
    """Facts of an acceptance.

    statutory_days, committed_days: working days to decide; committed_days is None when the authority promises none.
    decide_by: last day of the statutory limit, None while the calendar of that year is unknown.
    deemed: accepted by law as of the day of receipt, because nobody asked for corrections in five working days.
    collection_method: how the applicant gets the decision (领取方式).
    """

    received_on: dt.date
    accepted_on: dt.date
    statutory_days: int
    committed_days: int | None = None
    decide_by: dt.date | None = None
    deemed: bool = False
    collection_method: str
