"""Coordinates as a person types them: `lon,lat; lon,lat`, lines apart by a bar."""

import json
import math

Geometry = dict


class CoordinatesInvalid(ValueError):
    """The text is not a list of longitude and latitude pairs."""


def from_text(text: str, kinds: tuple[str, ...] = ("LineString", "Point")) -> Geometry:
    """GeoJSON geometry of `lon,lat; lon,lat` (WGS84, degrees).

    One pair is a Point; several are a LineString where one may be drawn, else a MultiPoint; `|` parts lines of a
    MultiLineString. Full-width punctuation is read as well. Raises CoordinatesInvalid.
    """
    plain = text.translate(str.maketrans("，；｜", ",;|"))
    lines = [[_pair(part) for part in line.split(";") if part.strip()] for line in plain.split("|")]
    lines = [line for line in lines if line]
    if not lines:
        raise CoordinatesInvalid("empty")
    if len(lines) > 1:
        return {"type": "MultiLineString", "coordinates": lines}
    pairs = lines[0]
    if len(pairs) == 1:
        return {"type": "Point", "coordinates": pairs[0]}
    return {"type": "LineString" if "LineString" in kinds else "MultiPoint", "coordinates": pairs}


def as_text(geometry: str) -> str:
    """The typed form of a GeoJSON geometry given as JSON text; "" for anything it cannot say."""
    try:
        shape = json.loads(geometry)
        kind, coordinates = shape["type"], shape["coordinates"]
        if kind == "Point":
            return _words([coordinates])
        if kind in ("LineString", "MultiPoint"):
            return _words(coordinates)
        if kind == "MultiLineString":
            return " | ".join(_words(line) for line in coordinates)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return ""
    return ""


def _pair(text: str) -> list[float]:
    try:
        lon, lat = (float(number) for number in text.replace(",", " ").split())
    except ValueError:
        raise CoordinatesInvalid(text)
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise CoordinatesInvalid(text)
    return [lon, lat]


def _words(pairs: list) -> str:
    return "; ".join(f"{lon},{lat}" for lon, lat, *_ in pairs)
