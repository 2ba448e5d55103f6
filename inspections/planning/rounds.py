"""Who goes to which sites of one squadron on one day, and in which order; pure and deterministic.

First version: the pairs share the sites by the direction in which they lie from the depot; each pair drives from site
to nearest next site. When the day is too short the most overdue sites go first and the others are deferred, never
forgotten. A better solver can stand behind the same `plan`.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from inspections.planning.roads import Roads
from inspections.planning.settings import PlanningSettings

NO_CAPACITY = "no_capacity"
NO_LOCATION = "no_location"


@dataclass(frozen=True)
class Site:
    """An active site. key: its works number. lon, lat: WGS84 degrees, None when nobody knows where it is."""

    key: str
    lon: float | None
    lat: float | None
    due_by: dt.date
    mandatory: bool
    reasons: tuple[str, ...] = ()

    @property
    def located(self) -> bool:
        """Whether anybody knows where it is."""
        return self.lon is not None and self.lat is not None


@dataclass(frozen=True)
class PlannedVisit:
    """arrives_min, leaves_min: minutes after midnight."""

    site: Site
    order: int
    arrives_min: int
    leaves_min: int


@dataclass(frozen=True)
class PlannedRound:
    """One pair's day, from the depot and back to it. team: its place in the list of teams."""

    team: int
    starts_min: int
    ends_min: int
    travel_km: float
    visits: tuple[PlannedVisit, ...]


@dataclass(frozen=True)
class Deferred:
    """A site that was due and is on no round."""

    site: Site
    reason: str


@dataclass(frozen=True)
class Plan:
    """Every mandatory site is on exactly one round or deferred, once."""

    rounds: tuple[PlannedRound, ...]
    deferred: tuple[Deferred, ...]


def plan(sites: Sequence[Site], teams: int, depot: tuple[float, float] | None, chosen: PlanningSettings) -> Plan:
    """The rounds of `teams` pairs. depot: lon, lat; None starts from the middle of the sites."""
    ranked = sorted(sites, key=lambda site: (site.due_by, site.key))
    placed = [site for site in ranked if site.located]
    mandatory = [site for site in placed if site.mandatory]
    deferred = [Deferred(site, NO_LOCATION) for site in ranked if site.mandatory and not site.located]
    if not teams or not placed:
        return Plan((), tuple(deferred + [Deferred(site, NO_CAPACITY) for site in mandatory]))
    day = _Day(Roads([(site.lon, site.lat) for site in placed], depot, chosen), placed, teams, chosen)
    index = {site.key: number for number, site in enumerate(placed)}
    ways, left = day.share([index[site.key] for site in mandatory])
    deferred += [Deferred(placed[number], NO_CAPACITY) for number in left]
    day.take_along(ways, [index[site.key] for site in placed if not site.mandatory])
    return Plan(
        tuple(day.round_of(team, way) for team, way in enumerate(ways) if way),
        tuple(sorted(deferred, key=lambda one: (one.site.due_by, one.site.key))),
    )


@dataclass(frozen=True)
class _Day:
    """One squadron's day. A way is a list of site numbers; its minutes include the drive back to the depot."""

    roads: Roads
    sites: Sequence[Site]
    teams: int
    chosen: PlanningSettings

    @property
    def _available_min(self) -> int:
        return _minutes(self.chosen.day_ends) - _minutes(self.chosen.day_starts)

    def share(self, ranked: list[int]) -> tuple[list[list[int]], list[int]]:
        """Ways for as many of the ranked sites as fit, the first ones first, and those that are left."""
        most = self.teams * (self._available_min // self.chosen.service_min)
        fits, too_many = 0, min(len(ranked), most) + 1
        while too_many - fits > 1:
            tried = (fits + too_many) // 2
            if self._all_fit(self._ways(ranked[:tried])):
                fits = tried
            else:
                too_many = tried
        ways = self._ways(ranked[:fits])
        left = [number for number in ranked[fits:] if not self._insert(ways, number, math.inf)]
        return ways, left

    def take_along(self, ways: list[list[int]], optional: list[int]) -> None:
        """Put sites that are not yet due on a way they hardly lengthen."""
        for number in optional:
            self._insert(ways, number, self.chosen.optional_extra_min)

    def round_of(self, team: int, way: list[int]) -> PlannedRound:
        """The timetable of a way."""
        starts = at = _minutes(self.chosen.day_starts)
        visits, before = [], self.roads.DEPOT
        for order, number in enumerate(way, start=1):
            arrives = at + self.roads.drive_min(before, number)
            at, before = arrives + self.chosen.service_min, number
            visits.append(PlannedVisit(self.sites[number], order, arrives, at))
        ends = at + self.roads.drive_min(before, self.roads.DEPOT)
        return PlannedRound(team, starts, ends, self.roads.length_km(way), tuple(visits))

    def _ways(self, numbers: list[int]) -> list[list[int]]:
        """The sites shared by direction, in shares that differ by at most one, each driven nearest-next."""
        around = self.roads.around_depot(numbers)
        cuts = [round(team * len(around) / self.teams) for team in range(self.teams + 1)]
        return [self.roads.nearest_next(around[a:b]) for a, b in zip(cuts, cuts[1:], strict=False)]

    def _all_fit(self, ways: list[list[int]]) -> bool:
        return all(self._minutes_of(way) <= self._available_min for way in ways)

    def _minutes_of(self, way: list[int]) -> int:
        return self.roads.way_min(way) + self.chosen.service_min * len(way)

    def _insert(self, ways: list[list[int]], number: int, most_extra_min: float) -> bool:
        """Put the site where it costs least, if it fits there into the day; whether it was put anywhere."""
        spare = [self._available_min - self._minutes_of(way) - self.chosen.service_min for way in ways]
        places = (
            (self.roads.extra_min(way, position, number), team, position)
            for team, way in enumerate(ways)
            if spare[team] >= 0
            for position in range(len(way) + 1)
        )
        fitting = [place for place in places if place[0] <= min(spare[place[1]], most_extra_min)]
        if not fitting:
            return False
        _, team, position = min(fitting)
        ways[team].insert(position, number)
        return True


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute
