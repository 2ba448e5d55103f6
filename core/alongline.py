"""Measuring along a line on the earth: what lies at so many metres, and at how many metres a place lies; pure."""

from collections.abc import Sequence

import shapely
from shapely import LineString, Point
from shapely.ops import substring

from core.geo import LocalPlane, local_plane

LonLat = tuple[float, float]
#: How far a line may be followed straight on beyond its ends, m.
BEYOND_M = 20_000.0


class AlongLine:
    """A WGS84 line measured from its first position, in metres; beyond its ends it runs straight on.

    ValueError for a line without length.
    """

    def __init__(self, line: LineString):
        self._plane: LocalPlane = local_plane(line)
        in_metres = shapely.remove_repeated_points(self._plane.to_metres(line))
        if in_metres.length == 0:
            raise ValueError("a line without length")
        self.length_m: float = in_metres.length
        self._line = _prolonged(in_metres)

    def at(self, at_m: float) -> LonLat:
        """The position at so many metres; before the beginning for negative ones."""
        return self._lonlat([self._line.interpolate(self._held(at_m))])[0]

    def piece(self, from_m: float, to_m: float) -> list[LonLat]:
        """The positions of the line between two places; the same one twice when they are equal."""
        part = substring(self._line, self._held(from_m), self._held(to_m))
        return [self.at(from_m)] * 2 if part.geom_type == "Point" else self._lonlat(map(Point, part.coords))

    def where_m(self, position: LonLat) -> float:
        """At how many metres the line passes nearest to a position."""
        return self._line.project(self._plane.to_metres(Point(position))) - BEYOND_M

    def _held(self, at_m: float) -> float:
        return min(max(at_m + BEYOND_M, 0.0), self._line.length)

    def _lonlat(self, points: Sequence[Point] | map) -> list[LonLat]:
        back = self._plane.to_lonlat(shapely.MultiPoint(list(points)))
        return [(round(point.x, 7), round(point.y, 7)) for point in back.geoms]


def _prolonged(line: LineString) -> LineString:
    """The line with a straight stretch of `BEYOND_M` at either end."""
    coordinates = list(line.coords)
    head = _beyond(coordinates[1], coordinates[0])
    tail = _beyond(coordinates[-2], coordinates[-1])
    return LineString([head, *coordinates, tail])


def _beyond(before: Sequence[float], end: Sequence[float]) -> tuple[float, float]:
    (x0, y0), (x1, y1) = before, end
    share = BEYOND_M / Point(x0, y0).distance(Point(x1, y1))
    return x1 + (x1 - x0) * share, y1 + (y1 - y0) * share
