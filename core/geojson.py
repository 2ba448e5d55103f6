"""Reading a GeoJSON geometry that somebody sent: refused by name, or a shape that can be trusted; pure."""

import math
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from core.errors import Unusable

#: How deep the coordinates of each type are nested (RFC 7946 §3.1): 0 is one position.
DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
WORKS_TYPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon")
AREA_TYPES = ("Polygon", "MultiPolygon")
MEMBERS = frozenset({"type", "coordinates", "bbox"})
MAX_VERTICES = 5000


class GeometryInvalid(Unusable):
    """The geometry cannot be used. code: see `parse_geometry`; data: what the sentence needs."""


def parse_geometry(
    obj: Any,
    *,
    max_vertices: int = MAX_VERTICES,
    types: tuple[str, ...] = WORKS_TYPES,
    lines_may_cross: bool = False,
) -> BaseGeometry:
    """The shape of a GeoJSON geometry object (WGS84 longitude, latitude; a height is dropped).

    lines_may_cross: whether a line may cross itself, as the centre line of a ramp does.

    Raises GeometryInvalid with the code
    geometry_malformed (not an object, no coordinates, wrong nesting, not numbers), geometry_member_unknown,
    geometry_type_unknown, geometry_empty, vertices_too_many, coordinate_not_finite, coordinates_swapped (latitude
    first), coordinate_out_of_range, line_too_short (fewer than two points), line_without_length, polygon_not_closed
    (fewer than four points, or the last is not the first), geometry_self_crossing.
    """
    kind = _kind(obj, types)
    positions = list(_positions(obj["coordinates"], DEPTHS[kind], max_vertices))
    if not positions:
        raise GeometryInvalid("geometry_empty")
    _check_range(positions)
    coordinates = _flat(obj["coordinates"], DEPTHS[kind])
    for line in _lines(kind, coordinates):
        _check_line(line)
    for ring in _rings(kind, coordinates):
        _check_ring(ring)
    geom = shape({"type": kind, "coordinates": coordinates})
    if geom.geom_type in AREA_TYPES or not lines_may_cross:
        _check_crossing(geom)
    return geom


def _kind(obj: Any, types: tuple[str, ...]) -> str:
    if not isinstance(obj, dict) or "type" not in obj:
        raise GeometryInvalid("geometry_malformed")
    kind = obj["type"]
    if not isinstance(kind, str) or kind not in types:
        raise GeometryInvalid("geometry_type_unknown", type=str(kind)[:40], allowed=list(types))
    unknown = sorted(str(name)[:40] for name in obj.keys() - MEMBERS)
    if unknown:
        raise GeometryInvalid("geometry_member_unknown", members=unknown[:10])
    if not isinstance(obj.get("coordinates"), list | tuple):
        raise GeometryInvalid("geometry_malformed")
    return kind


def _positions(nested: Any, depth: int, allowed: int) -> Iterator[tuple[Any, Any]]:
    """Every position, checked for shape; stops at once when there are more than `allowed`."""
    stack, count = [(nested, depth)], 0
    while stack:
        part, level = stack.pop()
        if not isinstance(part, list | tuple):
            raise GeometryInvalid("geometry_malformed")
        if level:
            if len(part) > allowed:
                raise GeometryInvalid("vertices_too_many", allowed=allowed)
            stack.extend((child, level - 1) for child in reversed(part))
            continue
        count += 1
        if count > allowed:
            raise GeometryInvalid("vertices_too_many", allowed=allowed)
        if len(part) not in (2, 3) or not all(_is_number(value) for value in part):
            raise GeometryInvalid("geometry_malformed")
        yield part[0], part[1]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_range(positions: list[tuple[Any, Any]]) -> None:
    for lon, lat in positions:
        # An integer too large for a float is compared before it is converted.
        if (isinstance(lon, float) and not math.isfinite(lon)) or (isinstance(lat, float) and not math.isfinite(lat)):
            raise GeometryInvalid("coordinate_not_finite")
    outside = next(((lon, lat) for lon, lat in positions if not (abs(lon) <= 180 and abs(lat) <= 90)), None)
    if outside is None:
        return
    if all(abs(lat) <= 180 and abs(lon) <= 90 for lon, lat in positions):
        raise GeometryInvalid("coordinates_swapped", lon=outside[1], lat=outside[0])
    raise GeometryInvalid("coordinate_out_of_range", lon=str(outside[0])[:24], lat=str(outside[1])[:24])


def _flat(nested: Any, depth: int) -> Any:
    """The coordinates as floats, without heights."""
    if depth == 0:
        return (float(nested[0]), float(nested[1]))
    return [_flat(child, depth - 1) for child in nested]


def _lines(kind: str, coordinates: Any) -> list:
    if kind == "LineString":
        return [coordinates]
    return coordinates if kind == "MultiLineString" else []


def _rings(kind: str, coordinates: Any) -> list:
    if kind == "Polygon":
        return coordinates
    return [ring for polygon in coordinates for ring in polygon] if kind == "MultiPolygon" else []


def _check_line(line: list) -> None:
    if len(line) < 2:
        raise GeometryInvalid("line_too_short", points=len(line))
    if all(point == line[0] for point in line):
        raise GeometryInvalid("line_without_length")


def _check_ring(ring: list) -> None:
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise GeometryInvalid("polygon_not_closed", points=len(ring))


def _check_crossing(geom: BaseGeometry) -> None:
    """A line may close to a ring, and two lines of one works may cross (a junction); none may cross itself."""
    if geom.geom_type in AREA_TYPES:
        crossing = not geom.is_valid or geom.area == 0
    else:
        crossing = not all(part.is_simple for part in shapely.get_parts(geom) if part.geom_type == "LineString")
    if crossing:
        raise GeometryInvalid("geometry_self_crossing")
