"""Other works near by at the same time; and on the same days, but at other hours."""

from collections.abc import Iterable, Iterator

from core import geo
from permits.rules.conflicts.conflict import Conflict, Severity, met
from permits.rules.conflicts.limits import Limits
from permits.rules.conflicts.occupation import CARRIAGEWAY, Together, same_days
from permits.rules.conflicts.relation import Relation
from permits.rules.conflicts.site import Site

#: Drawn lines nearer than this meet.
TOUCHING_M = 0.5


def near_by(site: Site, others: Iterable[Site], limits: Limits) -> Iterator[Relation]:
    """The others within the city's distance."""
    for other in others:
        if site.far_from(other.place, limits.within_m):
            continue
        distance_m = geo.distance_m(site.place, other.place)
        if distance_m <= limits.within_m:
            yield Relation(site.occupations, other.occupations, other.key, other.place, distance_m)


def same_place(near: Relation) -> Conflict | None:
    """High where they touch and one of them at least takes from the carriageway, medium where one does, else low.

    A note when they share days but no hour; None when they share no day.
    """
    where = {"others": (near.key,), "distance_m": near.distance_m, "place": near.place}
    if near.together is not None:
        says = "same_place.touching" if near.distance_m < TOUCHING_M else "same_place"
        severity = _severity(near.together, near.distance_m)
        return met("same_place", severity, near.together, says=says, blocked=near.blocked, **where)
    days = same_days(near.mine, near.theirs)
    return days and Conflict("other_hours", Severity.NOTE, "other_hours", days=days, **where)


def _severity(at: Together, distance_m: float) -> Severity:
    if not any(CARRIAGEWAY & set(closures) for closures in at.closures):
        return Severity.LOW
    return Severity.HIGH if distance_m < TOUCHING_M else Severity.MEDIUM
