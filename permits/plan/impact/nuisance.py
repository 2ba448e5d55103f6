"""The nuisance index which Helsinki publishes for its permits: a second, simple score, each class 0 to 5."""

from dataclasses import dataclass
from typing import Any

from permits.plan.layout.areas import control_area_m
from permits.plan.situation import Situation
from permits.rules.roads import RegisteredRoad

# Which of our road classes stands for which of Helsinki's street classes is a setting of the city.
STREET_CLASSES = {"expressway": 5, "arterial": 4, "secondary": 3, "branch": 2}
TRAFFIC_STEPS = ((0, 0), (499, 1), (1_499, 2), (4_999, 3), (9_999, 4))
# Where the track lies on the street of the works: nowhere, beside the carriageway, in it.
TRAM_PLACES = {"": 0, "beside": 3, "within": 5}
LENGTH_STEPS_M = ((10, 2), (100, 3), (500, 4))


MODES = ("car", "bus", "bicycle", "tram")


@dataclass(frozen=True)
class Nuisance:
    """Index of each mode with one decimal, None where nothing is known of it: unknown is not harmless."""

    car: float | None = None
    bus: float | None = None
    bicycle: float | None = None
    tram: float | None = None

    @property
    def worst(self) -> tuple[float, str] | None:
        """The largest known index and the name of its mode, the first of equals; None when none is known."""
        known = [(getattr(self, mode), mode) for mode in MODES if getattr(self, mode) is not None]
        return max(known, key=lambda one: one[0], default=None)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The modes nothing is known of."""
        return tuple(mode for mode in MODES if getattr(self, mode) is None)

    def as_json(self) -> dict[str, Any]:
        index, mode = self.worst or (None, None)
        return {name: getattr(self, name) for name in MODES} | {"worst": index, "worst_mode": mode}


def car_index(*, duration: int, street: int, traffic: int, lanes: int, length: int) -> float:
    """0.1 duration + 0.2 street class + 0.25 traffic + 0.25 lanes + 0.2 length; 0 without street and traffic."""
    if street == 0 and traffic == 0:
        return 0.0
    return round(0.1 * duration + 0.2 * street + 0.25 * traffic + 0.25 * lanes + 0.2 * length + 1e-9, 1)


def duration_class(days: int) -> int:
    """Up to 13 days 1, up to 90 days 3, longer 5."""
    return 1 if days <= 13 else 3 if days <= 90 else 5


def traffic_class(vehicles_per_day: float) -> int:
    """0 for none, then 1 to 5 by the steps 500, 1,500, 5,000 and 10,000 vehicles a day."""
    return next((grade for most, grade in TRAFFIC_STEPS if vehicles_per_day <= most), 5)


def length_class(affected_m: float) -> int:
    """0 for none, 2 under 10 m, 3 under 100 m, 4 under 500 m, else 5."""
    if affected_m <= 0:
        return 0
    return next((grade for below, grade in LENGTH_STEPS_M if affected_m < below), 5)


def bus_index(*, critical: bool = False, trunk: bool = False, lines: bool = False, peak_buses_per_hour: int = 0) -> int:
    """Worst of: critical street 5, trunk line 4, any other line by its buses in the rush hour; 0 without a line."""
    if critical:
        return 5
    if not (trunk or lines):
        return 0
    by_frequency = (
        2 if peak_buses_per_hour == 0 else 3 if peak_buses_per_hour <= 10 else 4 if peak_buses_per_hour <= 20 else 5
    )
    return max(4 if trunk else 0, by_frequency if lines else 0)


def nuisance_of(at: Situation, own: RegisteredRoad | None) -> Nuisance:
    """The index of every mode: cars from the plan, the others from what the register says of the road, `own`."""
    if own is None:
        return Nuisance(car=car_index_of(at))
    return Nuisance(
        car=car_index_of(at), bus=_bus_index_of(own), bicycle=own.cycle_route_class, tram=TRAM_PLACES[own.tram]
    )


def car_index_of(at: Situation) -> float | None:
    """The index for cars from the plan's own figures: days, class, daily volume, lanes closed, control area.

    None when the hourly volume is not given.
    """
    volumes = at.road.hourly_volume_pcu
    if volumes is None:
        return None
    lanes = at.road.lanes if at.full_closure else at.road.lanes - at.lanes_left
    return car_index(
        duration=duration_class((at.phase.ends_on - at.phase.starts_on).days + 1),
        street=STREET_CLASSES[at.road.road_class],
        traffic=traffic_class(sum(volumes)),
        lanes=min(lanes, 5),
        length=length_class(control_area_m(at)),
    )


def _bus_index_of(road: RegisteredRoad) -> int | None:
    """None where a line runs whose buses nobody counted."""
    if road.bus_route == "other" and road.rush_hour_buses is None:
        return None
    return bus_index(
        critical=road.bus_route == "critical",
        trunk=road.bus_route == "trunk",
        lines=road.bus_route != "",
        peak_buses_per_hour=road.rush_hour_buses or 0,
    )
