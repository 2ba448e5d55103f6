"""Two excavations of one road soon after each other: dig once."""

from collections.abc import Iterable

from core import geo
from permits.rules.conflicts.conflict import Conflict, Severity
from permits.rules.conflicts.days import gap_days, shared_days
from permits.rules.conflicts.limits import Limits
from permits.rules.conflicts.same_place import TOUCHING_M
from permits.rules.conflicts.site import Site

#: A hint loses its force when it names a whole street's history.
MOST_HINTS = 3


def shared_trench(site: Site, others: Iterable[Site], limits: Limits) -> tuple[Conflict, ...]:
    """The excavations of the same road that could share this trench, the nearest in time first, at most three."""
    found = [hint for other in others if (hint := _hint(site, other, limits))] if site.excavation else []
    found.sort(key=lambda hint: (hint.data["gap_days"], hint.distance_m, hint.others))
    return tuple(found[:MOST_HINTS])


def _hint(site: Site, other: Site, limits: Limits) -> Conflict | None:
    apart = gap_days(site.days, other.days)
    if not other.excavation or apart > limits.trench_within_days:
        return None
    if site.far_from(other.place, limits.trench_within_m):
        return None
    distance_m = geo.distance_m(site.place, other.place)
    same_road = same_name(site.road_name, other.road_name) or distance_m < TOUCHING_M
    if not same_road or distance_m > limits.trench_within_m:
        return None
    shared = shared_days(site.days, other.days)
    return Conflict(
        "shared_trench",
        Severity.NOTE,
        "shared_trench.same_days" if shared else "shared_trench",
        others=(other.key,),
        distance_m=distance_m,
        days=shared,
        data={"gap_days": apart, "starts_on": other.days.starts_on, "ends_on": other.days.ends_on},
        place=other.place,
    )


def same_name(a: str, b: str) -> bool:
    """Whether two names are the same road's; names nobody gave are never the same."""
    return bool(a.strip()) and "".join(a.split()).casefold() == "".join(b.split()).casefold()
