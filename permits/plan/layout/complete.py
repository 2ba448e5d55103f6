"""The least layout that passes: fills what a plan leaves out and never changes what it says."""

import math
from dataclasses import fields, replace
from typing import Any

from permits.plan.layout.cross_section import default_lanes, lane_width_m
from permits.plan.layout.signs import propose_signs
from permits.plan.model import AREAS, Hoarding, Lengths, Phase, Plan
from permits.plan.situation import Situation, situations
from permits.plan.standards import constant, value


def complete(plan: Plan) -> Plan:
    """The plan with every missing layout value filled in; facts of the works (notice, detour) are not made up.

    A value no verified table gives (the advance-warning length on highways) stays missing.
    """
    road = plan.road if plan.road.lane_width_m else replace(plan.road, lane_width_m=lane_width_m(situations(plan)[0]))
    plan = replace(plan, road=road)
    return replace(plan, phases=tuple(_complete_phase(at) for at in situations(plan)))


def _complete_phase(at: Situation) -> Phase:
    at = _filled(at, closed_lanes=default_lanes(at))
    at = _filled(at, offset_m=_offset_m(at), workzone_speed_kmh=_workzone_speed_kmh(at))
    at = _filled(at, speed_steps_kmh=_speed_steps_kmh(at), **_widths(at), **_control(at))
    at = _with_lengths(at)
    return _filled(at, signs=propose_signs(at)).phase


def _filled(at: Situation, **proposed: Any) -> Situation:
    """The same phase with those of the proposed members which it leaves out."""
    missing = {name: held for name, held in proposed.items() if getattr(at.phase, name) is None}
    return replace(at, phase=replace(at.phase, **missing))


def _offset_m(at: Situation) -> float:
    if at.layout.closes == "edge":
        return constant("edge_width_default").value
    closed = [lane for lane in at.phase.closed_lanes or () if lane <= at.road.lanes]
    return len(closed) * lane_width_m(at)


def _workzone_speed_kmh(at: Situation) -> float | None:
    row = value("workzone_speed_max", speed_kmh=at.road.design_speed_kmh)
    limits = [limit for limit in (row and row.value, at.road.speed_limit_kmh) if limit is not None]
    return min(limits, default=None)


def _speed_steps_kmh(at: Situation) -> tuple[float, ...] | None:
    """From the road's limit down to the work zone's in steps of 20 km/h, both included."""
    final, start = at.phase.workzone_speed_kmh, at.road.speed_limit_kmh or at.road.design_speed_kmh
    if final is None:
        return None
    step = constant("speed_step_max").value
    number = max(0, math.ceil((start - final) / step))
    return (*(start - step * n for n in range(number)), final)


def _widths(at: Situation) -> dict[str, float]:
    """The narrowest lane left is a whole lane; walkway and cycleway get the city's minimum."""
    carriageway_m = at.road.lanes * lane_width_m(at)
    free_m = carriageway_m - (at.phase.offset_m or 0.0) if at.layout.closes not in ("edge", "road") else carriageway_m
    lanes_left = max(at.lanes_left, 1)
    widths = {
        "pedestrian_width_m": constant("pedestrian_width_min").value,
        "cycle_width_m": constant("cycle_width_min").value,
    }
    if at.lanes_left and free_m > 0:
        widths["remaining_lane_width_m"] = round(min(lane_width_m(at), free_m / lanes_left), 2)
    elif not at.full_closure:
        widths["remaining_lane_width_m"] = lane_width_m(at)
    return widths


def _control(at: Situation) -> dict[str, Any]:
    """Two flaggers for alternating traffic; signals where the plan says that there are fewer."""
    alternating, given = at.layout.closes == "alternating", at.phase.flaggers
    least = int(constant("flaggers_alternating_min").value)
    return {
        "flaggers": least if alternating and not at.phase.temporary_signals else 0,
        "temporary_signals": alternating and given is not None and given < least,
        "hoarding": Hoarding(height_m=constant("hoarding_height_min").value),
    }


def _with_lengths(at: Situation) -> Situation:
    if at.layout.closes == "moving":
        return at
    least = least_lengths(at)
    held = {kind: getattr(at.lengths, kind) for kind in AREAS}
    lengths = Lengths(**{kind: least[kind] if held[kind] is None else held[kind] for kind in AREAS})
    return replace(at, phase=replace(at.phase, lengths_m=lengths))


def least_lengths(at: Situation) -> dict[str, float | None]:
    """The least whole metres of each area that satisfy every rule, secondary ones included; None without a table.

    GB 5768.4-2017 4.3 to 4.8, GB 51038-2015 15.5.3, JTG H30-2015 4.0.6 to 4.0.9.
    """
    kind, design, final = at.road.kind, at.road.design_speed_kmh, at.phase.workzone_speed_kmh
    offset_m = at.phase.offset_m or 0.0
    taper_m = at.taper_required_m
    warning = value("advance_warning_min", road_kind=kind, speed_kmh=design)
    junction_m = at.road.upstream_junction_m
    warning_m = warning and (warning.value if junction_m is None else min(warning.value, junction_m))
    by_final = ("buffer_min", "buffer_highway_min", "termination_min") if final is not None else ()
    table = {quantity: value(quantity, road_kind=kind, speed_kmh=final) for quantity in by_final}
    fixed = ("buffer_advised", "downstream_taper_advised", "downstream_taper_highway_min", "termination_highway_min")
    table |= {quantity: value(quantity, road_kind=kind) for quantity in fixed}
    rows_of = {
        "buffer": ("buffer_min", "buffer_highway_min", "buffer_advised"),
        "downstream_taper": ("downstream_taper_advised", "downstream_taper_highway_min"),
        "termination": ("termination_min", "termination_highway_min"),
    }
    most = {area: [row.value for name in names if (row := table.get(name))] for area, names in rows_of.items()}
    return {
        "advance_warning": warning_m,
        "upstream_taper": whole_metres(taper_m) if taper_m is not None else 0,
        "buffer": max(most["buffer"], default=None),
        "work_area": constant("work_area_default").value,
        "downstream_taper": max([*most["downstream_taper"], whole_metres(offset_m)]) if at.has_areas else 0,
        "termination": max(most["termination"], default=None),
    }


def whole_metres(length_m: float) -> int:
    """The next whole metre; what only the binary representation adds does not make it one more."""
    return math.ceil(round(length_m, 6))


def filled_members(before: Phase, after: Phase) -> tuple[str, ...]:
    """Names of the members which completion filled, so that a form can mark them as proposed."""
    return tuple(f.name for f in fields(Phase) if getattr(before, f.name) != getattr(after, f.name))
