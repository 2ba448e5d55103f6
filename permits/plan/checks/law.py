"""Rules which the law sets: P15 public notice, P16 detour, P17 no-dig period."""

import datetime as dt
from collections.abc import Iterator

from permits.plan.finding import WARN, Finding, finding
from permits.plan.situation import Situation
from permits.plan.standards import constant
from permits.rules.no_dig_period import years_after


def notice_lead(at: Situation) -> Iterator[Finding]:
    """P15: a full closure is announced five days ahead, emergencies excepted. 道路交通安全法实施条例 35."""
    published = at.works.notice_published_on
    if not at.full_closure or at.works.emergency or published is None:
        return
    row = constant("notice_lead_min")
    lead_days = (at.phase.starts_on - published).days
    if lead_days < row.value:
        yield finding(
            "P15",
            phase=at.label,
            parameter="notice_published_on",
            actual=lead_days,
            by=row,
            published=published,
            starts=at.phase.starts_on,
            earliest=published + dt.timedelta(days=row.value),
        )


def detour(at: Situation) -> Iterator[Finding]:
    """P16: a full closure has a detour or a temporary passage. 道路交通安全法实施条例 35."""
    way_round = at.phase.detour is not None and at.phase.detour.given
    if at.full_closure and not way_round and not at.phase.temporary_passage:
        yield finding("P16", phase=at.label, parameter="detour")


def no_dig(at: Situation) -> Iterator[Finding]:
    """P17: no digging within 5 years of opening or 3 of an overhaul without approval. 城市道路管理条例 33.

    An emergency repair may dig first (same regulations, article 34), so it only warns.
    """
    if not at.works.excavation or at.works.government_approval:
        return
    emergency = bool(at.works.emergency)
    bans = (
        ("opened_on", at.road.opened_on, "no_dig_after_opening", "P17.opened"),
        ("overhauled_on", at.road.overhauled_on, "no_dig_after_overhaul", "P17.overhauled"),
    )
    for parameter, since, quantity, says in bans:
        if since is None:
            continue
        row = constant(quantity)
        until = years_after(since, int(row.value))
        if at.phase.starts_on < until:
            yield finding(
                "P17",
                phase=at.label,
                parameter=parameter,
                actual=(at.phase.starts_on - since).days / 365.25,
                required=row.value,
                unit=row.unit,
                level=WARN if emergency else "",
                says="P17.emergency" if emergency else says,
                since=since,
                until=until,
            )
