"""Whether a site survey counts: two officers of the squadron saw the place (行政许可法 34(3))."""

import datetime as dt

from core.errors import Violation


def violations(
    *,
    officer: str,
    second_officer: str,
    second_is_officer_of_squadron: bool,
    surveyed_at: dt.datetime | None,
    accepted_on: dt.date,
    now: dt.datetime,
    findings: str,
    local_day: dt.date | None,
) -> tuple[Violation, ...]:
    """Every reason why the record cannot be taken. officer, second_officer: user names; local_day: of surveyed_at."""
    found = []
    if not second_officer:
        found.append(Violation("second_officer_missing", {}, "second_officer"))
    elif second_officer == officer:
        found.append(Violation("second_officer_same", {}, "second_officer"))
    elif not second_is_officer_of_squadron:
        found.append(Violation("second_officer_elsewhere", {"officer": second_officer}, "second_officer"))
    if surveyed_at is None or local_day is None:
        found.append(Violation("field_missing", {"field": "surveyed_at"}, "surveyed_at"))
    elif surveyed_at > now:
        found.append(Violation("survey_in_future", {}, "surveyed_at"))
    elif local_day < accepted_on:
        found.append(Violation("survey_before_acceptance", {"accepted_on": str(accepted_on)}, "surveyed_at"))
    if not findings.strip():
        found.append(Violation("field_missing", {"field": "findings"}, "findings"))
    return tuple(found)
