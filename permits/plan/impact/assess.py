"""The traffic impact of a phase, hour by hour."""

from dataclasses import dataclass
from typing import Any

from shapely import LineString

from core import geo
from permits.plan.finding import rounded
from permits.plan.hours import HOURS, closed_spans, hourly_shares
from permits.plan.impact.capacity import hcm_profile_pc_h, normal_capacity_pcu_h, remaining_capacity_pcu_h
from permits.plan.impact.nuisance import car_index_of
from permits.plan.impact.queue import Queue, queue_over_a_day
from permits.plan.situation import Situation
from permits.plan.standards import constant


@dataclass(frozen=True)
class Impact:
    """One phase.

    hourly_capacity_pcu_h: with the closure in its hours. saturation: demand over capacity of each hour, None where
    nothing passes. worst_hour: the hour of the largest saturation while the closure stands. reaches_junction: whether
    the queue reaches the upstream junction. best_window: the hours of the same length in which the same closure costs
    least delay. detour_ratio: length of the detour over that of the closed road.
    hcm_capacity_pc_h: on expressways and highways, for comparison. nuisance_car: Helsinki's index, 0 to 5.
    None: not known.
    """

    phase: str
    capacity_pcu_h: float
    hourly_capacity_pcu_h: tuple[float, ...]
    saturation: tuple[float | None, ...]
    worst_vc: float | None
    worst_hour: int | None
    max_queue_m: float | None
    delay_veh_h: float | None
    queue_clears: bool
    reaches_junction: bool | None
    best_window: tuple[str, str] | None
    detour_ratio: float | None
    hcm_capacity_pc_h: float | None
    nuisance_car: float | None

    def as_json(self) -> dict[str, Any]:
        """As in the output of `check_plan --json`, rounded to what it is worth."""
        return {
            "phase": self.phase,
            "capacity_pcu_h": round(self.capacity_pcu_h),
            "worst_vc": rounded(self.worst_vc),
            "worst_hour": self.worst_hour,
            "max_queue_m": None if self.max_queue_m is None else round(self.max_queue_m),
            "delay_veh_h": None if self.delay_veh_h is None else round(self.delay_veh_h, 1),
            "queue_clears": self.queue_clears,
            "reaches_junction": self.reaches_junction,
            "best_window": None if self.best_window is None else list(self.best_window),
            "detour_ratio": rounded(self.detour_ratio),
            "hcm_capacity_pc_h": None if self.hcm_capacity_pc_h is None else round(self.hcm_capacity_pc_h),
            "nuisance_car": self.nuisance_car,
            "hours": [
                {"capacity_pcu_h": round(capacity), "vc": rounded(saturation)}
                for capacity, saturation in zip(self.hourly_capacity_pcu_h, self.saturation, strict=True)
            ],
        }


def assess(at: Situation) -> Impact | None:
    """The impact of a phase; None when the hourly volume of the road is not given.

    A full closure sends its traffic to the detour: there is neither saturation nor queue on the road itself.
    """
    volumes = at.road.hourly_volume_pcu
    if volumes is None:
        return None
    normal, remaining = normal_capacity_pcu_h(at), remaining_capacity_pcu_h(at)
    closed = hourly_shares(closed_spans(at.phase.daily_hours))
    capacities = tuple(share * remaining + (1 - share) * normal for share in closed)
    if at.full_closure:
        return Impact(
            phase=at.label,
            capacity_pcu_h=0.0,
            hourly_capacity_pcu_h=capacities,
            saturation=(None,) * HOURS,
            worst_vc=None,
            worst_hour=None,
            max_queue_m=None,
            delay_veh_h=None,
            queue_clears=True,
            reaches_junction=None,
            best_window=None,
            detour_ratio=detour_ratio(at),
            hcm_capacity_pc_h=None,
            nuisance_car=car_index_of(at),
        )
    # While the closure stands even for a part of the hour, its own capacity decides how full the road is.
    saturation = tuple(volume / (remaining if share else normal) for volume, share in zip(volumes, closed, strict=True))
    worst_hour = max((h for h in range(HOURS) if closed[h]), key=lambda h: saturation[h], default=None)
    queue = queue_over_a_day(volumes, capacities)
    queue_m = _queue_m(at, queue)
    junction_m = at.road.upstream_junction_m
    return Impact(
        phase=at.label,
        capacity_pcu_h=remaining,
        hourly_capacity_pcu_h=capacities,
        saturation=saturation,
        worst_vc=None if worst_hour is None else saturation[worst_hour],
        worst_hour=worst_hour,
        max_queue_m=queue_m,
        delay_veh_h=queue.delay_veh_h,
        queue_clears=queue.clears,
        reaches_junction=None if junction_m is None else queue_m > junction_m,
        best_window=best_window(volumes, closed, normal, remaining),
        detour_ratio=detour_ratio(at),
        hcm_capacity_pc_h=hcm_profile_pc_h(at),
        nuisance_car=car_index_of(at),
    )


def best_window(
    volumes: tuple[float, ...], closed: tuple[float, ...], normal: float, remaining: float
) -> tuple[str, str] | None:
    """The window of whole hours, as long as the closure, with the least delay and then the least traffic."""
    length = round(sum(closed))
    if not 0 < length < HOURS:
        return None

    queues = max(volumes) > remaining

    def cost(start: int) -> tuple[float, float]:
        hours = {(start + n) % HOURS for n in range(length)}
        capacities = [remaining if hour in hours else normal for hour in range(HOURS)]
        delay = queue_over_a_day(volumes, capacities).delay_veh_h if queues else 0.0
        return delay, sum(volumes[hour] for hour in hours)

    start = min(range(HOURS), key=cost)
    return f"{start:02d}:00", f"{(start + length) % HOURS:02d}:00"


def detour_ratio(at: Situation) -> float | None:
    """Length of the detour over the length of the closed road."""
    detour, road = at.phase.detour, at.road.centreline
    if detour is None or detour.line is None or road is None:
        return None
    lengths = [geo.length_m(LineString(line.coordinates)) for line in (detour.line, road)]
    return lengths[0] / lengths[1] if lengths[1] > 0 else None


def _queue_m(at: Situation, queue: Queue) -> float:
    """The longest queue, standing on all lanes upstream of the works, m."""
    return queue.most * constant("queue_spacing").value / at.road.lanes
