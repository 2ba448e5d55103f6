"""D08 准予行政许可决定书: the permit, its conditions and its plan (行政许可法 art. 38–40; 道路交通安全法 art. 32)."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from core.pdf.document import ApplicationHead
from permits.documents.place import PhaseRow, PlaceOfWorks


@dataclass(frozen=True, kw_only=True)
class PermitDecisionSnapshot(ApplicationHead):
    """Facts of a permit.

    credit_code: 统一社会信用代码. reason: what is to be built. daily_hours: "22:00-05:00" each, empty: all day.
    conditions: one sentence each. phases: the plan table of the annex. road_authority_consent: number of the road
    authority's own permit, "" when it follows. previous_number: the permit that a variation or renewal replaces.
    copies: how many originals are made (一式几份).
    """

    case_kind: Literal["new", "variation", "renewal", "emergency"] = "new"
    credit_code: str
    client_org: str
    contractor_org: str
    reason: str
    place: PlaceOfWorks
    accepted_on: dt.date
    valid_from: dt.date
    valid_to: dt.date
    daily_hours: tuple[str, ...] = ()
    closure: str
    conditions: tuple[str, ...]
    phases: tuple[PhaseRow, ...]
    road_authority_consent: str = ""
    previous_number: str = ""
    copies: int = 2
