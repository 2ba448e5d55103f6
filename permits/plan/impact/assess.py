"""The traffic impact of a phase, hour by hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shapely import LineString

from permits.plan.finding import rounded
from permits.plan.hours import HOURS, closed_spans, hourly_shares
from permits.plan.impact.capacity import CITY, HCM, Profile, normal_capacity_pcu_h, profiles_of
from permits.plan.impact.detour import Detour, detour_of, detour_ratio
from permits.plan.impact.nuisance import Nuisance, nuisance_of
from permits.plan.impact.queue import Queue, queue_over_a_day
from permits.plan.impact.window import Proposal, best_window, calm_window, proposal
from permits.plan.situation import Situation
from permits.plan.standards import constant
from permits.rules.road_matching import roads_under
from permits.rules.roads import RegisteredRoad


@dataclass(frozen=True)
class Reckoning:
    """A phase by one profile. hourly_*: 24 numbers; saturation is demand over capacity while the closure stands.

    worst_hour: the hour of the largest saturation while the closure stands. max_queue_m: standing, on all lanes;
    max_queue_moving_m: the same vehicles at the distance they keep when creeping. None: not known, or nothing passes.
    """

    profile: Profile
    hourly_capacity_pcu_h: tuple[float, ...]
    saturation: tuple[float | None, ...]
    hourly_queue_m: tuple[float | None, ...]
    worst_vc: float | None
    worst_hour: int | None
    max_queue_m: float | None
    max_queue_moving_m: float | None
    delay_veh_h: float | None
    queue_clears: bool

    def as_json(self) -> dict[str, Any]:
        """What is compared between the profiles."""
        return {
            "profile": self.profile.name,
            "capacity_pcu_h": round(self.profile.capacity_pcu_h),
            "discharge_pcu_h": round(self.profile.discharge_pcu_h),
            "free_flow_speed_kmh": _whole(self.profile.free_flow_speed_kmh),
            "worst_vc": rounded(self.worst_vc),
            "max_queue_m": _whole(self.max_queue_m),
            "delay_veh_h": None if self.delay_veh_h is None else round(self.delay_veh_h, 1),
        }


@dataclass(frozen=True)
class Impact:
    """One phase. by: the profile that counts; profiles: every profile that speaks for this road, for comparison.

    hourly_volume_pcu: demand; closed: the share of each hour. reaches_junction: whether the queue reaches the upstream
    junction. best_window: the hours of the same length in which the same closure costs least delay. calm_window: the
    longest in which the demand keeps to the saturation the city allows, asked only when it does not.
    None: not known.
    """

    phase: str
    by: Reckoning
    profiles: tuple[Reckoning, ...]
    hourly_volume_pcu: tuple[float, ...] | None
    closed: tuple[float, ...]
    reaches_junction: bool | None
    best_window: tuple[str, str] | None
    proposal: Proposal | None
    calm_window: tuple[str, str] | None
    detour_ratio: float | None
    detour: Detour | None
    nuisance: Nuisance

    @property
    def worst_vc(self) -> float | None:
        return self.by.worst_vc

    @property
    def worst_hour(self) -> int | None:
        return self.by.worst_hour

    def as_json(self) -> dict[str, Any]:
        """As in the output of `check_plan --json`, rounded to what it is worth."""
        hcm = next((one.profile.capacity_pcu_h for one in self.profiles if one.profile.name == HCM), None)
        figures = self.by.as_json()
        return {
            "phase": self.phase,
            "profile": figures["profile"],
            "capacity_pcu_h": figures["capacity_pcu_h"],
            "worst_vc": figures["worst_vc"],
            "worst_hour": self.worst_hour,
            "max_queue_m": figures["max_queue_m"],
            "max_queue_moving_m": _whole(self.by.max_queue_moving_m),
            "delay_veh_h": figures["delay_veh_h"],
            "queue_clears": self.by.queue_clears,
            "reaches_junction": self.reaches_junction,
            "best_window": None if self.best_window is None else list(self.best_window),
            "proposal": self.proposal and self.proposal.as_json(),
            "calm_window": None if self.calm_window is None else list(self.calm_window),
            "detour_ratio": rounded(self.detour_ratio),
            "detour": self.detour and self.detour.as_json(),
            "hcm_capacity_pc_h": _whole(hcm),
            "nuisance_car": self.nuisance.car,
            "nuisance": self.nuisance.as_json(),
            "profiles": [one.as_json() for one in self.profiles],
            "hours": [
                {
                    "volume_pcu_h": None if self.hourly_volume_pcu is None else round(self.hourly_volume_pcu[hour]),
                    "capacity_pcu_h": round(self.by.hourly_capacity_pcu_h[hour]),
                    "vc": rounded(self.by.saturation[hour]),
                    "queue_m": _whole(self.by.hourly_queue_m[hour]),
                    "closed": rounded(self.closed[hour]),
                }
                for hour in range(HOURS)
            ],
        }


def assess(at: Situation, roads: Sequence[RegisteredRoad] = (), profile: str = CITY) -> Impact | None:
    """The impact of a phase; None when neither the hourly volume is given nor roads of the register.

    roads: those around the works and its detour. profile: city or hcm, where the latter speaks for the road.
    A full closure sends its traffic to the detour: there is neither saturation nor queue on the road itself.
    """
    volumes, line = at.road.hourly_volume_pcu, at.road.centreline
    if volumes is None and not roads:
        return None
    closed = hourly_shares(closed_spans(at.phase.daily_hours))
    normal = normal_capacity_pcu_h(at)
    reckonings = tuple(_reckon(at, closed, normal, one) for one in profiles_of(at))
    by = next((one for one in reckonings if one.profile.name == profile), reckonings[0])

    def delay(hours: frozenset[int]) -> float:
        return _delay_veh_h(volumes, hours, normal, by.profile)

    window = None if volumes is None else best_window(volumes, closed, delay)
    limit = constant("saturation_max").value
    junction_m = at.road.upstream_junction_m
    own = roads_under(LineString(line.coordinates), roads)[:1] if line is not None and roads else ()
    return Impact(
        phase=at.label,
        by=by,
        profiles=reckonings,
        hourly_volume_pcu=volumes,
        closed=closed,
        reaches_junction=None if None in (junction_m, by.max_queue_m) else by.max_queue_m > junction_m,
        best_window=window,
        proposal=volumes and proposal(window, at.phase.daily_hours or (), volumes, closed, by.delay_veh_h, delay),
        calm_window=calm_window(volumes, limit * by.profile.capacity_pcu_h) if (by.worst_vc or 0.0) > limit else None,
        detour_ratio=detour_ratio(at),
        detour=detour_of(at, roads, _diverted_pcu_h(at, closed, by.profile)),
        nuisance=nuisance_of(at, own[0].road if own else None),
    )


def _reckon(at: Situation, closed: Sequence[float], normal: float, profile: Profile) -> Reckoning:
    volumes = at.road.hourly_volume_pcu
    remaining = profile.capacity_pcu_h
    capacities = tuple(share * remaining + (1 - share) * normal for share in closed)
    if volumes is None or at.full_closure:
        nothing = (None,) * HOURS
        return Reckoning(profile, capacities, nothing, nothing, None, None, None, None, None, queue_clears=True)
    # While the closure stands even for a part of the hour, its own capacity decides how full the road is.
    saturation = tuple(volume / (remaining if share else normal) for volume, share in zip(volumes, closed, strict=True))
    worst_hour = max((h for h in range(HOURS) if closed[h]), key=lambda h: saturation[h], default=None)
    queue = _queue(volumes, closed, normal, profile)
    spacing_m, creeping_m = constant("queue_spacing").value, constant("queue_spacing_moving").value
    return Reckoning(
        profile=profile,
        hourly_capacity_pcu_h=capacities,
        saturation=saturation,
        hourly_queue_m=tuple(waiting * spacing_m / at.road.lanes for waiting in queue.standing),
        worst_vc=None if worst_hour is None else saturation[worst_hour],
        worst_hour=worst_hour,
        max_queue_m=queue.most * spacing_m / at.road.lanes,
        max_queue_moving_m=queue.most * creeping_m / at.road.lanes,
        delay_veh_h=queue.delay_veh_h,
        queue_clears=queue.clears,
    )


def _queue(volumes: Sequence[float], closed: Sequence[float], normal: float, profile: Profile) -> Queue:
    """The road's own capacity outside the closure, where no queue breaks it down."""
    capacities = [share * profile.capacity_pcu_h + (1 - share) * normal for share in closed]
    discharges = [share * profile.discharge_pcu_h + (1 - share) * normal for share in closed]
    return queue_over_a_day(volumes, capacities, discharges)


def _delay_veh_h(volumes: Sequence[float], hours: frozenset[int], normal: float, profile: Profile) -> float:
    """Delay of a day when exactly these hours are closed, vehicle hours; none while everything gets through."""
    left = profile.capacity_pcu_h
    if left == 0 or all(v <= (left if h in hours else normal) for h, v in enumerate(volumes)):
        return 0.0
    return _queue(volumes, [float(hour in hours) for hour in range(HOURS)], normal, profile).delay_veh_h


def _diverted_pcu_h(at: Situation, closed: Sequence[float], profile: Profile) -> tuple[float, ...] | None:
    """What has to leave the road in each hour: all while it is shut, else what is above the capacity left."""
    volumes = at.road.hourly_volume_pcu
    if volumes is None:
        return None
    stays = 0.0 if at.full_closure else profile.capacity_pcu_h
    return tuple(max(volume - stays, 0.0) * share for volume, share in zip(volumes, closed, strict=True))


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
