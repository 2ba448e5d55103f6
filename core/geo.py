"""Places on the earth: metres, areas, neighbours, who is responsible where; pure.

Coordinates are WGS84 longitude, latitude. Lengths and areas are geodesic. Distances are taken in a plane laid through
the pair itself (azimuthal equidistant, its centre at most 0.1° away), so they hold in any city and for imported data
of any country: wrong by less than 0.01 % within 100 km; farther apart the geodesic between the nearest points is given.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial

import shapely
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

Bounds = tuple[float, float, float, float]

EARTH = Geod(ellps="WGS84")
#: Planes are shared by all places of one cell, so that a city needs a handful of them.
CELL_DEG = 0.1
#: Beyond this a plane is no longer exact enough.
PLANE_REACH_M = 100_000
#: No degree of latitude is shorter on WGS84, so that a search box made with it is never too small.
SHORTEST_DEGREE_M = 110_500
#: A place this near to a squadron's border still belongs to the squadron (drawn borders are not exact).
BORDER_TOLERANCE_M = 2_000


class LocalPlane:
    """A plane in metres touching the earth at (lon, lat), x to the east, y to the north."""

    def __init__(self, lon: float, lat: float):
        definition = f"+proj=aeqd +lat_0={lat} +lon_0={lon} +ellps=WGS84 +units=m"
        self.lon, self.lat = lon, lat
        self._transformer = Transformer.from_crs("EPSG:4326", definition, always_xy=True)

    def to_metres(self, geom: BaseGeometry) -> BaseGeometry:
        """The same shape in metres of this plane."""
        return shapely.transform(geom, self._transformer.transform, interleaved=False)

    def to_lonlat(self, geom: BaseGeometry) -> BaseGeometry:
        """A shape of this plane back in longitude, latitude."""
        back = partial(self._transformer.transform, direction="INVERSE")
        return shapely.transform(geom, back, interleaved=False)


def local_plane(geom: BaseGeometry) -> LocalPlane:
    """The plane for measuring in and around `geom`."""
    west, south, east, north = geom.bounds
    return _plane_of_cell(round((west + east) / 2 / CELL_DEG), round((south + north) / 2 / CELL_DEG))


def to_local(geom: BaseGeometry) -> BaseGeometry:
    """`geom` in metres of its own local plane; for several shapes together use one `local_plane`."""
    return local_plane(geom).to_metres(geom)


def length_m(geom: BaseGeometry) -> float:
    """Geodesic length of a line or of several lines in metres; 0 for points and areas."""
    if geom.geom_type not in ("LineString", "MultiLineString"):
        return 0.0
    return EARTH.geometry_length(geom)


def area_m2(geom: BaseGeometry) -> float:
    """Geodesic area in square metres; 0 for points and lines."""
    polygons = [part for part in shapely.get_parts(geom) if part.geom_type == "Polygon"]
    return sum(abs(EARTH.geometry_area_perimeter(orient(polygon))[0]) for polygon in polygons)


def distance_m(a: BaseGeometry, b: BaseGeometry) -> float:
    """Shortest distance between two shapes in metres, 0 when they touch; exact as the module says."""
    if a.geom_type == b.geom_type == "Point":
        return EARTH.inv(a.x, a.y, b.x, b.y)[2]
    near = shapely.shortest_line(a, b)
    (lon_a, lat_a), (lon_b, lat_b) = near.coords
    along_m = EARTH.inv(lon_a, lat_a, lon_b, lat_b)[2]
    if along_m > PLANE_REACH_M:
        return along_m
    plane = local_plane(near)
    return plane.to_metres(a).distance(plane.to_metres(b))


def pairs_within_m(
    shapes: Sequence[BaseGeometry], within_m: float, *, wanted: Callable[[int, int], bool] | None = None
) -> list[tuple[int, int, float]]:
    """Every pair (i, j, distance_m), i < j, of shapes at most `within_m` metres apart, in order.

    wanted: says of a pair (i, j) whether it is worth measuring.
    """
    boxes = [shapely.box(*grown_bbox(bbox(geom), within_m)) for geom in shapes]
    near = sorted((i, j) for i, j in shapely.STRtree(list(shapes)).query(boxes).T.tolist() if i < j) if boxes else []
    chosen = near if wanted is None else [pair for pair in near if wanted(*pair)]
    measured = ((i, j, distance_m(shapes[i], shapes[j])) for i, j in chosen)
    return [pair for pair in measured if pair[2] <= within_m]


def bbox(geom: BaseGeometry) -> Bounds:
    """(west, south, east, north) in degrees."""
    return geom.bounds


def grown_bbox(bounds: Bounds, metres: float) -> Bounds:
    """A box that holds everything within `metres` of `bounds`; for a first, coarse search."""
    west, south, east, north = bounds
    dlat = metres / SHORTEST_DEGREE_M
    widest = min(max(abs(south), abs(north)) + dlat, 89.9)
    dlon = dlat / math.cos(math.radians(widest))
    return west - dlon, south - dlat, east + dlon, north + dlat


def within(geom: BaseGeometry, area: BaseGeometry) -> bool:
    """Whether all of `geom` lies in `area`, its border included."""
    return area.covers(geom)


def within_bounds(geom: BaseGeometry, bounds: Bounds) -> bool:
    """Whether all of `geom` lies in the box (west, south, east, north), its border included."""
    return within(geom, shapely.box(*bounds))


def representative_lonlat(geom: BaseGeometry) -> tuple[float, float]:
    """(lon, lat) of a point on the shape: the middle of the longest line, inside an area, or one of the points."""
    parts = list(shapely.get_parts(geom))
    if parts[0].geom_type == "LineString":
        middle = max(parts, key=length_m).interpolate(0.5, normalized=True)
    else:
        middle = geom.representative_point()
    return middle.x, middle.y


def squadron_of(
    geom: BaseGeometry, areas: Iterable[tuple[str, BaseGeometry]], *, tolerance_m: float = BORDER_TOLERANCE_M
) -> str | None:
    """The code of the squadron whose area holds most of `geom` (square metres, metres or points).

    When none holds any of it: the nearest one within `tolerance_m`, else None.
    """
    areas = list(areas)
    shares = [(_share(geom, area), code) for code, area in areas]
    largest = max((share for share, _ in shares), default=0)
    if largest > 0:
        return next(code for share, code in shares if share == largest)
    distances = [(distance_m(geom, area), code) for code, area in areas]
    nearest = min((metres for metres, _ in distances), default=math.inf)
    return next((code for metres, code in distances if metres == nearest <= tolerance_m), None)


def _share(geom: BaseGeometry, area: BaseGeometry) -> float:
    """How much of `geom` lies in `area`, in the unit of its dimension."""
    if not area.intersects(geom):
        return 0.0
    if shapely.get_dimensions(geom) == 0:
        return float(sum(area.covers(point) for point in shapely.get_parts(geom)))
    inside = area.intersection(geom)
    return sum(length_m(part) or area_m2(part) for part in shapely.get_parts(inside))


@lru_cache(maxsize=512)
def _plane_of_cell(column: int, row: int) -> LocalPlane:
    return LocalPlane(round(column * CELL_DEG, 6), round(row * CELL_DEG, 6))
