"""D15 责令限期改正通知书: put right what was found, by when (行政处罚法 art. 28; 道路交通安全法 art. 32, 104)."""

import datetime as dt
from dataclasses import dataclass

from core.pdf.document import DocumentHead, Officer, Photo, Remedies, Signature
from core.pdf.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class OrderedFact(Snapshot):
    """One finding: fact (what is wrong), basis (the article or clause it breaks), requirement (what to do)."""

    fact: str
    basis: str
    requirement: str


@dataclass(frozen=True, kw_only=True)
class RectificationOrderSnapshot(DocumentHead, Remedies):
    """Facts of an order to rectify. deadline: moment by which it must be done; officers: two or more."""

    recipient_name: str
    recipient_credit_code: str = ""
    project_name: str
    permit_number: str = ""
    place: str
    found_at: dt.datetime
    facts: tuple[OrderedFact, ...]
    deadline: dt.datetime
    officers: tuple[Officer, ...]
    photos: tuple[Photo, ...] = ()
    recipient_signature: Signature | None = None
