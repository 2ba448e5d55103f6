"""How far and how long it is between sites: straight lines, lengthened by a factor; pure."""

import math
from collections.abc import Sequence

import shapely

from core.geo import local_plane
from inspections.planning.settings import PlanningSettings


class Roads:
    """The sites and the depot in one plane. Sites go by their number in the list, the depot by DEPOT."""

    DEPOT = -1

    def __init__(
        self, sites: Sequence[tuple[float, float]], depot: tuple[float, float] | None, chosen: PlanningSettings
    ):
        """sites: lon, lat (WGS84), at least one. depot: None puts it into the middle of the sites."""
        points = shapely.MultiPoint([*sites, depot] if depot else list(sites))
        plane = local_plane(points)
        self._at = [(point.x, point.y) for point in plane.to_metres(points).geoms]
        if depot is None:
            xs, ys = zip(*self._at, strict=True)
            self._at.append((math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)))
        self._factor = chosen.detour_factor
        self._metres_per_min = chosen.speed_kmh * 1000 / 60

    def drive_min(self, a: int, b: int) -> int:
        """Whole minutes from a to b, rounded up."""
        return math.ceil(self._metres(a, b) / self._metres_per_min)

    def length_km(self, way: Sequence[int]) -> float:
        """Kilometres of the way from the depot and back to it."""
        legs = zip([self.DEPOT, *way], [*way, self.DEPOT], strict=True)
        return round(math.fsum(self._metres(a, b) for a, b in legs) / 1000, 1)

    def way_min(self, way: Sequence[int]) -> int:
        """Minutes of driving from the depot along the way and back."""
        return sum(self.drive_min(a, b) for a, b in zip([self.DEPOT, *way], [*way, self.DEPOT], strict=True))

    def extra_min(self, way: Sequence[int], position: int, site: int) -> int:
        """Minutes of driving the way grows by when the site is put in at the position."""
        before = way[position - 1] if position else self.DEPOT
        after = way[position] if position < len(way) else self.DEPOT
        around = self.drive_min(before, site) + self.drive_min(site, after)
        return around - (self.drive_min(before, after) if way else 0)

    def around_depot(self, sites: Sequence[int]) -> list[int]:
        """The sites by direction from the depot, counter-clockwise, beginning after the widest empty angle."""
        ranked = sorted((self._direction(site), site) for site in sites)
        if len(ranked) < 2:
            return [site for _, site in ranked]
        turns = [ranked[i][0] - ranked[i - 1][0] + (math.tau if i == 0 else 0) for i in range(len(ranked))]
        first = turns.index(max(turns))
        return [site for _, site in ranked[first:] + ranked[:first]]

    def nearest_next(self, sites: Sequence[int]) -> list[int]:
        """The sites in the order of always going to the nearest one left, starting at the depot."""
        left, way, at = sorted(sites), [], self.DEPOT
        while left:
            at = min(left, key=lambda site: (self._metres(at, site), site))  # noqa: B023  used at once
            left.remove(at)
            way.append(at)
        return way

    def _metres(self, a: int, b: int) -> float:
        (ax, ay), (bx, by) = self._at[a], self._at[b]
        return math.hypot(ax - bx, ay - by) * self._factor

    def _direction(self, site: int) -> float:
        x, y = self._at[self.DEPOT]
        return math.atan2(self._at[site][1] - y, self._at[site][0] - x)
