"""Whether works may start, stop, be accepted and be archived (道路交通安全法 32; 实施条例 35)."""

import datetime as dt
from dataclasses import dataclass

from core.errors import Violation
from permits.rules.deadlines import NOTICE_LEAD_DAYS


@dataclass(frozen=True)
class StartFacts:
    """permit_valid_from, permit_valid_until: of the permit in force, None without one."""

    permit_valid_from: dt.date | None
    permit_valid_until: dt.date | None
    full_closure: bool
    emergency: bool
    notice_published_on: dt.date | None
    today: dt.date


def start_violations(facts: StartFacts) -> tuple[Violation, ...]:
    """In the approved time only (道路交通安全法 32(2)); a full closure five days after its notice (实施条例 35(2))."""
    if facts.permit_valid_from is None or facts.permit_valid_until is None:
        return (Violation("permit_missing"),)
    found = []
    if facts.today < facts.permit_valid_from:
        found.append(Violation("permit_not_yet_valid", {"day": str(facts.permit_valid_from)}))
    if facts.today > facts.permit_valid_until:
        found.append(Violation("permit_expired", {"day": str(facts.permit_valid_until)}))
    if facts.full_closure and not facts.emergency:
        if facts.notice_published_on is None:
            found.append(Violation("notice_not_published", {"days": NOTICE_LEAD_DAYS}))
        elif (facts.today - facts.notice_published_on).days < NOTICE_LEAD_DAYS:
            earliest = facts.notice_published_on + dt.timedelta(days=NOTICE_LEAD_DAYS)
            found.append(
                Violation(
                    "notice_too_recent",
                    {
                        "published_on": str(facts.notice_published_on),
                        "earliest": str(earliest),
                        "days": NOTICE_LEAD_DAYS,
                    },
                )
            )
    return tuple(found)


def emergency_start_violations(
    *, case_kind: str, road_name: str, has_geometry: bool, started_at: dt.datetime | None, now: dt.datetime
) -> tuple[Violation, ...]:
    """An emergency case that says where; the road may then be opened first (城市道路管理条例 34)."""
    found = []
    if started_at is not None and started_at > now:
        found.append(Violation("start_in_future", {}, "started_at"))
    if case_kind != "emergency":
        found.append(Violation("not_an_emergency"))
    if not road_name:
        found.append(Violation("field_missing", {"field": "road_name"}, "road_name"))
    if not has_geometry:
        found.append(Violation("field_missing", {"field": "geometry"}, "geometry"))
    return tuple(found)


def abandon_violations(*, by_office: bool, reason: str, permit_in_force: str) -> tuple[Violation, ...]:
    """The office says why; a permit in force is cancelled first."""
    found = []
    if by_office and not reason.strip():
        found.append(Violation("reason_missing", {}, "reason"))
    if permit_in_force:
        found.append(Violation("permit_still_in_force", {"case": permit_in_force}))
    return tuple(found)


def resumption_violations(
    *, open_stop_orders: int, permit_valid_until: dt.date | None, today: dt.date
) -> tuple[Violation, ...]:
    """Works resume under a valid permit, when what stopped them is put right."""
    found = []
    if open_stop_orders:
        found.append(Violation("order_open", {"orders": open_stop_orders}))
    if permit_valid_until is None:
        found.append(Violation("permit_missing"))
    elif today > permit_valid_until:
        found.append(Violation("permit_expired", {"day": str(permit_valid_until)}))
    return tuple(found)


def signature_violations(*, open_orders: int, already_signed: bool, failed_items: int) -> tuple[Violation, ...]:
    """Nobody signs while an order is open or an item is not passed, and each authority signs once."""
    found = []
    if open_orders:
        found.append(Violation("order_open", {"orders": open_orders}))
    if already_signed:
        found.append(Violation("already_signed"))
    if failed_items:
        found.append(Violation("acceptance_item_failed", {"items": failed_items}, "items"))
    return tuple(found)


def archive_violations(*, open_cases: tuple[str, ...], undrawn: int, has_completion: bool) -> tuple[Violation, ...]:
    """No gap in the file: no open case, every document drawn, the completion acceptance among them."""
    found = [Violation("case_still_open", {"case": number}) for number in open_cases]
    if undrawn:
        found.append(Violation("document_not_drawn", {"documents": undrawn}))
    if not has_completion:
        found.append(Violation("document_missing", {"document": "D22"}))
    return tuple(found)
