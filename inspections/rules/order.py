"""Whether an order can be issued, answered, verified or returned (行政处罚法 28; 道路交通安全法 32, 104)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import Violation

#: The item that says whether what was ordered last time has been put right.
REINSPECTION_ITEM = "C21"
#: An order beyond this is no order any more (setting).
LONGEST_DEADLINE = dt.timedelta(days=30)
TEXT_MAX_CHARACTERS = 4_000
PHOTOS_MAX = 12


@dataclass(frozen=True)
class FindingFacts:
    """A finding somebody wants to order to be put right. ordered: the number of the order it already belongs to."""

    pk: int
    severity: str
    ordered: str = ""


@dataclass(frozen=True)
class ReinspectionFacts:
    """The visit that shall prove the rectification; result: its answer to C21, "" when there is none."""

    recorded_at: dt.datetime | None
    same_works: bool
    result: str


def issue_violations(
    *,
    asked: Sequence[int],
    found: Sequence[FindingFacts],
    deadline_at: dt.datetime,
    now: dt.datetime,
    requirement: str,
    immediate: bool,
) -> tuple[Violation, ...]:
    """At least one finding, each of this visit and of no other order; a deadline ahead, unless it is at once.

    asked: the findings named; found: those of them that belong to the visit.
    """
    violations = [] if asked else [Violation("findings_missing", {}, "findings")]
    known = {finding.pk: finding for finding in found}
    for pk in asked:
        if pk not in known:
            violations.append(Violation("finding_unknown", {"finding": pk}, "findings"))
        elif known[pk].ordered:
            violations.append(Violation("finding_ordered", {"finding": pk, "order": known[pk].ordered}, "findings"))
    if len(set(asked)) != len(asked):
        violations.append(Violation("finding_repeated", {}, "findings"))
    violations += _deadline_violations(deadline_at, now, immediate)
    if len(requirement) > TEXT_MAX_CHARACTERS:
        violations.append(Violation("text_too_long", {"allowed": TEXT_MAX_CHARACTERS}, "requirement"))
    return tuple(violations)


def _deadline_violations(deadline_at: dt.datetime, now: dt.datetime, immediate: bool) -> list[Violation]:
    if deadline_at < now or (deadline_at == now and not immediate):
        return [Violation("deadline_passed", {"deadline": deadline_at.isoformat()}, "deadline_at")]
    if deadline_at - now > LONGEST_DEADLINE:
        return [Violation("deadline_too_far", {"days": LONGEST_DEADLINE.days}, "deadline_at")]
    return []


def receipt_violations(*, received_by: str, signed: bool) -> tuple[Violation, ...]:
    """A signature belongs to a name."""
    if signed and not received_by.strip():
        return (Violation("received_by_missing", {}, "received_by"),)
    return ()


def answer_violations(*, text: str, photos: int) -> tuple[Violation, ...]:
    """What was done, in words and in at least one photo."""
    found = []
    if not text.strip():
        found.append(Violation("answer_text_missing", {}, "text"))
    if len(text) > TEXT_MAX_CHARACTERS:
        found.append(Violation("text_too_long", {"allowed": TEXT_MAX_CHARACTERS}, "text"))
    if photos < 1:
        found.append(Violation("answer_photo_missing", {}, "photos"))
    if photos > PHOTOS_MAX:
        found.append(Violation("photos_too_many", {"allowed": PHOTOS_MAX}, "photos"))
    return tuple(found)


def verify_violations(*, answered_at: dt.datetime, visit: ReinspectionFacts | None) -> tuple[Violation, ...]:
    """Seen at the site: a recorded visit after the answer whose C21 says that it is put right."""
    if visit is None or not visit.same_works:
        return (Violation("reinspection_missing", {}, "visit"),)
    if visit.recorded_at is None:
        return (Violation("reinspection_not_recorded", {}, "visit"),)
    if visit.recorded_at < answered_at:
        return (Violation("reinspection_before_answer", {"answered_at": answered_at.isoformat()}, "visit"),)
    if visit.result != "ok":
        return (Violation("reinspection_failed", {"item": REINSPECTION_ITEM}, "visit"),)
    return ()


def return_violations(*, reason: str, deadline_at: dt.datetime, now: dt.datetime) -> tuple[Violation, ...]:
    """A reason, and a new deadline ahead."""
    found = [] if reason.strip() else [Violation("return_reason_missing", {}, "reason")]
    if len(reason) > TEXT_MAX_CHARACTERS:
        found.append(Violation("text_too_long", {"allowed": TEXT_MAX_CHARACTERS}, "reason"))
    return tuple(found + _deadline_violations(deadline_at, now, immediate=False))
