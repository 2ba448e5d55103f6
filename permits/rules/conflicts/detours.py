"""Works on the way round of other works, both ways about."""

from collections.abc import Iterable, Iterator

import shapely

from core import geo
from permits.rules.conflicts.conflict import Conflict, Severity, met
from permits.rules.conflicts.limits import Limits
from permits.rules.conflicts.occupation import CARRIAGEWAY
from permits.rules.conflicts.relation import Relation
from permits.rules.conflicts.site import Site, Way


def standing_on_ways(site: Site, others: Iterable[Site], limits: Limits) -> Iterator[Relation]:
    """Other works beside this one's detours."""
    for other in others:
        if ways := _passing(site.ways, other, limits):
            used = tuple(way.occupation for way, _ in ways)
            yield Relation(used, other.occupations, other.key, other.place, min(metres for _, metres in ways))


def ways_past(site: Site, others: Iterable[Site], limits: Limits) -> Iterator[Relation]:
    """Detours of other works beside this one."""
    for other in others:
        if ways := _passing(other.ways, site, limits):
            used = tuple(way.occupation for way, _ in ways)
            lines = [way.line for way, _ in ways]
            drawn = shapely.MultiLineString(lines) if len(lines) > 1 else lines[0]
            yield Relation(site.occupations, used, other.key, drawn, min(metres for _, metres in ways))


def on_detour(relation: Relation) -> Conflict | None:
    """Works on this one's detour while it is used; None when never. High when they shut the road it runs on."""
    at = relation.together
    return at and _told("on_detour", relation, {theirs for _, theirs in at.closures})


def detour_here(relation: Relation) -> Conflict | None:
    """This works on the detour of others while it is used; None when never. High when it shuts the road."""
    at = relation.together
    return at and _told("detour_here", relation, {mine for mine, _ in at.closures})


def _told(kind: str, relation: Relation, closures: set[str]) -> Conflict:
    severity = Severity.HIGH if "full" in closures else Severity.MEDIUM if closures & CARRIAGEWAY else Severity.LOW
    says = f"{kind}.full" if severity is Severity.HIGH else kind
    return met(
        kind, severity, relation.together, says=says, others=(relation.key,), distance_m=relation.distance_m,
        place=relation.place, blocked=relation.blocked,
    )  # fmt: skip


def _passing(ways: Iterable[Way], site: Site, limits: Limits) -> list[tuple[Way, float]]:
    """The ways that lead past the site, each with its distance in metres."""
    near = [way for way in ways if not site.far_from(way.line, limits.detour_within_m)]
    measured = [(way, geo.distance_m(way.line, site.place)) for way in near]
    return [(way, metres) for way, metres in measured if metres <= limits.detour_within_m]
