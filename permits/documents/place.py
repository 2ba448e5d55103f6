"""The place, period and phases of works as the permit documents print them."""

import datetime as dt
from dataclasses import dataclass

from core.pdf.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class PlaceOfWorks(Snapshot):
    """Where the road is opened.

    road_name, from_place, to_place: road and the two ends (junctions or stakes), "" when the works is at a point.
    occupied: what is taken from traffic in words (占用最外侧机动车道1条). length_m, area_m2: None when not stated.
    """

    road_name: str
    from_place: str
    to_place: str
    occupied: str
    length_m: float | None = None
    area_m2: float | None = None

    def extent(self, language: str = "zh") -> str:
        """Road and both ends in one line: 万松东路（安阳路至隆山东路）."""
        if not (self.from_place and self.to_place):
            return self.road_name
        if language == "en":
            return f"{self.road_name} ({self.from_place} to {self.to_place})"
        return f"{self.road_name}（{self.from_place}至{self.to_place}）"


@dataclass(frozen=True, kw_only=True)
class AreaLengths(Snapshot):
    """Lengths of the six areas of the work zone in metres (GB 5768.4-2017 figure 1); None when the plan has none."""

    advance_warning_m: float | None = None
    upstream_taper_m: float | None = None
    buffer_m: float | None = None
    work_area_m: float | None = None
    downstream_taper_m: float | None = None
    termination_m: float | None = None


@dataclass(frozen=True, kw_only=True)
class SignLine(Snapshot):
    """One kind of sign or device of a phase: Chinese name and how many."""

    name: str
    count: int


@dataclass(frozen=True, kw_only=True)
class PhaseRow(Snapshot):
    """One phase of the traffic-organization plan.

    daily_hours: "22:00-05:00" each; empty means the whole day. closed_lanes: in words (第3车道).
    """

    name: str
    starts_on: dt.date
    ends_on: dt.date
    daily_hours: tuple[str, ...] = ()
    layout_name: str
    closed_lanes: str
    workzone_speed_kmh: int | None = None
    areas: AreaLengths = AreaLengths()
    signs: tuple[SignLine, ...] = ()
    detour: str = ""
