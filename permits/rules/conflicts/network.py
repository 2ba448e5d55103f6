"""The registered roads around a place as a graph: joined where they meet or cross, and closed where works stand.

Without heights a bridge is taken for a crossing.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import shapely
import shapely.ops
from shapely.geometry.base import BaseGeometry

from core.geo import LocalPlane
from permits.rules.road_pieces import ON_ROAD_M, nearest_roads
from permits.rules.roads import RegisteredRoad

#: Lines that pass each other this near are joined: drawn registers are not exact.
JOINED_M = 3.0
#: Less of a line than this along a road is a corner cut, not a closure.
SHORTEST_M = 10.0
#: Works that reach less far into an edge end where it begins and do not close it.
REACHES_M = 0.5


@dataclass(frozen=True)
class Edge:
    """A stretch of a road between two junctions, metres along its line; oneway: from `a` to `b` only."""

    a: int
    b: int
    road: int
    from_m: float
    to_m: float
    oneway: bool

    @property
    def length_m(self) -> float:
        return self.to_m - self.from_m


class Network:
    """roads: at least those in reach. plane: where it is measured."""

    def __init__(self, roads: Sequence[RegisteredRoad], plane: LocalPlane):
        self.roads, self.plane = roads, plane
        self.lines = plane.to_metres(np.array([road.line for road in roads], dtype=object))
        self._oneway = np.array([road.oneway for road in roads], dtype=bool)
        self._tree = shapely.STRtree(self.lines)
        contacts = self._contacts()
        self.nodes, named = _clustered(np.array([point for _, point in contacts], dtype=object))
        self.edges = self._joined(contacts, named)
        self._from: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, edge in enumerate(self.edges):
            self._from[edge.a].append((edge.b, number))
            if not edge.oneway:
                self._from[edge.b].append((edge.a, number))

    def closed_by(self, place: BaseGeometry) -> frozenset[int]:
        """The edges on which a place (WGS84) lies, along the road or across all of it."""
        stretches = self._stretches(self.plane.to_metres(place))
        return frozenset(
            number
            for number, edge in enumerate(self.edges)
            for low, high in stretches.get(edge.road, ())
            if low <= edge.to_m
            and high >= edge.from_m
            and (min(high, edge.to_m) - max(low, edge.from_m) >= REACHES_M or low == high)
        )

    def ends_of(self, closed: AbstractSet[int]) -> tuple[int, int] | None:
        """The two junctions between which a closure lies: of those it ends at, the pair farthest apart."""
        degree: dict[int, int] = defaultdict(int)
        for number in closed:
            for node in (self.edges[number].a, self.edges[number].b):
                degree[node] += 1
        ends = sorted(node for node, times in degree.items() if times % 2)
        pairs = [(a, b) for a in ends for b in ends if a < b]
        return max(pairs, key=lambda pair: np.linalg.norm(self.nodes[pair[0]] - self.nodes[pair[1]]), default=None)

    def way(
        self, start: int, goal: int, *, without: AbstractSet[int] = frozenset(), only: AbstractSet[int] | None = None
    ) -> tuple[float, tuple[int, ...]] | None:
        """Length in metres and edges of the shortest way; None when there is none. only: on these edges alone."""
        heap: list[tuple[float, int]] = [(0.0, start)]
        best, came = {start: 0.0}, {}
        while heap:
            metres, node = heapq.heappop(heap)
            if node == goal:
                return metres, tuple(_back(came, goal))
            if metres > best[node]:
                continue
            for other, number in self._from[node]:
                if number in without or (only is not None and number not in only):
                    continue
                along = metres + self.edges[number].length_m
                if along < best.get(other, np.inf):
                    best[other], came[other] = along, (node, number)
                    heapq.heappush(heap, (along, other))
        return None

    def drawn(self, edges: Sequence[int]) -> BaseGeometry:
        """A way as lines, WGS84."""
        parts = [
            shapely.ops.substring(self.lines[edge.road], edge.from_m, edge.to_m)
            for edge in (self.edges[number] for number in edges)
        ]
        return self.plane.to_lonlat(shapely.line_merge(shapely.MultiLineString(parts)))

    def _contacts(self) -> list[tuple[int, shapely.Point]]:
        """(road, point) of every end, and of both roads wherever two meet."""
        ends = [(n, shapely.get_point(line, at)) for n, line in enumerate(self.lines) for at in (0, -1)]
        found = list(ends)
        points = np.array([point for _, point in ends], dtype=object)
        for end, road in self._tree.query(points, predicate="dwithin", distance=JOINED_M).T.tolist():
            if ends[end][0] != road:
                found.append((road, ends[end][1]))
        first, second = self._tree.query(self.lines, predicate="intersects")
        apart = first < second
        crossings = shapely.intersection(self.lines[first[apart]], self.lines[second[apart]])
        for a, b, crossing in zip(first[apart].tolist(), second[apart].tolist(), crossings, strict=True):
            for point in shapely.points(shapely.get_coordinates(crossing)):
                found += [(a, point), (b, point)]
        return found

    def _joined(self, contacts: list[tuple[int, shapely.Point]], named: list[int]) -> list[Edge]:
        along: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for (road, point), node in zip(contacts, named, strict=True):
            along[road].append((self.lines[road].project(point), node))
        edges = []
        for road, stops in sorted(along.items()):
            stops.sort()
            for (low, a), (high, b) in zip(stops, stops[1:], strict=False):
                if a != b and high > low:
                    edges.append(Edge(a, b, road, low, high, self.roads[road].oneway))
        return edges

    def _stretches(self, metric: BaseGeometry) -> dict[int, list[tuple[float, float]]]:
        """From and to, metres along each road's line, of what lies on it."""
        found: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for part in shapely.get_parts(metric):
            covered = {"Polygon": self._across, "LineString": self._along}.get(part.geom_type, self._beside)
            for road, low, high in covered(part):
                found[road].append((low, high))
        return found

    def _across(self, area: BaseGeometry) -> Iterator[tuple[int, float, float]]:
        for road in self._tree.query(area, predicate="intersects").tolist():
            inside = shapely.intersection(self.lines[road], area)
            if inside.length >= SHORTEST_M:
                at_m = shapely.line_locate_point(self.lines[road], shapely.points(shapely.get_coordinates(inside)))
                yield road, float(at_m.min()), float(at_m.max())

    def _beside(self, point: BaseGeometry) -> Iterator[tuple[int, float, float]]:
        road = self._tree.nearest(point)
        if road is not None and self.lines[road].distance(point) <= ON_ROAD_M:
            at_m = self.lines[road].project(point)
            yield int(road), at_m, at_m

    def _along(self, line: BaseGeometry) -> Iterator[tuple[int, float, float]]:
        on = nearest_roads(line, self.lines, self._oneway, self._tree)
        from_m, to_m = on.at_m - on.length_m / 2, on.at_m + on.length_m / 2
        for road in np.unique(on.road).tolist():
            here = on.road == road
            if on.length_m[here].sum() >= min(SHORTEST_M, line.length / 2):
                yield road, float(from_m[here].min()), float(to_m[here].max())


def _clustered(points: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Points that lie at most JOINED_M apart, one through another, as one node: its place, and the node of each."""
    parent = list(range(len(points)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    tree = shapely.STRtree(points)
    for a, b in tree.query(points, predicate="dwithin", distance=JOINED_M).T.tolist():
        parent[root(a)] = root(b)
    return shapely.get_coordinates(points), [root(number) for number in range(len(points))]


def _back(came: dict[int, tuple[int, int]], goal: int) -> list[int]:
    edges = []
    while goal in came:
        goal, number = came[goal]
        edges.append(number)
    return edges[::-1]
