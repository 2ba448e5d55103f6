"""Two officers of the site's squadron stand behind whatever has legal effect (行政处罚法 42; 行政许可法 34(3))."""

from dataclasses import dataclass

from core.errors import Violation

FIELD = "second_officer"


@dataclass(frozen=True)
class OfficerFacts:
    """The second officer beside the one who acts. known: the named account exists."""

    named: bool
    known: bool = False
    is_the_actor: bool = False
    active: bool = False
    entitled_role: bool = False
    same_squadron: bool = False


def second_officer_violations(facts: OfficerFacts) -> tuple[Violation, ...]:
    """Named, somebody else, on duty, an officer or inspector, and of the squadron in whose area the site lies."""
    if not facts.named:
        return (Violation("second_officer_missing", {}, FIELD),)
    if not facts.known:
        return (Violation("second_officer_unknown", {}, FIELD),)
    if facts.is_the_actor:
        return (Violation("second_officer_repeated", {}, FIELD),)
    checks = (
        (facts.active, "second_officer_inactive"),
        (facts.entitled_role, "second_officer_not_entitled"),
        (facts.same_squadron, "second_officer_of_other_squadron"),
    )
    return tuple(Violation(code, {}, FIELD) for holds, code in checks if not holds)
