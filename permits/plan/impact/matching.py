"""On which registered roads a line runs, how far, and in which direction."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString

from core import geo
from permits.rules.roads import RegisteredRoad

#: Lines are compared piece by piece; a piece lies on the nearest road within reach whose bearing is about its own.
PIECE_M, REACH_M, BEARING_DEG = 20.0, 25.0, 40.0
#: A shorter stretch is only a junction crossed or a corner cut.
SHORTEST_M = 30.0
#: A road the line may not take in its direction is believed only when no other is about as near.
WRONG_WAY_PENALTY_M = 15.0


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
    points = shapely.get_coordinates(shapely.segmentize(plane.to_metres(line), PIECE_M))
    steps = np.diff(points, axis=0)
    lengths = np.hypot(*steps.T)
    found: dict[tuple[int, bool], float] = {}
    for piece, (number, against) in _nearest(points, steps, [plane.to_metres(road.line) for road in roads], roads):
        found[number, against] = found.get((number, against), 0.0) + float(lengths[piece])
    scale = whole_m / float(lengths.sum())
    stretches = tuple(
        Stretch(roads[number], against, metres * scale)
        for (number, against), metres in found.items()
        if metres >= min(SHORTEST_M, whole_m / 2)
    )
    return Matched(stretches, whole_m, max(whole_m - sum(stretch.length_m for stretch in stretches), 0.0))


def _nearest(points, steps, lines, roads):
    """(piece, (number of the road, whether against its line)) of each piece that lies on one, in the line's order."""
    middles = shapely.points(points[:-1] + steps / 2)
    pieces, numbers = shapely.STRtree(lines).query(middles, predicate="dwithin", distance=REACH_M)
    if not len(pieces):
        return
    candidates, here = np.array(lines, dtype=object)[numbers], middles[pieces]
    at_m = shapely.line_locate_point(candidates, here)
    ends = [
        shapely.get_coordinates(shapely.line_interpolate_point(candidates, np.maximum(at_m + step, 0.0)))
        for step in (-1.0, 1.0)
    ]
    course = ends[1] - ends[0]
    own = steps[pieces]
    dot, cross = (own * course).sum(axis=1), own[:, 0] * course[:, 1] - own[:, 1] * course[:, 0]
    angle_deg = np.degrees(np.arctan2(np.abs(cross), np.abs(dot)))
    against = dot < 0
    oneway = np.array([road.oneway for road in roads])[numbers]
    cost_m = shapely.distance(candidates, here) + WRONG_WAY_PENALTY_M * (against & oneway)
    best: dict[int, tuple[float, int, bool]] = {}
    for row in np.flatnonzero(angle_deg <= BEARING_DEG):
        choice = (float(cost_m[row]), int(numbers[row]), bool(against[row]))
        piece = int(pieces[row])
        best[piece] = min(best.get(piece, choice), choice)
    for piece in sorted(best):
        yield piece, best[piece][1:]
