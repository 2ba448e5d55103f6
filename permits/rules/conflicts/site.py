"""A works as the conflict rules see it: where, when, what it closes, and which way it sends its traffic."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from core.geo import Bounds
from permits.rules.boxed import boxed
from permits.rules.conflicts.days import Days, hull, shared_days
from permits.rules.conflicts.occupation import Occupation, closure_of_phase, hours_of, phase_days, windows_of

#: A degree is longer than this anywhere below 78° of latitude.
LEAST_METRES_PER_DEGREE = 22_000


@dataclass(frozen=True)
class Way:
    """The way round of one phase. line: WGS84."""

    line: BaseGeometry
    occupation: Occupation


@dataclass(frozen=True)
class Site:
    """key: the caller's own, 0 for the works that is asked about. place: WGS84. occupations: at least one.

    ways: its detours; of another works at least those that pass here.
    """

    key: int
    place: BaseGeometry
    occupations: tuple[Occupation, ...]
    road_name: str = ""
    road_class: str = ""
    excavation: bool = False
    ways: tuple[Way, ...] = ()

    @cached_property
    def days(self) -> Days:
        """From its first day to its last."""
        return hull(occupation.days for occupation in self.occupations)

    @cached_property
    def full_closures(self) -> tuple[Occupation, ...]:
        """The phases in which nobody drives past."""
        return tuple(occupation for occupation in self.occupations if occupation.closure == "full")

    @cached_property
    def bounds(self) -> Bounds:
        """West, south, east, north in degrees."""
        return self.place.bounds

    def far_from(self, other: BaseGeometry, within_m: float) -> bool:
        """Whether it is certainly farther than `within_m`; quick, and no answer when it is not certain."""
        return shapely.distance(self.place, other) > within_m / LEAST_METRES_PER_DEGREE


def ways_of(plan: Any, days: Days) -> tuple[Way, ...]:
    """The detours drawn in the phases of a plan, as far as the phases lie on `days`."""
    plan = plan if isinstance(plan, dict) else {}
    road = plan.get("road") if isinstance(plan.get("road"), dict) else {}
    found = []
    for number, phase in enumerate(plan.get("phases") or (), 1):
        line = _line(phase) if isinstance(phase, dict) else None
        if line is not None and (own := phase_days(phase)) and (kept := shared_days(own, days)):
            closure, label = closure_of_phase(phase, road), str(phase.get("name") or number)
            found.append(Way(line, Occupation(kept, windows_of(phase.get("daily_hours")), closure, label)))
    return tuple(found)


def kept_ways(plan: Any, days: Days) -> list[dict[str, Any]]:
    """The same as rows: the columns of permits.models.Detour but the works."""
    return [
        {
            "phase": way.occupation.label[:60],
            "starts_on": way.occupation.days.starts_on,
            "ends_on": way.occupation.days.ends_on,
            "daily_hours": hours_of(way.occupation.windows),
        }
        | boxed(way.line)
        for way in ways_of(plan, days)
    ]


def _line(phase: dict[str, Any]) -> BaseGeometry | None:
    detour = phase.get("detour")
    drawn = detour.get("line") if isinstance(detour, dict) else None
    if not isinstance(drawn, dict) or drawn.get("type") != "LineString":
        return None
    try:
        line = shape(drawn)
    except (KeyError, TypeError, ValueError, shapely.errors.ShapelyError):
        return None
    return line if line.is_valid and line.length else None
