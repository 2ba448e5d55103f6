"""Both carriageways of one divided road taken at once."""

from collections.abc import Iterable, Iterator, Sequence

import shapely

from core import geo
from permits.rules.conflicts.conflict import Conflict, Severity, met
from permits.rules.conflicts.limits import Limits
from permits.rules.conflicts.occupation import CARRIAGEWAY, Occupation
from permits.rules.conflicts.relation import Relation
from permits.rules.conflicts.same_place import TOUCHING_M
from permits.rules.conflicts.site import Site
from permits.rules.conflicts.trench import same_name
from permits.rules.road_matching import roads_under
from permits.rules.road_pieces import heading_beside
from permits.rules.roads import RegisteredRoad

#: Cosine between two directions beyond which they are opposite: at least 135° apart.
OPPOSITE = -0.7


def across(
    site: Site, others: Iterable[Site], roads: Sequence[RegisteredRoad], limits: Limits
) -> Iterator[tuple[RegisteredRoad, Relation]]:
    """Works beside this one on the other carriageway of the same road, each with the own carriageway.

    Both carriageways must be in the register under one name, each with traffic one way.
    """
    divided = [road for road in roads if road.oneway and road.name]
    mine = next((on.road for on in roads_under(site.place, divided)), None) if len(divided) > 1 else None
    own = _taking(site)
    if mine is None or not own:
        return
    facing = [road for road in divided if same_name(road.name, mine.name) and _opposite(site, mine, road)]
    for other in others:
        if not _taking(other) or site.far_from(other.place, limits.carriageways_within_m):
            continue
        distance_m = geo.distance_m(site.place, other.place)
        # Drawn lines that meet are one and the same carriageway, whichever way they were drawn.
        if TOUCHING_M <= distance_m <= limits.carriageways_within_m:
            under = next((on.road for on in roads_under(other.place, [mine, *facing])), mine)
            if under is not mine:
                yield mine, Relation(own, _taking(other), other.key, other.place, distance_m)


def carriageways(road: RegisteredRoad, relation: Relation) -> Conflict | None:
    """High when both directions are shut at once, medium when one is, low when both are narrowed; None when never."""
    at = relation.together
    if at is None:
        return None
    shut = max((mine == "full") + (theirs == "full") for mine, theirs in at.closures)
    severity = (Severity.LOW, Severity.MEDIUM, Severity.HIGH)[shut]
    return met(
        "carriageways", severity, at, says="carriageways.shut" if shut == 2 else "carriageways",
        others=(relation.key,), distance_m=relation.distance_m, place=relation.place, blocked=relation.blocked,
        data={"road": road.name, "road_en": road.name_en},
    )  # fmt: skip


def _taking(site: Site) -> tuple[Occupation, ...]:
    return tuple(occupation for occupation in site.occupations if occupation.closure in CARRIAGEWAY)


def _opposite(site: Site, mine: RegisteredRoad, facing: RegisteredRoad) -> bool:
    plane = geo.local_plane(site.place)
    place = shapely.centroid(plane.to_metres(site.place))
    a, b = (heading_beside(plane.to_metres(road.line), place) for road in (mine, facing))
    return float(a @ b) < OPPOSITE
