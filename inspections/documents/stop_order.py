"""D16 责令停止违法行为通知书: stop and restore traffic at once (道路交通安全法 art. 104(2))."""

import datetime as dt
from dataclasses import dataclass

from core.pdf.document import DocumentHead, Officer, Photo, Remedies, Signature


@dataclass(frozen=True, kw_only=True)
class StopOrderSnapshot(DocumentHead, Remedies):
    """Facts of a stop order. facts: what was found; requirements: what to do beyond stopping; officers: two or more."""

    recipient_name: str
    recipient_credit_code: str = ""
    project_name: str
    permit_number: str = ""
    place: str
    found_at: dt.datetime
    facts: tuple[str, ...]
    requirements: tuple[str, ...]
    officers: tuple[Officer, ...]
    photos: tuple[Photo, ...] = ()
    recipient_signature: Signature | None = None
