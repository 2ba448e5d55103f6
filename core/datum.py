"""GCJ-02, the shifted datum of Chinese web maps, to and from WGS84; pure.

Coordinates copied from a Chinese map service lie 100–700 m beside the road. The shift itself is not published by the
state; this is the formula everybody uses (certainty: secondary). Wrong by less than 1 m where it was compared.
"""

import math

import shapely
from shapely.geometry.base import BaseGeometry

from core.geo import distance_m

SEMI_MAJOR_M = 6378245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323
#: (west, south, east, north): outside it nothing is shifted.
CHINA = (72.004, 0.8293, 137.8347, 55.8271)
#: A place beside its road by more than this is suspicious; half the smallest shift seen in China.
SUSPICIOUS_M = 60.0


def wgs84_to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """The GCJ-02 coordinates of a WGS84 place; unchanged outside China."""
    if not (CHINA[0] <= lon <= CHINA[2] and CHINA[1] <= lat <= CHINA[3]):
        return lon, lat
    dlon, dlat = _shift(lon, lat)
    return lon + dlon, lat + dlat


def gcj02_to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """The WGS84 place whose GCJ-02 coordinates are given (to better than 0.01 m); unchanged outside China."""
    guess_lon, guess_lat = lon, lat
    for _ in range(4):
        shifted_lon, shifted_lat = wgs84_to_gcj02(guess_lon, guess_lat)
        guess_lon, guess_lat = guess_lon + lon - shifted_lon, guess_lat + lat - shifted_lat
    return guess_lon, guess_lat


def looks_like_gcj02(geom: BaseGeometry, road: BaseGeometry) -> bool:
    """Whether `geom`, said to lie on `road` (both WGS84), fits it only once it is read as GCJ-02."""
    as_given_m = distance_m(geom, road)
    if as_given_m < SUSPICIOUS_M:
        return False
    moved = shapely.transform(geom, lambda points: [gcj02_to_wgs84(lon, lat) for lon, lat in points])
    return distance_m(moved, road) < as_given_m / 4


def _shift(lon: float, lat: float) -> tuple[float, float]:
    """Degrees by which GCJ-02 moves a place."""
    x, y = lon - 105.0, lat - 35.0
    root = math.sqrt(abs(x))
    waves = (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    north += (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    east += (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3
    phi = math.radians(lat)
    flattening = 1 - ECCENTRICITY_SQUARED * math.sin(phi) ** 2
    meridian_m = SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED) / (flattening * math.sqrt(flattening))
    parallel_m = SEMI_MAJOR_M / math.sqrt(flattening) * math.cos(phi)
    return math.degrees(east / parallel_m), math.degrees(north / meridian_m)
