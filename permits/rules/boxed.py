"""A geometry as a table keeps it: with the box by which it is found."""

from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from core import geo


def boxed(geometry: BaseGeometry) -> dict[str, Any]:
    """The columns that hold a geometry and its box (GeoJSON and degrees, WGS84), as the database gives them back."""
    west, south, east, north = geo.bbox(geometry)
    return {
        "geometry": _lists(mapping(geometry)),
        "lon_min": west,
        "lat_min": south,
        "lon_max": east,
        "lat_max": north,
    }


def _lists(value: Any) -> Any:
    """Coordinates as JSON gives them back, so that equal ones compare equal."""
    if isinstance(value, dict):
        return {name: _lists(part) for name, part in value.items()}
    return [_lists(part) for part in value] if isinstance(value, list | tuple) else value
