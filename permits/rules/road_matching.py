"""On which registered road a drawn place lies, and in which direction; pure."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from core.geo import LocalPlane, grown_bbox, local_plane
from permits.rules.roads import RegisteredRoad

#: Farther from its centre line nothing lies on a road: half of ten lanes, footway and an unsteady hand (设置).
ON_ROAD_M = 25.0
#: A line that crosses a road at more than this angle does not lie on it.
MOST_DEGREES = 40.0
#: A drawn line is looked at in pieces of this length, and never in more than so many.
PIECE_M, MOST_PIECES = 5.0, 2000
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
    plane = local_plane(place)
    lines, points = _lines_and_points(plane.to_metres(place))
    pieces = [_pieces(line) for line in lines]
    reach = shapely.box(*grown_bbox(place.bounds, ON_ROAD_M))
    found = [_on_road(road, plane, pieces, points) for road in roads if reach.intersects(road.line)]
    return tuple(sorted((on for on in found if on), key=lambda on: (-on.fit, on.road.ref)))


def _lines_and_points(metric: BaseGeometry) -> tuple[list[shapely.LineString], list[shapely.Point]]:
    parts = list(shapely.get_parts(metric))
    lines = [part for part in parts if part.geom_type == "LineString" and part.length]
    lines += [axis for part in parts if part.geom_type == "Polygon" and (axis := _axis(part)) is not None]
    return lines, [part for part in parts if part.geom_type == "Point"]


def _axis(area: shapely.Polygon) -> shapely.LineString | None:
    """The middle line of an area, lengthwise."""
    box = shapely.minimum_rotated_rectangle(area)
    if box.geom_type != "Polygon":
        return None
    a, b, c, d = (np.array(corner) for corner in box.exterior.coords[:4])
    if np.linalg.norm(b - a) < np.linalg.norm(c - b):
        a, b, c, d = b, c, d, a
    return shapely.LineString([(a + d) / 2, (b + c) / 2])


def _pieces(line: shapely.LineString) -> tuple[np.ndarray, np.ndarray, float]:
    """Middles of equal pieces of a line, the unit vectors along them, and the length of one."""
    count = int(min(max(np.ceil(line.length / PIECE_M), 1), MOST_PIECES))
    cuts = shapely.get_coordinates(shapely.line_interpolate_point(line, np.linspace(0, line.length, count + 1)))
    return (cuts[:-1] + cuts[1:]) / 2, _unit(np.diff(cuts, axis=0)), line.length / count


def _unit(vectors: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)


def _on_road(road: RegisteredRoad, plane: LocalPlane, pieces: list, points: list[shapely.Point]) -> OnRoad | None:
    line = plane.to_metres(road.line)
    length_m = forward_m = fit = 0.0
    for middles, directions, piece_m in pieces:
        distances_m, cosines = _beside(line, middles, directions)
        on = (distances_m <= ON_ROAD_M) & (np.abs(cosines) >= np.cos(np.radians(MOST_DEGREES)))
        length_m += piece_m * np.count_nonzero(on)
        forward_m += piece_m * np.sum(np.sign(cosines[on]))
        weights = np.where(cosines[on] < 0, WRONG_WAY, 1.0) if road.oneway else 1.0
        fit += piece_m * np.sum(weights * _nearness(distances_m[on]))
    distances_m = shapely.distance(np.array(points, dtype=object), line) if points else np.empty(0)
    fit += np.sum(_nearness(distances_m[distances_m <= ON_ROAD_M]))
    return OnRoad(road, float(length_m), bool(forward_m >= 0), float(fit)) if fit else None


def heading_beside(line: shapely.LineString, point: shapely.Point) -> np.ndarray:
    """The unit vector in which a line (metres) runs where it is nearest to the point."""
    return _headings(line, np.array([line.project(point)]))[0]


def _beside(line: shapely.LineString, middles: np.ndarray, directions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How far each middle is from the line, and the cosine between its direction and the line's beside it."""
    points = shapely.points(middles)
    headings = _headings(line, shapely.line_locate_point(line, points))
    return shapely.distance(points, line), np.sum(headings * directions, axis=1)


def _headings(line: shapely.LineString, at_m: np.ndarray) -> np.ndarray:
    before, after = (
        shapely.get_coordinates(shapely.line_interpolate_point(line, np.clip(at_m + step, 0, line.length)))
        for step in (-1.0, 1.0)
    )
    return _unit(after - before)


def _nearness(distances_m: np.ndarray) -> np.ndarray:
    return 1 - distances_m / (2 * ON_ROAD_M)
