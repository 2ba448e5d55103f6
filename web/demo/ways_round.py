"""The way round a closed road as somebody would draw it: the shortest on the registered roads."""

from typing import Any

import numpy as np
import shapely
import shapely.ops
from shapely.geometry import shape

from core.geo import local_plane
from permits.rules.conflicts.network import Network
from permits.selectors.roads import roads_near

#: Roads so far around are looked at.
REACH_M = 1500
#: Two carriageways of one road lie at most so far apart.
CARRIAGEWAYS_M = 60


def way_round(closed: dict[str, Any]) -> dict[str, Any] | None:
    """A GeoJSON LineString round a closed stretch of road in the direction of travel; None where there is no way."""
    place = shape(closed)
    network = Network(roads_near(place.bounds, REACH_M), local_plane(place))
    mine = network.closed_by(place)
    ends = network.ends_of(mine)
    if ends is None:
        return None
    closed_with = mine | _beside(network, mine)
    begins = shapely.get_coordinates(network.plane.to_metres(place))[0]
    for start, goal in sorted((ends, ends[::-1]), key=lambda pair: np.linalg.norm(network.nodes[pair[0]] - begins)):
        if network.way(start, goal, only=mine) is not None:
            way = network.way(start, goal, without=closed_with)
            return _drawn(network, way[1], start) if way else None
    return None


def _beside(network: Network, closed: frozenset[int]) -> set[int]:
    """The edges of the same roads alongside: a road that is shut is shut on both carriageways."""
    names = {network.roads[network.edges[number].road].name for number in closed} - {""}
    own = shapely.union_all([_part(network, number) for number in closed])
    return {
        number
        for number, edge in enumerate(network.edges)
        if network.roads[edge.road].name in names
        and own.dwithin(_part(network, number).interpolate(0.5, normalized=True), CARRIAGEWAYS_M)
    }


def _part(network: Network, number: int) -> shapely.LineString:
    edge = network.edges[number]
    return shapely.ops.substring(network.lines[edge.road], edge.from_m, edge.to_m)


def _drawn(network: Network, edges: tuple[int, ...], node: int) -> dict[str, Any]:
    """The edges one after another from `node` on."""
    corners: list[tuple[float, float]] = []
    for number in edges:
        edge, part = network.edges[number], _part(network, number)
        ahead = edge.a == node
        corners += (part if ahead else part.reverse()).coords
        node = edge.b if ahead else edge.a
    line = network.plane.to_lonlat(shapely.LineString(corners).simplify(1))
    return {"type": "LineString", "coordinates": [[round(lon, 6), round(lat, 6)] for lon, lat in line.coords]}
