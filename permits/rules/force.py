"""When a permit comes into force and when it ends (行政许可法 44, 50, 69)."""

import datetime as dt
from collections.abc import Sequence

from core.errors import Violation
from permits.rules.deadlines import RENEWAL_LEAD_DAYS

#: 行政许可法 69(1)(一)–(五) and 69(2).
REVOCATION_GROUNDS = (
    "abuse_of_power",
    "beyond_powers",
    "procedure_violated",
    "applicant_not_qualified",
    "other_unlawful",
    "fraud",
)

#: Stages in which a renewal has been asked for and not decided.
UNDECIDED_STAGES = ("SUBMITTED", "CORRECTION", "ACCEPTED", "SURVEYED", "REVISION", "REVIEWED", "GRANTED")


def issue_violations(*, valid_until: dt.date, today: dt.date, kind: str) -> tuple[Violation, ...]:
    """A certificate that would be over before it is served is not made; an emergency's may only confirm what was."""
    if valid_until < today and kind != "emergency":
        return (Violation("permit_expired", {"day": str(valid_until)}),)
    return ()


def renewal_in_time(valid_until: dt.date, received_on: dt.date) -> bool:
    """Whether a renewal was asked for at least thirty days before expiry (50(1))."""
    return (valid_until - received_on).days >= RENEWAL_LEAD_DAYS


def expires(valid_until: dt.date, today: dt.date, pending_renewals_received: Sequence[dt.date]) -> bool:
    """Whether the permit ends now: its last day has passed and no renewal asked for in time is undecided (50(2))."""
    if today <= valid_until:
        return False
    return not any(renewal_in_time(valid_until, received_on) for received_on in pending_renewals_received)


def revocation_violations(ground: str) -> tuple[Violation, ...]:
    """A ground the law knows."""
    return (
        () if ground in REVOCATION_GROUNDS else (Violation("revocation_ground_unknown", {"ground": ground}, "ground"),)
    )
