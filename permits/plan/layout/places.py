"""Where on the drawing a finding about a member of a phase belongs."""

from permits.plan.layout.areas import Area, areas_of
from permits.plan.situation import Situation
from permits.plan.standards import value

Place = tuple[float, float]

# What is said of the whole works (dates, notice, digging) belongs to the whole control area.
_AT_WORK = (
    "closed_lanes",
    "offset_m",
    "remaining_lane_width_m",
    "pedestrian_width_m",
    "cycle_width_m",
    "height_m",
    "see_through_above_m",
    "distance_to_junction_m",
    "excavation",
    "opened_on",
    "overhauled_on",
)
_BEFORE_TAPER = ("workzone_speed_kmh", "flaggers", "temporary_signals", "worst_vc", "hourly_volume_pcu")


def place_of(at: Situation, parameter: str) -> Place | None:
    """From and to, m from the start of the advance-warning area; None while no area is known.

    A member without a place of its own belongs to the whole control area.
    """
    areas = {area.kind: area for area in areas_of(at)}
    if parameter in areas:
        return _span(areas[parameter])
    warning, taper, work = (areas.get(kind) for kind in ("advance_warning", "upstream_taper", "work_area"))
    before = _advance_sign(parameter, at)
    if before is not None:
        return before
    if parameter in _AT_WORK and work:
        return _span(work)
    if parameter in _BEFORE_TAPER and taper:
        return taper.from_m, taper.from_m
    if parameter == "speed_steps_kmh" and warning:
        return _span(warning)
    return (min(area.from_m for area in areas.values()), max(area.to_m for area in areas.values())) if areas else None


def _span(area: Area) -> Place:
    return area.from_m, area.to_m


def _advance_sign(code: str, at: Situation) -> Place | None:
    """Where the signs before the zone stand; findings about other signs know their place."""
    near = value("advance_sign_distance", road_kind=at.road.kind)
    far = value("advance_sign_distance_far", road_kind=at.road.kind)
    if code == "works_in_300m" and near:
        return -near.value, -near.value
    if code == "works_in_1km_and_300m" and near and far:
        return -far.value, -near.value
    return None
