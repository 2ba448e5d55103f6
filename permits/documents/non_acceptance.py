"""D04 不予受理决定书: no permit needed, or another authority competent (行政许可法 art. 32(1)(1), (2))."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from core.pdf.document import ApplicationHead, Remedies


@dataclass(frozen=True, kw_only=True)
class NonAcceptanceSnapshot(ApplicationHead, Remedies):
    """Facts of a refusal to accept.

    ground: not_required (no permit needed), not_competent (another authority decides), not_corrected (the corrections
    asked for did not come). reasons: one paragraph each. competent_authority: where to apply instead, or "".
    """

    received_on: dt.date
    ground: Literal["not_required", "not_competent", "not_corrected"]
    reasons: tuple[str, ...]
    competent_authority: str = ""
