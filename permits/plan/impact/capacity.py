"""How many vehicles per hour a road carries before and during the works."""

from dataclasses import dataclass

from permits.plan.hours import works_at_night
from permits.plan.situation import Situation
from permits.plan.standards import constant, value

FEET_PER_M = 1 / 0.3048
STANDARD_LANE_FT = 12.0
KM_PER_MILE = 1.609344
HCM_ALPHA_PERCENT = 13.4

#: How much a work zone lets through: the city's lane capacities, or the formula of the HCM where it speaks.
CITY, HCM = "city", "hcm"
PROFILES = (CITY, HCM)


@dataclass(frozen=True)
class Profile:
    """What gets through by one way of reckoning, pcu/h: before a queue stands, and while one does.

    free_flow_speed_kmh: past the works without a queue, None where the reckoning or its input is missing.
    """

    name: str
    capacity_pcu_h: float
    discharge_pcu_h: float
    free_flow_speed_kmh: float | None = None


def lane_capacity_pcu_h(design_speed_kmh: float) -> float:
    """Capacity of one lane, pcu/h: a setting, compared with CJJ 37 (traffic_capacity_defaults)."""
    return value("lane_capacity", speed_kmh=design_speed_kmh).value


def width_factor(lane_width_m: float) -> float:
    """Share of the saturation flow left in a narrow lane, at most 1 (SHRP2 L08: 1 / (1 − 0.0057 (a_w − 12 ft)))."""
    return min(1.0, 1 / (1 - 0.0057 * (lane_width_m * FEET_PER_M - STANDARD_LANE_FT)))


def normal_capacity_pcu_h(at: Situation) -> float:
    """Capacity of the affected direction without the works, pcu/h."""
    return at.road.lanes * lane_capacity_pcu_h(at.road.design_speed_kmh)


def remaining_capacity_pcu_h(at: Situation) -> float:
    """Capacity of the affected direction while the phase stands, pcu/h; 0 for a full closure."""
    if at.full_closure:
        return 0.0
    lane = lane_capacity_pcu_h(at.road.design_speed_kmh)
    lane *= width_factor(at.phase.remaining_lane_width_m) if at.phase.remaining_lane_width_m else 1.0
    if at.layout.closes == "alternating":
        return lane * alternating_share(at)
    return lane * max(at.lanes_left, 1)


def alternating_share(at: Situation) -> float:
    """Share of each cycle in which one direction flows, the single lane being emptied twice per cycle.

    The lane runs from the upstream to the downstream taper; unknown lengths count as nothing, the cycle is a setting.
    """
    lengths = (at.lengths.upstream_taper, at.lengths.buffer, at.lengths.work_area, at.lengths.downstream_taper)
    single_lane_m = sum(length or 0.0 for length in lengths)
    speed_m_s = (at.phase.workzone_speed_kmh or at.road.design_speed_kmh) / 3.6
    cycle_s = constant("alternating_cycle").value
    # Long single lanes get longer cycles: at least a third of a cycle is green for each direction.
    cycle_s = max(cycle_s, 6 * single_lane_m / speed_m_s)
    return (cycle_s / 2 - single_lane_m / speed_m_s) / cycle_s


def profiles_of(at: Situation) -> tuple[Profile, ...]:
    """The city's profile, and on expressways and highways with a lane open and one closed that of the HCM.

    The HCM's is for cones without clearance, rural off city roads; its passenger cars count as pcu.
    """
    left = remaining_capacity_pcu_h(at)
    city = Profile(CITY, left, left)
    fast = at.road.road_class == "expressway" or at.road.kind == "highway"
    if not fast or at.full_closure or not 0 < at.lanes_left < at.road.lanes:
        return (city,)
    zone = {
        "barrier": False,
        "rural": at.road.kind != "city",
        "lateral_clearance_ft": 0.0,
        "night": works_at_night(at.phase.daily_hours),
    }
    lanes = (at.lanes_left, at.road.lanes)
    capacity = hcm_capacity_pc_h(*lanes, **zone, normal_capacity_pc_h=normal_capacity_pcu_h(at))
    discharge = at.lanes_left * hcm_queue_discharge_pc_h_lane(*lanes, **zone)
    return city, Profile(HCM, capacity, min(capacity, discharge), _free_flow_speed_kmh(at, night=zone["night"]))


def _free_flow_speed_kmh(at: Situation, *, night: bool) -> float | None:
    normal, final = at.road.speed_limit_kmh, at.phase.workzone_speed_kmh
    if normal is None or final is None:
        return None
    limits = {"normal_limit_kmh": normal, "workzone_limit_kmh": final}
    return hcm_free_flow_speed_kmh(at.lanes_left, at.road.lanes, **limits, barrier=False, night=night)


def hcm_lane_closure_severity(open_lanes: int, total_lanes: int) -> float:
    """LCSI = 1 / (open ratio × open lanes), at most 2 (HCM 7, chapter 10)."""
    return min(2.0, total_lanes / open_lanes**2)


def hcm_capacity_pc_h(
    open_lanes: int,
    total_lanes: int,
    *,
    barrier: bool,
    rural: bool,
    lateral_clearance_ft: float,
    night: bool,
    normal_capacity_pc_h: float,
) -> float:
    """Capacity of a freeway work zone, pc/h, never above the road's own: an alternative profile (HCM 7, chapter 10)."""
    discharge = hcm_queue_discharge_pc_h_lane(
        open_lanes, total_lanes, barrier=barrier, rural=rural, lateral_clearance_ft=lateral_clearance_ft, night=night
    )
    return min(normal_capacity_pc_h, open_lanes * 100 * discharge / (100 - HCM_ALPHA_PERCENT))


def hcm_queue_discharge_pc_h_lane(
    open_lanes: int, total_lanes: int, *, barrier: bool, rural: bool, lateral_clearance_ft: float, night: bool
) -> float:
    """QDR = 2093 − 154 LCSI − 194 f_Br − 179 f_AT + 9 f_LAT − 59 f_DN, pc/h/lane; f_Br is 0 for barriers."""
    severity = hcm_lane_closure_severity(open_lanes, total_lanes)
    clearance = min(max(lateral_clearance_ft, 0.0), 12.0)
    return 2093 - 154 * severity - 194 * (not barrier) - 179 * rural + 9 * clearance - 59 * night


def hcm_free_flow_speed_kmh(
    open_lanes: int,
    total_lanes: int,
    *,
    normal_limit_kmh: float,
    workzone_limit_kmh: float,
    barrier: bool,
    night: bool,
    ramps_per_mile: float = 0.0,
) -> float:
    """FFS = 9.95 + 33.49 f_Sr + 0.53 SL − 5.60 LCSI − 3.84 f_Br − 1.71 f_DN − 8.7 TRD in mi/h (HCM 7, chapter 10).

    f_Sr, the normal limit over that of the work zone, counts from 1 to 1.2.
    """
    ratio = min(max(normal_limit_kmh / workzone_limit_kmh, 1.0), 1.2)
    severity = hcm_lane_closure_severity(open_lanes, total_lanes)
    limit_mph = workzone_limit_kmh / KM_PER_MILE
    speed_mph = 9.95 + 33.49 * ratio + 0.53 * limit_mph - 5.60 * severity - 3.84 * (not barrier) - 1.71 * night
    return (speed_mph - 8.7 * ramps_per_mile) * KM_PER_MILE
