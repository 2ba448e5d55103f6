"""Whether the review may be closed: opinions in or overdue, every block of the plan dealt with."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.errors import Violation


@dataclass(frozen=True)
class ReviewFacts:
    """findings: those of the plan's last check, as its JSON says them. overrides: rule id → reason given.

    pending_opinions: (agency, last day) of every opinion asked for and not given.
    """

    recommends: str
    text: str
    findings: Sequence[Mapping]
    overrides: Mapping[str, str]
    pending_opinions: Sequence[tuple[str, dt.date]]
    today: dt.date


def violations(facts: ReviewFacts) -> tuple[Violation, ...]:
    """Every reason why the review cannot be closed like this."""
    found = []
    if facts.recommends not in ("grant", "refuse"):
        found.append(Violation("recommendation_missing", {}, "recommends"))
    if not facts.text.strip():
        found.append(Violation("reason_missing", {}, "text"))
    found += [
        Violation("opinion_pending", {"agency": agency, "last_day": str(last_day)})
        for agency, last_day in facts.pending_opinions
        if last_day >= facts.today
    ]
    if facts.recommends == "grant":
        for finding in facts.findings:
            if finding["level"] != "block":
                continue
            if not finding["overridable"]:
                found.append(Violation("plan_blocked", {"rule": finding["rule"], "phase": finding["phase"] or ""}))
            elif not facts.overrides.get(finding["rule"], "").strip():
                found.append(
                    Violation("override_reason_missing", {"rule": finding["rule"]}, f"override_{finding['rule']}")
                )
    return tuple(_once(found))


def _once(found: list[Violation]) -> list[Violation]:
    """One sentence per fact, however many phases repeat it."""
    seen: dict[tuple, Violation] = {}
    for violation in found:
        seen.setdefault((violation.code, violation.field, *sorted(violation.data.items())), violation)
    return list(seen.values())


def opinion_request_violations(*, already_asked: bool, due_on: dt.date, today: dt.date) -> tuple[Violation, ...]:
    """An agency is asked once, for a day that has not passed."""
    found = []
    if already_asked:
        found.append(Violation("opinion_already_asked", {}, "organisation"))
    if due_on < today:
        found.append(Violation("dates_past", {"day": str(due_on)}, "due_on"))
    return tuple(found)


def opinion_violations(verdict: str, text: str) -> tuple[Violation, ...]:
    """A known verdict; conditions and objections need words."""
    if verdict not in ("agrees", "agrees_with_conditions", "objects"):
        return (Violation("verdict_missing", {}, "verdict"),)
    if verdict != "agrees" and not text.strip():
        return (Violation("reason_missing", {}, "text"),)
    return ()
