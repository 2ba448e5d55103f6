"""A geometry with its dates that somebody asks about, read from a GeoJSON document."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, NoReturn

from core.errors import Unusable
from core.geojson import GeometryInvalid, parse_geometry
from permits.rules.conflicts.days import Days
from permits.rules.conflicts.occupation import Occupation, windows_of
from permits.rules.conflicts.site import Site, Way

LARGEST_BYTES = 5_000_000
CLOSURES = ("full", "half", "lane", "shoulder", "cycleway", "footway", "none", "unknown")
MEMBERS = frozenset(
    {"starts_on", "ends_on", "daily_hours", "closure", "excavation", "road", "road_class", "detour",
     "government_approval", "emergency"}
)  # fmt: skip
FLAGS = ("excavation", "government_approval", "emergency")


class AskedInvalid(Unusable):
    """Nothing can be said of this document. code: see `read_asked`, or one of core.geojson; data: for the sentence."""


@dataclass(frozen=True)
class AskedSite:
    """site: what is asked about. given: its properties as they were understood, ready for JSON."""

    site: Site
    given: dict[str, Any]
    approved: bool
    emergency: bool


def read_asked(raw: bytes) -> AskedSite:
    """A Feature, a FeatureCollection of one, or a geometry, with the properties of `MEMBERS`; others are passed over.

    starts_on, ends_on: dates, needed. daily_hours: as in the plan format. closure: one of CLOSURES. excavation,
    government_approval, emergency: true or false. road, road_class: texts. detour: a LineString.

    Raises AskedInvalid with the code document_too_large, document_unreadable, feature_missing, features_several,
    dates_missing, date_unreadable, dates_reversed, hours_unreadable, closure_unknown, flag_unreadable,
    text_unreadable, detour_unreadable, or a code of core.geojson.
    """
    geometry, properties = _parts(_document(raw))
    place = _shape(geometry)
    days = Days(_day(properties, "starts_on"), _day(properties, "ends_on"))
    if days.ends_on < days.starts_on:
        raise AskedInvalid("dates_reversed", starts_on=days.starts_on, ends_on=days.ends_on)
    hours = _hours(properties.get("daily_hours"))
    closure = properties.get("closure") or "unknown"
    if closure not in CLOSURES:
        raise AskedInvalid("closure_unknown", closure=str(closure)[:40], allowed=", ".join(CLOSURES))
    flags = {name: _flag(properties, name) for name in FLAGS}
    road, road_class = _text(properties, "road"), _text(properties, "road_class")
    occupation = Occupation(days, windows_of(hours), closure)
    detour = properties.get("detour")
    ways = () if detour is None else (Way(_detour(detour), occupation),)
    given = {
        "starts_on": days.starts_on.isoformat(),
        "ends_on": days.ends_on.isoformat(),
        "daily_hours": hours,
        "closure": closure,
        "road": road,
        "road_class": road_class,
        "detour": bool(ways),
        **flags,
    }
    site = Site(0, place, (occupation,), road, road_class, flags["excavation"], ways)
    return AskedSite(site, given, flags["government_approval"], flags["emergency"])


def _document(raw: bytes) -> Any:
    if len(raw) > LARGEST_BYTES:
        raise AskedInvalid("document_too_large", allowed_mb=LARGEST_BYTES // 1_000_000)
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except AskedInvalid:
        raise
    except RecursionError:
        raise AskedInvalid("document_unreadable", why="nested too deeply")
    except ValueError as error:
        raise AskedInvalid("document_unreadable", why=str(error).splitlines()[0][:120])


def _no_constant(name: str) -> NoReturn:
    raise AskedInvalid("coordinate_not_finite")


def _parts(document: Any) -> tuple[Any, dict[str, Any]]:
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list) or not features:
            raise AskedInvalid("feature_missing")
        if len(features) > 1:
            raise AskedInvalid("features_several", count=len(features))
        document = features[0]
    if not isinstance(document, dict):
        raise AskedInvalid("feature_missing")
    if document.get("type") == "Feature":
        properties = document.get("properties")
        return document.get("geometry"), properties if isinstance(properties, dict) else {}
    # A bare geometry carries the same beside its coordinates.
    beside = document.get("properties")
    named = beside if isinstance(beside, dict) else {name: document[name] for name in MEMBERS & document.keys()}
    return {name: held for name, held in document.items() if name in ("type", "coordinates", "bbox")}, named


def _shape(geometry: Any, **more: Any) -> Any:
    try:
        return parse_geometry(geometry, **more)
    except GeometryInvalid as invalid:
        raise AskedInvalid(invalid.code, **invalid.data)


def _day(properties: dict[str, Any], name: str) -> dt.date:
    text = properties.get(name)
    if text in (None, ""):
        raise AskedInvalid("dates_missing", member=name)
    try:
        return dt.date.fromisoformat(text)
    except (TypeError, ValueError):
        raise AskedInvalid("date_unreadable", member=name, text=str(text)[:40])


def _hours(hours: Any) -> list[list[str]]:
    if hours is None:
        return []
    is_list = isinstance(hours, list) and len(hours) <= 24
    if not is_list or any(windows_of([pair]) == windows_of([]) and pair != ["00:00", "24:00"] for pair in hours):
        raise AskedInvalid("hours_unreadable", text=str(hours)[:60])
    return hours


def _flag(properties: dict[str, Any], name: str) -> bool:
    value = properties.get(name)
    if value is not None and not isinstance(value, bool):
        raise AskedInvalid("flag_unreadable", member=name, text=str(value)[:40])
    return bool(value)


def _text(properties: dict[str, Any], name: str) -> str:
    value = properties.get(name)
    if value is not None and not isinstance(value, str):
        raise AskedInvalid("text_unreadable", member=name, text=str(value)[:40])
    return (value or "")[:200]


def _detour(detour: Any) -> Any:
    try:
        return parse_geometry(detour, types=("LineString",))
    except GeometryInvalid as invalid:
        raise AskedInvalid("detour_unreadable", why=invalid.code)
