"""Whether a report from the public can be taken in and closed, and how its contact is shown."""

from core.errors import Violation
from inspections.rules.visit import position_violations

TEXT_MAX_CHARACTERS = 2_000
CONTACT_MAX_CHARACTERS = 100
#: A report this near to a site is about it (setting).
REACH_M = 200.0


def report_violations(
    *, lon: float | None, lat: float | None, text: str, contact: str, in_city: bool
) -> tuple[Violation, ...]:
    """Where (degrees WGS84, inside the city) and what; a contact is never demanded."""
    found = list(position_violations(lon, lat))
    if lon is None and lat is None:
        found.append(Violation("position_missing", {}, "lon"))
    elif not found and not in_city:
        found.append(Violation("position_outside_city", {}, "lon"))
    if not text.strip():
        found.append(Violation("report_text_missing", {}, "text"))
    if len(text) > TEXT_MAX_CHARACTERS:
        found.append(Violation("text_too_long", {"allowed": TEXT_MAX_CHARACTERS}, "text"))
    if len(contact) > CONTACT_MAX_CHARACTERS:
        found.append(Violation("text_too_long", {"allowed": CONTACT_MAX_CHARACTERS}, "contact"))
    return tuple(found)


def outcome_violations(outcome: str) -> tuple[Violation, ...]:
    """What was done about it, in words."""
    if not outcome.strip():
        return (Violation("outcome_missing", {}, "outcome"),)
    if len(outcome) > TEXT_MAX_CHARACTERS:
        return (Violation("text_too_long", {"allowed": TEXT_MAX_CHARACTERS}, "outcome"),)
    return ()


def visit_violations(named: int | None, known: bool) -> tuple[Violation, ...]:
    """A visit that is named is one of the site the report is about."""
    return (Violation("visit_unknown", {"visit": named}, "visit"),) if named is not None and not known else ()


def masked(contact: str) -> str:
    """The contact as it is shown until somebody asks for it: at most the first and the last two characters."""
    if len(contact) < 6:
        return "*" * len(contact)
    return contact[:2] + "*" * (len(contact) - 4) + contact[-2:]
