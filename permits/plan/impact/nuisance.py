"""The nuisance index which Helsinki publishes for its permits: a second, simple score, each class 0 to 5."""

from dataclasses import dataclass

from permits.plan.layout.areas import control_area_m
from permits.plan.situation import Situation

# Which of our road classes stands for which of Helsinki's street classes is a setting of the city.
STREET_CLASSES = {"expressway": 5, "arterial": 4, "secondary": 3, "branch": 2}
TRAFFIC_STEPS = ((0, 0), (499, 1), (1_499, 2), (4_999, 3), (9_999, 4))
LENGTH_STEPS_M = ((10, 2), (100, 3), (500, 4))


@dataclass(frozen=True)
class Nuisance:
    """Index of each mode with one decimal; worst: the largest and the name of its mode."""

    car: float
    bus: float
    bicycle: float
    tram: float

    @property
    def worst(self) -> tuple[float, str]:
        return max((getattr(self, mode), mode) for mode in ("car", "bus", "bicycle", "tram"))


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


def tram_index(*, in_track: bool = False, beside_track: bool = False) -> int:
    """5 in the track, 3 beside it, else 0."""
    return 5 if in_track else 3 if beside_track else 0


def car_index_of(at: Situation) -> float | None:
    """The index for cars from the plan's own figures: days, class, daily volume, lanes closed, control area.

    None when the hourly volume is not given.
    """
    volumes = at.road.hourly_volume_pcu
    if volumes is None:
        return None
    return car_index(
        duration=duration_class((at.phase.ends_on - at.phase.starts_on).days + 1),
        street=STREET_CLASSES[at.road.road_class],
        traffic=traffic_class(sum(volumes)),
        lanes=min(at.road.lanes - at.lanes_left, 5),
        length=length_class(control_area_m(at)),
    )
