"""One feature of a road register: the stretches of road it describes, or why none can be taken."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from permits.rules.feature_mapping import FeatureMapping, Source
from permits.rules.feature_values import FeatureValues
from permits.rules.ledger_row import RawRow, RowRejected
from permits.rules.roads import (
    BUS_ROUTES,
    HOURS,
    LANE_WIDTH_M,
    LANES,
    LANES_OPPOSITE,
    ROAD_CLASSES,
    ROAD_KINDS,
    SPEED_KMH,
    TRAMS,
    VOLUME_PCU_H,
)

LONGEST_NAME, LONGEST_SOURCE = 200, 120
RUSH_HOUR_BUSES, CYCLE_ROUTE_CLASS = (0, 2000), (0, 5)
_BACKWARDS = ("-1", "reverse")

#: Our own names of the properties, with the spellings that are common elsewhere; Chinese words for the choices.
OWN_NAMES = MappingProxyType({
    "ref": Source(("ref", "id")),
    "name": Source(("name", "road_name")),
    "name_en": Source(("name_en", "name:en")),
    "kind": Source(("kind", "road_kind"), {"城市道路": "city", "公路": "highway", "乡村道路": "village"}),
    "class": Source(
        ("class", "road_class"),
        {"快速路": "expressway", "主干路": "arterial", "次干路": "secondary", "支路": "branch"},
    ),
    "oneway": Source(("oneway",)),
    "lanes": Source(("lanes",)),
    "lanes_opposite": Source(("lanes_opposite",)),
    "lanes_total": Source(("lanes_total",)),
    "lane_width_m": Source(("lane_width_m", "lane_width")),
    "design_speed_kmh": Source(("design_speed_kmh", "design_speed", "speed")),
    "speed_limit_kmh": Source(("speed_limit_kmh", "speed_limit", "maxspeed")),
    "opened_on": Source(("opened_on", "opened")),
    "overhauled_on": Source(("overhauled_on", "overhauled")),
    "hourly_volume_pcu": Source(("hourly_volume_pcu", "volumes")),
    "bus_route": Source(("bus_route",)),
    "rush_hour_buses": Source(("rush_hour_buses",)),
    "cycle_route_class": Source(("cycle_route_class",)),
    "tram": Source(("tram",)),
    "source": Source(("source",)),
})  # fmt: skip
MEMBERS = tuple(OWN_NAMES)
#: The columns of a registered road that follow from each member; what the file does not speak of stays as it is.
COLUMNS_OF = {
    "ref": (), "kind": ("road_kind",), "class": ("road_class",), "oneway": ("oneway", "lanes_opposite"),
    "lanes_total": ("lanes", "lanes_opposite"),
}  # fmt: skip


@dataclass(frozen=True)
class Record:
    """One row of a register table. ref: its key; values: its columns but the geometry."""

    ref: str
    geometry: BaseGeometry
    values: dict[str, Any]


@dataclass(frozen=True)
class FeatureRow:
    """What one feature of a file describes. number: from 1. ref: the feature's own."""

    number: int
    ref: str
    records: tuple[Record, ...]


def read_road(raw: RawRow, mapping: FeatureMapping) -> FeatureRow:
    """The stretches of road in a feature; the parts of a MultiLineString are numbered: `ref/1`, `ref/2`, ….

    Raises RowRejected with a code of FeatureValues, oneway_with_opposite_lanes, overhaul_before_opening, or
    lanes_contradicting (more lanes one way than altogether).
    """
    values = FeatureValues(raw, mapping)
    ref = values.ref()
    line = values.geometry(("LineString", "MultiLineString"))
    backwards = values.says("oneway", _BACKWARDS)
    columns = _columns(values, backwards)
    contradiction(columns)
    parts = [part.reverse() if backwards else part for part in shapely.get_parts(line)]
    refs = [ref] if len(parts) == 1 else [f"{ref}/{number}" for number in range(1, len(parts) + 1)]
    return FeatureRow(raw.number, ref, tuple(Record(*pair, columns) for pair in zip(refs, parts, strict=True)))


def contradiction(columns: dict[str, Any]) -> None:
    """Raises RowRejected where two facts of a road cannot both be: oneway_with_opposite_lanes, overhaul_before_opening.

    columns: oneway, lanes_opposite, opened_on, overhauled_on.
    """
    if columns["oneway"] and columns["lanes_opposite"]:
        raise RowRejected("oneway_with_opposite_lanes", lanes=columns["lanes_opposite"])
    opened_on, overhauled_on = columns["opened_on"], columns["overhauled_on"]
    if opened_on and overhauled_on and overhauled_on < opened_on:
        raise RowRejected("overhaul_before_opening", opened=str(opened_on), overhauled=str(overhauled_on))


def _columns(values: FeatureValues, backwards: bool) -> dict[str, Any]:
    oneway = backwards or bool(values.flag("oneway"))
    lanes, lanes_opposite = _lanes(values, oneway)
    return {
        "name": values.text("name", LONGEST_NAME),
        "name_en": values.text("name_en", LONGEST_NAME),
        "road_kind": values.choice("kind", ROAD_KINDS) or ROAD_KINDS[0],
        "road_class": values.choice("class", ROAD_CLASSES),
        "oneway": oneway,
        "lanes": lanes,
        "lanes_opposite": lanes_opposite,
        "lane_width_m": values.number("lane_width_m", LANE_WIDTH_M),
        "design_speed_kmh": values.speed_kmh("design_speed_kmh", SPEED_KMH),
        "speed_limit_kmh": values.speed_kmh("speed_limit_kmh", SPEED_KMH),
        "opened_on": values.day("opened_on"),
        "overhauled_on": values.day("overhauled_on"),
        "hourly_volume_pcu": values.numbers("hourly_volume_pcu", HOURS, VOLUME_PCU_H),
        "bus_route": values.choice("bus_route", BUS_ROUTES),
        "rush_hour_buses": values.whole("rush_hour_buses", RUSH_HOUR_BUSES),
        "cycle_route_class": values.whole("cycle_route_class", CYCLE_ROUTE_CLASS),
        "tram": values.choice("tram", TRAMS),
        "source": values.text("source", LONGEST_SOURCE),
    }


def _lanes(values: FeatureValues, oneway: bool) -> tuple[int | None, int | None]:
    """Lanes along the line and against it; an even total is halved, an odd one does not say which way has more."""
    lanes, opposite = values.whole("lanes", LANES), values.whole("lanes_opposite", LANES_OPPOSITE)
    total = values.whole("lanes_total", (1, LANES[1] + LANES_OPPOSITE[1]))
    if oneway:
        lanes, opposite = total if lanes is None else lanes, opposite or 0
    elif total is not None and lanes is None and opposite is None:
        lanes, opposite = (total // 2, total // 2) if total % 2 == 0 else (None, None)
    elif total is not None:
        lanes = total - opposite if lanes is None else lanes
        opposite = total - lanes if opposite is None else opposite
    if lanes is None or total is None:
        return lanes, opposite
    if lanes + opposite != total or opposite < 0 or not LANES[0] <= lanes <= LANES[1]:
        raise RowRejected("lanes_contradicting", lanes=lanes, opposite=opposite, total=total)
    return lanes, opposite
