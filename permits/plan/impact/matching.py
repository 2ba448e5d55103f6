"""On which registered roads a line runs, how far, and in which direction."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely import LineString

from core import geo
from permits.rules.road_pieces import nearest_roads
from permits.rules.roads import RegisteredRoad

#: A detour runs for kilometres; pieces of this length tell its roads apart.
PIECE_M = 20.0
#: A shorter stretch is only a junction crossed or a corner cut.
SHORTEST_M = 30.0


@dataclass(frozen=True)
class Stretch:
    """A road on which the line runs. against: opposite to the road's own line."""

    road: RegisteredRoad
    against: bool
    length_m: float

    @property
    def wrong_way(self) -> bool:
        return self.against and self.road.oneway


@dataclass(frozen=True)
class Matched:
    """stretches: in the order in which the line meets them. length_m: of the line. unmatched_m: on no known road."""

    stretches: tuple[Stretch, ...]
    length_m: float
    unmatched_m: float


def match(line: LineString, roads: Sequence[RegisteredRoad]) -> Matched:
    """The roads a line (WGS84) runs on; a road touched or crossed is none of them."""
    whole_m = geo.length_m(line)
    if not roads or whole_m == 0:
        return Matched((), whole_m, whole_m)
    plane = geo.local_plane(line)
    metric = plane.to_metres(line)
    lines = plane.to_metres(np.array([road.line for road in roads], dtype=object))
    on = nearest_roads(metric, lines, [road.oneway for road in roads], piece_m=PIECE_M)
    scale = whole_m / metric.length
    found: dict[tuple[int, bool], float] = defaultdict(float)
    for number, against, metres in zip(on.road.tolist(), on.against.tolist(), on.length_m.tolist(), strict=True):
        found[number, against] += metres * scale
    stretches = tuple(
        Stretch(roads[number], against, metres)
        for (number, against), metres in found.items()
        if metres >= min(SHORTEST_M, whole_m / 2)
    )
    return Matched(stretches, whole_m, max(whole_m - sum(stretch.length_m for stretch in stretches), 0.0))
