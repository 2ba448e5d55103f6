"""A stretch of road as the register knows it, for everything that reckons with roads."""

import datetime as dt
from dataclasses import dataclass

from shapely import LineString

ROAD_KINDS = ("city", "highway", "village")
ROAD_CLASSES = ("expressway", "arterial", "secondary", "branch")
BUS_ROUTES = ("", "other", "trunk", "critical")
TRAMS = ("", "beside", "within")
#: Beyond these a number is a slip of the pen, not a road; the plan's own bounds (permits.plan.model).
LANES, LANES_OPPOSITE = (1, 16), (0, 16)
LANE_WIDTH_M, SPEED_KMH, VOLUME_PCU_H = (1, 10), (1, 200), (0, 100_000)
HOURS = 24


@dataclass(frozen=True)
class RegisteredRoad:
    """line: WGS84, longitude and latitude; traffic runs along it, and against it too unless `oneway`.

    lanes: motor lanes along the line; lanes_opposite: against it. hourly_volume_pcu: 24 numbers, pcu/h along the line.
    rush_hour_buses: buses an hour. bus_route: "", other, trunk or critical; tram: "", beside or within.
    None: not known.
    """

    ref: str
    name: str
    line: LineString
    name_en: str = ""
    road_kind: str = "city"
    road_class: str = ""
    oneway: bool = False
    lanes: int | None = None
    lanes_opposite: int | None = None
    lane_width_m: float | None = None
    design_speed_kmh: float | None = None
    speed_limit_kmh: float | None = None
    opened_on: dt.date | None = None
    overhauled_on: dt.date | None = None
    hourly_volume_pcu: tuple[float, ...] | None = None
    bus_route: str = ""
    rush_hour_buses: int | None = None
    cycle_route_class: int | None = None
    tram: str = ""
