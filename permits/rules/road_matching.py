"""On which registered road a drawn place lies, and in which direction; pure."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from core.geo import grown_bbox, local_plane
from permits.rules.road_pieces import ON_ROAD_M, roads_beside
from permits.rules.roads import RegisteredRoad

#: On a carriageway with traffic the other way a piece counts half, so that of two carriageways the right one is chosen.
WRONG_WAY = 0.5


@dataclass(frozen=True)
class OnRoad:
    """What of a place lies on a road. length_m: how much of it, 0 for points. along: drawn in its line's direction.

    fit: length (or points) weighed by nearness and direction; the larger, the better.
    """

    road: RegisteredRoad
    length_m: float
    along: bool
    fit: float

    @property
    def as_travelled(self) -> RegisteredRoad:
        """The road in the direction in which the place was drawn: lanes change sides, what is not known is None."""
        if self.along or self.road.oneway:
            return self.road
        return dataclasses.replace(
            self.road,
            line=self.road.line.reverse(),
            lanes=self.road.lanes_opposite,
            lanes_opposite=self.road.lanes,
            hourly_volume_pcu=None,
        )


def roads_under(place: BaseGeometry, roads: Iterable[RegisteredRoad]) -> tuple[OnRoad, ...]:
    """The roads on which any of `place` (WGS84) lies, the best fit first.

    Lines must run along the road; of areas the longer axis is taken, of points those near a road.
    """
    reach, roads = shapely.box(*grown_bbox(place.bounds, ON_ROAD_M)), list(roads)
    lines = np.array([road.line for road in roads], dtype=object)
    in_reach = np.flatnonzero(shapely.intersects(reach, lines)).tolist()
    if not in_reach:
        return ()
    plane = local_plane(place)
    found = _on_roads(plane.to_metres(place), [roads[n] for n in in_reach], plane.to_metres(lines[in_reach]))
    return tuple(sorted(found, key=lambda on: (-on.fit, on.road.ref)))


def _on_roads(metric: BaseGeometry, roads: Sequence[RegisteredRoad], metric_lines: np.ndarray) -> Iterator[OnRoad]:
    """What of a place lies on each road, all in metres."""
    tree, oneway = shapely.STRtree(metric_lines), np.array([road.oneway for road in roads])
    length_m, forward_m, fit = np.zeros((3, len(roads)))
    lines, points = _lines_and_points(metric)
    for line in lines:
        on = roads_beside(line, metric_lines, tree)
        weights = on.length_m * np.where(on.against & oneway[on.road], WRONG_WAY, 1.0) * _nearness(on.distance_m)
        length_m += np.bincount(on.road, on.length_m, len(roads))
        forward_m += np.bincount(on.road, np.where(on.against, -1.0, 1.0) * on.length_m, len(roads))
        fit += np.bincount(on.road, weights, len(roads))
    point, near = tree.query(points, predicate="dwithin", distance=ON_ROAD_M)
    fit += np.bincount(near, _nearness(shapely.distance(points[point], metric_lines[near])), len(roads))
    for number in np.flatnonzero(fit).tolist():
        yield OnRoad(roads[number], float(length_m[number]), bool(forward_m[number] >= 0), float(fit[number]))


def _lines_and_points(metric: BaseGeometry) -> tuple[list[shapely.LineString], np.ndarray]:
    parts = list(shapely.get_parts(metric))
    lines = [part for part in parts if part.geom_type == "LineString" and part.length]
    lines += [axis for part in parts if part.geom_type == "Polygon" and (axis := _axis(part)) is not None]
    return lines, np.array([part for part in parts if part.geom_type == "Point"], dtype=object)


def _axis(area: shapely.Polygon) -> shapely.LineString | None:
    """The middle line of an area, lengthwise."""
    box = shapely.minimum_rotated_rectangle(area)
    if box.geom_type != "Polygon":
        return None
    a, b, c, d = (np.array(corner) for corner in box.exterior.coords[:4])
    if np.linalg.norm(b - a) < np.linalg.norm(c - b):
        a, b, c, d = b, c, d, a
    return shapely.LineString([(a + d) / 2, (b + c) / 2])


def _nearness(distances_m: np.ndarray) -> np.ndarray:
    return 1 - distances_m / (2 * ON_ROAD_M)
