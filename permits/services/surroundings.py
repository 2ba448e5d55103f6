"""Writes the city around the works: roads, sensitive places and embargoes, one by one or from a file."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db.models import Q
from shapely.geometry.base import BaseGeometry

from core import clock, geo
from core.geojson import parse_geometry
from permits.models import Embargo, RoadSegment, SensitivePlace, Works
from permits.models.boxed import Boxed
from permits.rules import place_row, road_row
from permits.rules.boxed import boxed
from permits.rules.feature_mapping import FeatureMapping
from permits.services._feature_import import FeatureReport, Hint, Register, import_features
from permits.services._ledger_files import LedgerUnreadable

__all__ = [
    "FeatureReport", "Hint", "LedgerUnreadable", "import_places", "import_roads", "save_embargo", "save_place",
    "save_road",
]  # fmt: skip

ROAD_TYPES, PLACE_TYPES = ("LineString",), ("Point", "Polygon")


def import_roads(path: Path, mapping: FeatureMapping, *, dry_run: bool = False) -> FeatureReport:
    """Take centre lines of roads (GeoJSON) into the road register; raises LedgerUnreadable."""
    return import_features(path, _ROADS, mapping, dry_run=dry_run)


def import_places(path: Path, mapping: FeatureMapping, *, dry_run: bool = False) -> FeatureReport:
    """Take sensitive places (GeoJSON) into their table; raises LedgerUnreadable."""
    return import_features(path, _PLACES, mapping, dry_run=dry_run)


def save_road(road: RoadSegment) -> None:
    """Save a segment whose geometry (GeoJSON LineString) has been set; box, length and moment follow from it."""
    _set(road, _line_columns(_placed(road, ROAD_TYPES)) | _now())
    road.save()


def save_place(place: SensitivePlace) -> None:
    """Save a place whose geometry (GeoJSON Point or Polygon) has been set; its box follows from it."""
    _placed(place, PLACE_TYPES)
    place.save()


def save_embargo(embargo: Embargo) -> None:
    """Save an embargo as it is."""
    embargo.save()


def _placed(row: Boxed, types: tuple[str, ...]) -> BaseGeometry:
    geometry = parse_geometry(row.geometry, types=types, lines_may_cross=True)
    _set(row, boxed(geometry))
    return geometry


def _set(row: Boxed, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)


def _line_columns(line: BaseGeometry) -> dict[str, Any]:
    return {"length_m": geo.length_m(line)}


def _now() -> dict[str, Any]:
    return {"changed_at": clock.now()}


def _known_lines(names: Sequence[str]) -> Iterable[tuple[str, dict]]:
    """Where roads of these names are known to be: registered ones, and works on them."""
    roads = RoadSegment.objects.filter(name__in=names).values_list("name", "geometry")
    works = Works.objects.filter(Q(geometry__isnull=False), road_name__in=names).values_list("road_name", "geometry")
    return [*roads[:_MOST_KNOWN], *works[:_MOST_KNOWN]]


def _known_sites(names: Sequence[str]) -> Iterable[tuple[str, dict]]:
    return SensitivePlace.objects.filter(name__in=names).values_list("name", "geometry")[:_MOST_KNOWN]


_MOST_KNOWN = 500
_ROADS = Register(
    model=RoadSegment,
    read=road_row.read_road,
    columns_of=road_row.COLUMNS_OF,
    derived=_line_columns,
    check=road_row.contradiction,
    known_places=_known_lines,
    stamp=_now,
)
_PLACES = Register(
    model=SensitivePlace,
    read=place_row.read_place,
    columns_of={"ref": ()},
    derived=lambda place: {},
    check=lambda columns: None,
    known_places=_known_sites,
    stamp=dict,
)
