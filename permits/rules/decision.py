"""Whether the leader may decide like this (行政许可法 38, 42)."""

import datetime as dt
from collections.abc import Sequence

from core.errors import Violation
from permits.rules.deadlines import EXTENSION_MAX_WORKDAYS


def grant_violations(
    *,
    recommends: str,
    reason: str,
    valid_from: dt.date | None,
    valid_until: dt.date | None,
    requested_from: dt.date,
    requested_until: dt.date,
    today: dt.date,
    emergency: bool,
    phases_outside: Sequence[tuple[str, str, str]] = (),
) -> tuple[Violation, ...]:
    """Validity inside what was applied for and not over yet; against the review's advice only with a reason.

    phases_outside: label, first and last day of every phase of the plan that this validity does not cover; such a
    phase needs a reason, for the works may go on only in the time approved (城市道路管理条例 36).
    """
    found = []
    if recommends == "refuse" and not reason.strip():
        found.append(Violation("deviation_reason_missing", {"recommends": recommends}, "reason"))
    if valid_from is None:
        found.append(Violation("field_missing", {"field": "valid_from"}, "valid_from"))
    if valid_until is None:
        found.append(Violation("field_missing", {"field": "valid_until"}, "valid_until"))
    if valid_from is None or valid_until is None:
        return tuple(found)
    if valid_until < valid_from:
        found.append(
            Violation("dates_reversed", {"starts_on": str(valid_from), "ends_on": str(valid_until)}, "valid_until")
        )
    wanted = {"starts_on": str(requested_from), "ends_on": str(requested_until)}
    if valid_from < requested_from:
        found.append(Violation("validity_outside_application", wanted, "valid_from"))
    if valid_until > requested_until:
        found.append(Violation("validity_outside_application", wanted, "valid_until"))
    if valid_until < today and not emergency:
        found.append(Violation("dates_past", {"day": str(valid_until)}, "valid_until"))
    if not found and not reason.strip():
        found += [
            Violation("phase_outside_validity", {"phase": phase, "starts_on": starts, "ends_on": ends}, "reason")
            for phase, starts, ends in phases_outside
        ]
    return tuple(found)


def refusal_violations(
    *, reasons: Sequence[str], basis: Sequence[str], legal_opinion_given: bool, legal_opinion_agrees: bool
) -> tuple[Violation, ...]:
    """Reasons and basis in writing (38(2)), seen by the legal reviewer before it leaves."""
    found = []
    if not any(reason.strip() for reason in reasons):
        found.append(Violation("reason_missing", {}, "reasons"))
    if not any(article.strip() for article in basis):
        found.append(Violation("legal_basis_missing", {}, "basis"))
    if not legal_opinion_given:
        found.append(Violation("legal_opinion_missing"))
    elif not legal_opinion_agrees:
        found.append(Violation("legal_opinion_disagrees"))
    return tuple(found)


def extension_violations(
    *, workdays: int, reason: str, already_extended: int, decide_by: dt.date, today: dt.date
) -> tuple[Violation, ...]:
    """Once, at most ten working days, with a reason told to the applicant, before the time is over (42(1))."""
    found = []
    if already_extended:
        found.append(Violation("already_extended", {"workdays": already_extended}))
    if not 1 <= workdays <= EXTENSION_MAX_WORKDAYS:
        found.append(
            Violation("extension_too_long", {"workdays": workdays, "most": EXTENSION_MAX_WORKDAYS}, "workdays")
        )
    if not reason.strip():
        found.append(Violation("reason_missing", {}, "reason"))
    if today > decide_by:
        found.append(Violation("decision_time_over", {"last_day": str(decide_by)}))
    return tuple(found)


def reason_violations(text: str, field: str = "reason") -> tuple[Violation, ...]:
    """A reason in words."""
    return () if text.strip() else (Violation("reason_missing", {}, field),)
