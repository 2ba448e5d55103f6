"""D10 不予行政许可决定书: reasons, legal basis and remedies (行政许可法 art. 38(2))."""

import datetime as dt
from dataclasses import dataclass

from core.pdf.document import ApplicationHead, Remedies
from permits.documents.place import PlaceOfWorks


@dataclass(frozen=True, kw_only=True)
class RefusalDecisionSnapshot(ApplicationHead, Remedies):
    """Facts of a refusal. reasons: one paragraph each; basis: articles beyond 行政许可法 art. 38(2)."""

    accepted_on: dt.date
    place: PlaceOfWorks
    reasons: tuple[str, ...]
    basis: tuple[str, ...]
