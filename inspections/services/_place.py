"""Where somebody stands, and which works is there."""

from shapely import Point
from shapely.geometry import shape

from core.geo import distance_m
from permits.models import Works


def distance_to(works: Works, lon: float | None, lat: float | None) -> float | None:
    """Metres from the position (WGS84 degrees) to the works; None when either is unknown."""
    if lon is None or lat is None or not works.geometry:
        return None
    return round(distance_m(Point(lon, lat), shape(works.geometry)), 1)
