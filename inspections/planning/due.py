"""When a site must be seen next, and why; pure.

The intervals are the brigade's choice (planning.settings); that sites are inspected at all is 道路交通安全法 32(3).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from inspections.planning.settings import PlanningSettings

#: Why a site is on a round, gravest first: the order in which reasons are shown.
REASONS = (
    "order_due",
    "citizen_report",
    "permit_expired",
    "permit_ending",
    "start_check",
    "risk_high",
    "interval",
)


@dataclass(frozen=True)
class SiteHistory:
    """What is known of an active site on the day for which the rounds are made.

    started_on: first day of works, by report or by ledger, None when neither says. last_visit_on: None when never seen.
    order_due_on: first day on which an order of this site can be re-inspected (answered, or its deadline passed).
    reported_on: first day on which somebody reported it; a visit on a later day has looked into it.
    """

    closure: str
    started_on: dt.date | None
    last_visit_on: dt.date | None = None
    valid_until: dt.date | None = None
    order_due_on: dt.date | None = None
    reported_on: dt.date | None = None
    high_risk: bool = False


@dataclass(frozen=True)
class Due:
    """due_by: the last day for the next visit. mandatory: that day has come. reasons: codes of REASONS."""

    due_by: dt.date
    mandatory: bool
    reasons: tuple[str, ...]


def due(site: SiteHistory, day: dt.date, chosen: PlanningSettings) -> Due:
    """When the site must be seen next, judged on `day`: the earliest of all windows.

    The reasons are those of the windows that have closed by then, or of the earliest one when none has.
    """
    windows = sorted(_windows(site, day, chosen), key=lambda window: (window[0], REASONS.index(window[1])))
    earliest = windows[0][0]
    reached = max(earliest, day)
    reasons = {reason for last_day, reason in windows if last_day <= reached}
    return Due(earliest, earliest <= day, tuple(reason for reason in REASONS if reason in reasons))


def _windows(site: SiteHistory, day: dt.date, chosen: PlanningSettings) -> Iterator[tuple[dt.date, str]]:
    """(last day, reason) of everything that asks for a visit; at least one."""
    seen = site.last_visit_on
    if site.started_on is None and seen is None:
        yield day, "start_check"  # nobody knows since when it stands: at once
    elif site.started_on is not None and (seen is None or seen < site.started_on):
        yield _later(site.started_on, chosen.start_check_days), "start_check"
    if seen is not None:
        yield _later(seen, chosen.interval_of(site.closure)), "interval"
        if site.high_risk:
            yield _later(seen, chosen.risk_interval_days), "risk_high"
    if site.order_due_on is not None:
        yield _unseen_since(site.order_due_on, seen, day), "order_due"
    if site.reported_on is not None and (seen is None or seen <= site.reported_on):
        yield _later(site.reported_on, chosen.report_check_days), "citizen_report"
    if site.valid_until is not None:
        yield from _permit_windows(site.valid_until, seen, day, chosen)


def _permit_windows(
    valid_until: dt.date, seen: dt.date | None, day: dt.date, chosen: PlanningSettings
) -> Iterator[tuple[dt.date, str]]:
    """One visit in the last days of the permit; after it one every day, for nobody may work then (条例 36)."""
    if day > valid_until:
        yield _unseen_since(_later(valid_until, 1), seen, day), "permit_expired"
    elif day > _earlier(valid_until, chosen.permit_ending_days):
        if seen is None or seen <= _earlier(valid_until, chosen.permit_ending_days):
            yield valid_until, "permit_ending"


def _unseen_since(first_day: dt.date, seen: dt.date | None, day: dt.date) -> dt.date:
    """Due on first_day, and again every day after a visit that left it unsettled."""
    return first_day if seen is None or seen < first_day else _later(seen, 1)


def _later(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


def _earlier(day: dt.date, days: int) -> dt.date:
    return day - dt.timedelta(days=days)
