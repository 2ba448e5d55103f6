"""Along which roads a line runs, piece by piece; lines in metres of one plane, pure."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import shapely

#: Farther from its centre line nothing lies on a road: half of ten lanes, footway and an unsteady hand (设置).
ON_ROAD_M = 25.0
#: A line that crosses a road at more than this angle does not lie on it.
MOST_DEGREES = 40.0
#: A line is looked at in pieces of at most this length, cut at its corners, too; a very long one in about so many.
PIECE_M, MOST_PIECES = 5.0, 2000
#: What strays less than this from a straight line is an unsteady hand and no corner.
UNSTEADY_M = 1.0
#: A road with traffic the other way is believed only when no other is about as near.
WRONG_WAY_M = 15.0
#: A road's direction at a point is taken from so far before to so far behind it.
HEADING_M = 1.0

_LEAST_COSINE = np.cos(np.radians(MOST_DEGREES))


@dataclass(frozen=True)
class OnRoads:
    """Pieces of a line and the roads they lie on: arrays of one length, a row for each such pair.

    piece: its number from the line's start. road: the number of the road. at_m: metres along the road's line where it
    is nearest to the middle of the piece; distance_m: metres from there to that middle. against: the piece runs against
    the road's line. length_m: of the piece, metres.
    """

    piece: np.ndarray
    road: np.ndarray
    at_m: np.ndarray
    distance_m: np.ndarray
    against: np.ndarray
    length_m: np.ndarray

    def rows(self, chosen: np.ndarray) -> "OnRoads":
        """Only some of the rows. chosen: their numbers, or a truth value for each."""
        return OnRoads(*(getattr(self, field.name)[chosen] for field in fields(self)))


def roads_beside(
    line: shapely.LineString,
    roads: Sequence[shapely.LineString],
    tree: shapely.STRtree | None = None,
    piece_m: float = PIECE_M,
) -> OnRoads:
    """Every road on which each piece of `line` lies: within ON_ROAD_M and MOST_DEGREES of it.

    tree: of `roads`, for a caller that asks about many lines.
    """
    middles, courses, lengths_m = _pieces(line, piece_m)
    tree = shapely.STRtree(roads) if tree is None else tree
    # Boxes first, so that each distance is measured once.
    piece, road = tree.query(shapely.box(*(middles - ON_ROAD_M).T, *(middles + ON_ROAD_M).T))
    lines, here = np.asarray(roads, dtype=object)[road], shapely.points(middles)[piece]
    distance_m = shapely.distance(lines, here)
    near = distance_m <= ON_ROAD_M
    piece, road, lines, here, distance_m = (column[near] for column in (piece, road, lines, here, distance_m))
    at_m = shapely.line_locate_point(lines, here)
    cosines = (_headings(lines, at_m) * courses[piece]).sum(axis=1)
    found = OnRoads(piece, road, at_m, distance_m, cosines < 0, lengths_m[piece])
    return found.rows(np.abs(cosines) >= _LEAST_COSINE)


def nearest_roads(
    line: shapely.LineString,
    roads: Sequence[shapely.LineString],
    oneway: Sequence[bool],
    tree: shapely.STRtree | None = None,
    piece_m: float = PIECE_M,
) -> OnRoads:
    """The one road on which each piece of `line` lies, in the line's order: the nearest, the first of several as near.

    oneway: of each road, whether traffic runs along its line only; against it, it counts as WRONG_WAY_M farther.
    """
    found = roads_beside(line, roads, tree, piece_m)
    wrong_way = found.against & np.asarray(oneway, dtype=bool)[found.road]
    by_cost = np.lexsort((found.road, found.distance_m + WRONG_WAY_M * wrong_way, found.piece))
    _, firsts = np.unique(found.piece[by_cost], return_index=True)
    return found.rows(by_cost[firsts])


def heading_beside(line: shapely.LineString, point: shapely.Point) -> np.ndarray:
    """The unit vector in which a line (metres) runs where it is nearest to the point."""
    return _headings(np.array([line], dtype=object), np.array([line.project(point)]))[0]


def _headings(lines: np.ndarray, at_m: np.ndarray) -> np.ndarray:
    """The unit vectors (n, 2) in which n lines run, each at so many metres along itself; 0, 0 where it turns back."""
    # Below 0 would be counted from the other end; beyond the end the end is taken.
    around_m = np.maximum(at_m + np.array([[-HEADING_M], [HEADING_M]]), 0.0)
    before, behind = shapely.get_coordinates(shapely.line_interpolate_point(lines, around_m)).reshape(2, -1, 2)
    return _units(behind - before)


def _pieces(line: shapely.LineString, most_m: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Middles (n, 2) of the pieces of a line, the unit vectors (n, 2) along them, and their lengths in metres.

    Their lengths add up to that of the line as it was drawn.
    """
    if not line.length:
        return np.empty((0, 2)), np.empty((0, 2)), np.empty(0)
    straight = shapely.simplify(line, UNSTEADY_M, preserve_topology=False)
    if not straight.length:  # a line that comes back within as little
        straight = line
    cuts = shapely.get_coordinates(shapely.segmentize(straight, max(most_m, line.length / MOST_PIECES)))
    steps = cuts[1:] - cuts[:-1]
    return (cuts[1:] + cuts[:-1]) / 2, _units(steps), _lengths(steps) * (line.length / straight.length)


def _units(vectors: np.ndarray) -> np.ndarray:
    lengths = _lengths(vectors)
    return vectors / np.where(lengths > 0, lengths, 1.0)[:, None]


def _lengths(vectors: np.ndarray) -> np.ndarray:
    return np.hypot(vectors[:, 0], vectors[:, 1])
