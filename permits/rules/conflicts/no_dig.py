"""Digging up a road that is too new (城市道路管理条例 33(2)): five years after its opening, three after an overhaul."""

import datetime as dt
from collections.abc import Iterator

from permits.rules.conflicts.conflict import VERIFIED, Conflict, Severity
from permits.rules.conflicts.days import Days
from permits.rules.conflicts.shift import before
from permits.rules.conflicts.site import Site
from permits.rules.no_dig_period import CLAUSE, NoDigYears, longest_ban
from permits.rules.roads import RegisteredRoad


def no_dig(
    site: Site, road: RegisteredRoad | None, years: NoDigYears, *, approved: bool, emergency: bool
) -> Iterator[Conflict]:
    """The ban that lasts longest, for an excavation on a registered road.

    A note when the government has approved it or it is an emergency repair (articles 33, 34): both may dig.
    """
    if road is None or not site.excavation:
        return
    ban = longest_ban(road.opened_on, road.overhauled_on, years)
    first_day = site.days.starts_on
    if ban is None or first_day >= ban.until:
        return
    exempt = "approved" if approved else "emergency" if emergency else ""
    yield Conflict(
        "no_dig",
        Severity.NOTE if exempt else Severity.HIGH,
        f"no_dig.{exempt or ban.why}",
        days=Days(first_day, min(site.days.ends_on, ban.until - dt.timedelta(1))),
        data={"road": road.name, "road_en": road.name_en, "since": ban.since, "until": ban.until, "why": ban.why},
        place=site.place,
        clause=CLAUSE,
        certainty=VERIFIED,
        blocked=() if exempt else before(first_day, ban.until),
    )
