"""Whether a file may be accepted, sent back for correction, or declined (行政许可法 32)."""

import datetime as dt
from collections.abc import Sequence

from core.errors import Violation

DECLINE_GROUNDS = ("not_required", "not_competent", "not_corrected")


def correction_violations(
    items: Sequence[dict], *, already_requested_on: dt.date | None, accept_by: dt.date, today: dt.date
) -> tuple[Violation, ...]:
    """Once, itemised, within five working days of receipt (32(1)(四)). items: dicts with `text`."""
    found = []
    if already_requested_on is not None:
        found.append(Violation("correction_already_requested", {"day": str(already_requested_on)}))
    if today > accept_by:
        found.append(Violation("correction_too_late", {"last_day": str(accept_by)}))
    if not items:
        found.append(Violation("correction_items_missing", {}, "items"))
    found += [
        Violation("correction_text_missing", {"item": position}, "items")
        for position, item in enumerate(items, start=1)
        if not str(item.get("text", "")).strip()
    ]
    return tuple(found)


def decline_violations(ground: str, reasons: Sequence[str], competent_authority: str) -> tuple[Violation, ...]:
    """A reason in writing, and the competent authority when there is another one (32(1)(一)(二), 32(2))."""
    found = []
    if ground not in DECLINE_GROUNDS:
        found.append(Violation("decline_ground_unknown", {"ground": ground}, "ground"))
    if not any(reason.strip() for reason in reasons):
        found.append(Violation("reason_missing", {}, "reason"))
    if ground == "not_competent" and not competent_authority.strip():
        found.append(Violation("competent_authority_missing", {}, "competent_authority"))
    return tuple(found)


def may_be_deemed(accept_by: dt.date, today: dt.date) -> bool:
    """Whether the five days have run out unanswered, so that the file is accepted by law."""
    return today > accept_by


def withdrawal_violations(
    *, by_office: bool, stage: str, correction_by: dt.date | None, today: dt.date, reason: str
) -> tuple[Violation, ...]:
    """The applicant withdraws as it likes; the window only closes a correction nobody answered in time."""
    if not by_office:
        return ()
    found = []
    if stage != "CORRECTION" or correction_by is None or today <= correction_by:
        found.append(Violation("correction_not_lapsed", {"last_day": str(correction_by or "")}))
    if not reason.strip():
        found.append(Violation("reason_missing", {}, "reason"))
    return tuple(found)
