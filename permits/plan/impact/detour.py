"""What a detour does to the roads it uses, as far as the road register knows them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from shapely import LineString

from core import geo
from permits.plan.finding import rounded
from permits.plan.hours import HOURS
from permits.plan.impact.capacity import lane_capacity_pcu_h
from permits.plan.impact.matching import Stretch, match
from permits.plan.situation import Situation
from permits.plan.standards import constant
from permits.rules.roads import RegisteredRoad

#: Where the volume of a detour road comes from. OPPOSITE: only that of the other direction is known and stands for it.
COUNTED, OPPOSITE, UNKNOWN = "counted", "opposite", "unknown"


@dataclass(frozen=True)
class DetourRoad:
    """One road of the detour in the direction of the detour; of several stretches of one name the fullest.

    added_pcu_h, volume_pcu_h, vc_before, vc_after: in `worst_hour`, the hour of the closure in which the road is
    fullest; None where nothing is diverted or what is needed is not known. over: fuller than the city's limit.
    wrong_way: the detour runs against a one-way road.
    """

    ref: str
    name: str
    name_en: str
    wrong_way: bool
    length_m: float
    lanes: int | None
    capacity_pcu_h: float | None
    volume_basis: str
    worst_hour: int | None
    volume_pcu_h: float | None
    added_pcu_h: float | None
    vc_before: float | None
    vc_after: float | None
    over: bool

    def as_json(self) -> dict[str, Any]:
        figures = {name: rounded(value) for name, value in asdict(self).items()}
        return figures | {
            name: None if figures[name] is None else round(figures[name])
            for name in ("length_m", "capacity_pcu_h", "volume_pcu_h", "added_pcu_h")
        }


@dataclass(frozen=True)
class Detour:
    """ratio: length over that of the closed road, None without its line. unmatched_m: on no registered road.

    diverted_pcu_day: what has to leave the closed road in a day, None while its volume is unknown.
    """

    length_m: float
    ratio: float | None
    unmatched_m: float
    diverted_pcu_day: float | None
    roads: tuple[DetourRoad, ...]

    def as_json(self) -> dict[str, Any]:
        diverted = None if self.diverted_pcu_day is None else round(self.diverted_pcu_day)
        return {
            "length_m": round(self.length_m),
            "ratio": rounded(self.ratio),
            "unmatched_m": round(self.unmatched_m),
            "diverted_pcu_day": diverted,
            "roads": [road.as_json() for road in self.roads],
        }


def detour_of(at: Situation, roads: Sequence[RegisteredRoad], diverted_pcu_h: Sequence[float] | None) -> Detour | None:
    """The detour of a phase; None when it has no line.

    diverted_pcu_h: what has to leave the closed road in each hour of the day: with a full closure all of it in the
    closed hours, else what is above the capacity left. The closed road itself, on which a detour begins and ends,
    carries its traffic anyway and is left out.
    """
    phase_detour = at.phase.detour
    if phase_detour is None or phase_detour.line is None:
        return None
    matched = match(LineString(phase_detour.line.coordinates), roads)
    loads: dict[tuple[str, bool], DetourRoad] = {}
    for stretch in matched.stretches:
        if stretch.road.name and stretch.road.name == at.road.name:
            continue
        load = load_of(stretch, diverted_pcu_h)
        key = (load.name or load.ref, load.wrong_way)
        if key in loads:
            longer_m = loads[key].length_m + load.length_m
            load = replace(max(loads[key], load, key=_fullness), length_m=longer_m)
        loads[key] = load
    return Detour(
        length_m=matched.length_m,
        ratio=detour_ratio(at),
        unmatched_m=matched.unmatched_m,
        diverted_pcu_day=None if diverted_pcu_h is None else sum(diverted_pcu_h),
        roads=tuple(loads.values()),
    )


def load_of(stretch: Stretch, diverted_pcu_h: Sequence[float] | None) -> DetourRoad:
    """What the diverted traffic does to one stretch, in the hour in which it is fullest."""
    road = stretch.road
    volumes, basis = _volumes(stretch)
    lanes = road.lanes_opposite if stretch.against and not road.oneway else road.lanes
    speed = road.design_speed_kmh or road.speed_limit_kmh
    capacity = lanes * lane_capacity_pcu_h(speed) if lanes and speed else None
    hours = [hour for hour in range(HOURS) if diverted_pcu_h is not None and diverted_pcu_h[hour] > 0]
    worst = max(hours, key=lambda hour: (volumes[hour] if volumes else 0.0) + diverted_pcu_h[hour], default=None)
    volume = None if worst is None or volumes is None else volumes[worst]
    added = None if worst is None else diverted_pcu_h[worst]
    before = None if volume is None or capacity is None else volume / capacity
    after = None if before is None else (volume + added) / capacity
    return DetourRoad(
        ref=road.ref,
        name=road.name,
        name_en=road.name_en,
        wrong_way=stretch.wrong_way,
        length_m=stretch.length_m,
        lanes=lanes,
        capacity_pcu_h=capacity,
        volume_basis=basis,
        worst_hour=worst,
        volume_pcu_h=volume,
        added_pcu_h=added,
        vc_before=before,
        vc_after=after,
        over=after is not None and after > constant("saturation_max").value,
    )


def detour_ratio(at: Situation) -> float | None:
    """Length of the detour over the length of the closed road."""
    detour, road = at.phase.detour, at.road.centreline
    if detour is None or detour.line is None or road is None:
        return None
    lengths = [geo.length_m(LineString(line.coordinates)) for line in (detour.line, road)]
    return lengths[0] / lengths[1] if lengths[1] > 0 else None


def _volumes(stretch: Stretch) -> tuple[tuple[float, ...] | None, str]:
    volumes = stretch.road.hourly_volume_pcu
    if volumes is None or stretch.wrong_way:
        return None, UNKNOWN
    return volumes, OPPOSITE if stretch.against else COUNTED


def _fullness(road: DetourRoad) -> float:
    return -1.0 if road.vc_after is None else road.vc_after
