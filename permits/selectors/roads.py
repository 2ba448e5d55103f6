"""The road register as others read it."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

import numpy as np
import shapely
from django.db import connection
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from core import geo
from core.geojson import parse_geometry
from permits.models import RoadSegment
from permits.rules.road_facts import UPSTREAM_M, RoadFacts, road_facts
from permits.rules.road_matching import OnRoad, roads_under
from permits.rules.road_pieces import ON_ROAD_M
from permits.rules.roads import RegisteredRoad
from permits.spatial_index import ROADS

_COLUMNS = (
    "ref", "name", "name_en", "road_kind", "road_class", "oneway", "lanes", "lanes_opposite", "lane_width_m",
    "design_speed_kmh", "speed_limit_kmh", "opened_on", "overhauled_on", "bus_route", "rush_hour_buses",
    "cycle_route_class", "tram",
)  # fmt: skip


def has_register() -> bool:
    """Whether any road is registered; without one nothing can be said of roads."""
    return RoadSegment.objects.exists()


def roads_near(bounds: geo.Bounds, within_m: float) -> tuple[RegisteredRoad, ...]:
    """The roads within `within_m` metres of the box (west, south, east, north; degrees), by reference."""
    keys = ROADS.keys_in(geo.grown_bbox(bounds, within_m), None, None, connection.vendor)
    # Ordered here: asked for an order, SQLite would rather read the whole register along it.
    found = RoadSegment.objects.filter(pk__in=keys).order_by()
    rows = sorted(found.values("geometry", "hourly_volume_pcu", *_COLUMNS), key=itemgetter("ref"))
    lines = [shape(row.pop("geometry")) for row in rows]
    near = within_box(lines, bounds, within_m)
    return tuple(_registered(row, line) for row, line, is_near in zip(rows, lines, near, strict=True) if is_near)


def roads_under_place(geometry: dict[str, Any]) -> tuple[OnRoad, ...]:
    """The roads on which a GeoJSON geometry lies, each with how much of it and in which direction, the best fit first.

    Raises GeometryInvalid.
    """
    place = parse_geometry(geometry)
    return roads_under(place, roads_near(geo.bbox(place), ON_ROAD_M))


def road_at(geometry: dict[str, Any]) -> RegisteredRoad | None:
    """The road on which most of a GeoJSON geometry lies; of two carriageways the one with traffic its way.

    Raises GeometryInvalid.
    """
    return next((on.road for on in roads_under_place(geometry)), None)


def road_facts_at(geometry: dict[str, Any]) -> RoadFacts | None:
    """What the register says of the road under a GeoJSON geometry in its direction of travel; None when it is on none.

    Raises GeometryInvalid.
    """
    place = parse_geometry(geometry)
    return road_facts(place, roads_near(geo.bbox(place), UPSTREAM_M))


def within_box(places: Sequence[BaseGeometry], bounds: geo.Bounds, within_m: float) -> list[bool]:
    """Of each place whether it lies within `within_m` metres of the box, measured as geo.distance_m measures."""
    west, south, east, north = bounds
    # A box may be only a line or a point.
    box = shapely.MultiPoint([(west, south), (east, south), (east, north), (west, north)]).convex_hull
    plane = geo.local_plane(box)
    # One plane for all is quick, and exact enough for all but those on the border.
    coarse_m = shapely.distance(plane.to_metres(np.array(places, dtype=object)), plane.to_metres(box)).tolist()
    doubt_m = 0.01 + within_m * 0.001
    return [
        metres <= within_m if abs(metres - within_m) > doubt_m else geo.distance_m(place, box) <= within_m
        for place, metres in zip(places, coarse_m, strict=True)
    ]


def _registered(row: dict[str, Any], line: shapely.LineString) -> RegisteredRoad:
    volumes = row.pop("hourly_volume_pcu")
    return RegisteredRoad(line=line, hourly_volume_pcu=tuple(volumes) if volumes else None, **row)
