"""Where each of the six areas begins and ends along the road."""

from collections.abc import Iterable
from dataclasses import dataclass

from permits.plan.model import AREAS
from permits.plan.situation import Situation
from permits.plan.standards import constant


@dataclass(frozen=True)
class Area:
    """One of the six areas of a phase, in m from the start of its advance-warning area."""

    phase: str
    kind: str
    from_m: float
    to_m: float

    @property
    def length_m(self) -> float:
        return self.to_m - self.from_m


def areas_of(at: Situation) -> tuple[Area, ...]:
    """The areas one after another, as far as their lengths are known without a gap.

    Where the advance-warning length is unknown, as on highways, places count from the start of the upstream taper.
    """
    areas, from_m = [], 0.0
    for kind in AREAS:
        length_m = getattr(at.lengths, kind)
        if length_m is None and kind == AREAS[0]:
            continue
        if length_m is None:
            break
        areas.append(Area(at.label, kind, round(from_m, 3), round(from_m + length_m, 3)))
        from_m += length_m
    return tuple(areas)


def control_area_m(at: Situation) -> float:
    """Length of the control area as far as it is known, m."""
    areas = areas_of(at)
    return areas[-1].to_m if areas else 0.0


def too_long(at: Situation) -> bool:
    """Whether the control area is so long that it is a slip of the pen, and no device is laid out along it."""
    return control_area_m(at) > constant("control_area_max").value


def too_long_together(places: Iterable[Situation]) -> bool:
    """Whether the control areas of all phases together are so long that no device is laid out for any of them."""
    return sum(control_area_m(at) for at in places) > constant("control_areas_max").value


def stretch_m(at: Situation) -> tuple[float, float] | None:
    """From and to of the control area along the road's centre line, m; None unless it is said where the work begins."""
    areas = {area.kind: area for area in areas_of(at)}
    if at.phase.work_area_from_m is None or "work_area" not in areas:
        return None
    origin_m = at.phase.work_area_from_m - areas["work_area"].from_m
    return origin_m + min(area.from_m for area in areas.values()), origin_m + max(a.to_m for a in areas.values())
