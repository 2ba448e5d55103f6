"""Roads closed together so that the way round a full closure is cut off or much longer."""

from collections.abc import Iterator, Sequence

from core.geo import local_plane
from permits.rules.conflicts.conflict import Conflict, Severity, met
from permits.rules.conflicts.limits import Limits
from permits.rules.conflicts.network import Network
from permits.rules.conflicts.occupation import together
from permits.rules.conflicts.shift import blocked_by
from permits.rules.conflicts.site import Site
from permits.rules.roads import RegisteredRoad


def way_round(
    site: Site, others: Sequence[Site], roads: Sequence[RegisteredRoad], limits: Limits
) -> Iterator[Conflict]:
    """What the full closures of other works do to the shortest way round this one, as the register has it.

    Nothing where the register knows no way round even without them. High when none is left within reach, medium when
    the one left is `way_round_times` as long and `way_round_more_m` longer. The worse of both directions counts.
    """
    own = site.full_closures
    rivals = [other for other in others if other.full_closures and together(own, other.full_closures)]
    if not (own and rivals and roads):
        return
    network = Network(roads, local_plane(site.place))
    mine = network.closed_by(site.place)
    ends = network.ends_of(mine)
    if ends is None:
        return
    shut = {other.key: closed for other in rivals if (closed := network.closed_by(other.place) - mine)}
    blocked = mine.union(*shut.values())
    worst = None
    for start, goal in (ends, ends[::-1]):
        alone = network.way(start, goal, without=mine)
        if alone is None or network.way(start, goal, only=mine) is None:
            continue
        left = network.way(start, goal, without=blocked)
        times = left[0] / alone[0] if left else float("inf")
        if left is None or (times >= limits.way_round_times and left[0] - alone[0] >= limits.way_round_more_m):
            if worst is None or times > worst[0]:
                worst = times, alone, left
    if worst is None:
        return
    _, alone, left = worst
    guilty = [other for other in rivals if shut.get(other.key, frozenset()) & set(alone[1])]
    closures = [occupation for other in guilty for occupation in other.full_closures]
    names = _names(network, [number for number in alone[1] if number in blocked])
    yield met(
        "way_round",
        Severity.HIGH if left is None else Severity.MEDIUM,
        together(own, closures),
        says="way_round.none" if left is None else "way_round.longer",
        others=tuple(other.key for other in guilty),
        data={
            "roads": names,
            "alone_m": round(alone[0]),
            "left_m": round(left[0]) if left else None,
            "along": _names(network, left[1]) if left else (),
            "within_m": limits.way_round_within_m,
        },
        place=network.drawn(left[1] if left else alone[1]),
        blocked=blocked_by(own, closures),
    )


def _names(network: Network, edges: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """The names of the roads of some edges in their order, each once: (name, name in English)."""
    roads = (network.roads[network.edges[number].road] for number in edges)
    return tuple(dict.fromkeys((road.name, road.name_en) for road in roads if road.name))
