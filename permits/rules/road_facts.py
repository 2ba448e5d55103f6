"""What a register says of the road under a drawn place, in the direction of travel that is affected; pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from core.geo import LocalPlane, grown_bbox, local_plane
from permits.rules.road_matching import roads_under
from permits.rules.road_pieces import heading_beside
from permits.rules.roads import RegisteredRoad

#: So far back a junction is looked for, and so near to a road another one must end to make a junction with it (设置).
UPSTREAM_M, JOINS_M = 1500.0, 15.0
#: Carriageways of one road are at most so far apart (设置); their directions differ by more than the cosine says.
CARRIAGEWAYS_M, OPPOSITE = 60.0, -0.8


@dataclass(frozen=True)
class Junction:
    """A crossing before the works. upstream_m: from where the drawn place begins back to it; road: the other road."""

    upstream_m: float
    road: RegisteredRoad


@dataclass(frozen=True)
class RoadFacts:
    """The road in the direction of travel. road: as registered. lanes_opposite: of the other carriageway, too.

    junction: the nearest one upstream that the register knows, None when there is none within UPSTREAM_M.
    """

    road: RegisteredRoad
    lanes: int | None
    lanes_opposite: int | None
    hourly_volume_pcu: tuple[float, ...] | None
    junction: Junction | None

    @property
    def plan_members(self) -> dict[str, Any]:
        """What is known, under the names and in the form of the plan's road; name, kind and class are not in it."""
        road = self.road
        found = {
            "lanes": self.lanes,
            "lanes_opposite": self.lanes_opposite,
            "lane_width_m": road.lane_width_m,
            "design_speed_kmh": road.design_speed_kmh,
            "speed_limit_kmh": road.speed_limit_kmh,
            "upstream_junction_m": round(self.junction.upstream_m) if self.junction else None,
            "hourly_volume_pcu": list(self.hourly_volume_pcu) if self.hourly_volume_pcu else None,
            "opened_on": _written(road.opened_on),
            "overhauled_on": _written(road.overhauled_on),
        }
        return {name: value for name, value in found.items() if value is not None}


def road_facts(place: BaseGeometry, roads: Sequence[RegisteredRoad]) -> RoadFacts | None:
    """What `roads` (all within UPSTREAM_M) say of the road on which `place` (WGS84) lies; None when it lies on none."""
    on = next(iter(roads_under(place, roads)), None)
    if on is None:
        return None
    seen, plane = on.as_travelled, local_plane(place)
    opposite = _other_carriageway(on.road, place, roads, plane) if on.road.oneway else None
    return RoadFacts(
        road=on.road,
        lanes=seen.lanes,
        lanes_opposite=opposite.lanes if opposite else seen.lanes_opposite,
        hourly_volume_pcu=seen.hourly_volume_pcu,
        junction=_junction(seen, place, roads, plane),
    )


def _other_carriageway(
    road: RegisteredRoad, place: BaseGeometry, roads: Iterable[RegisteredRoad], plane: LocalPlane
) -> RegisteredRoad | None:
    """The one-way road of the same name beside the place, with traffic the other way."""
    here = plane.to_metres(place).centroid
    heading = heading_beside(plane.to_metres(road.line), here)
    found = []
    for other in roads:
        if other.oneway and other.name == road.name and other.ref != road.ref and road.name:
            line = plane.to_metres(other.line)
            if line.distance(here) <= CARRIAGEWAYS_M and heading_beside(line, here) @ heading < OPPOSITE:
                found.append((line.distance(here), other.ref, other))
    return min(found)[2] if found else None


def _junction(
    road: RegisteredRoad, place: BaseGeometry, roads: Iterable[RegisteredRoad], plane: LocalPlane
) -> Junction | None:
    """The nearest junction before the place begins; the road may go on under another reference."""
    others = [other for other in roads if other.ref != road.ref]
    line = plane.to_metres(road.line)
    begins_m = min(line.project(shapely.Point(point)) for point in shapely.get_coordinates(plane.to_metres(place)))
    walked_m, passed = 0.0, {road.ref}
    while walked_m <= UPSTREAM_M:
        near = _metric(road, line, others, plane)
        crossings = [crossing for crossing in _crossings(road.name, line, near) if crossing[0] <= begins_m]
        if crossings:
            at_m, other = max(crossings, key=lambda crossing: (crossing[0], crossing[1].ref))
            upstream_m = walked_m + begins_m - at_m
            return Junction(upstream_m, other) if upstream_m <= UPSTREAM_M else None
        before = _continued(road, line, [pair for pair in near if pair[0].ref not in passed])
        if before is None:
            return None
        walked_m += begins_m
        road, line = before
        begins_m = line.length
        passed.add(road.ref)
    return None


_Metric = tuple[RegisteredRoad, shapely.LineString]


def _metric(
    road: RegisteredRoad, line: shapely.LineString, others: Iterable[RegisteredRoad], plane: LocalPlane
) -> list[_Metric]:
    """The others that touch the road's surroundings, in metres."""
    box = shapely.box(*grown_bbox(road.line.bounds, JOINS_M))
    near = [other for other in others if other.ref != road.ref and box.intersects(other.line)]
    metric = [(other, plane.to_metres(other.line)) for other in near]
    return [pair for pair in metric if pair[1].distance(line) <= JOINS_M]


def _crossings(name: str, line: shapely.LineString, near: Iterable[_Metric]) -> Iterable[tuple[float, RegisteredRoad]]:
    """Where other roads cross the line or end at it, in metres along it."""
    for other, metric in near:
        if name and other.name == name:
            continue
        meeting = [point for point in shapely.get_parts(line.intersection(metric)) if point.geom_type == "Point"]
        meeting += [end for end in _ends(metric) if end.distance(line) <= JOINS_M]
        meeting += [end for end in _ends(line) if end.distance(metric) <= JOINS_M]
        yield from ((line.project(point), other) for point in meeting)


def _continued(road: RegisteredRoad, line: shapely.LineString, near: Iterable[_Metric]) -> _Metric | None:
    """The stretch of the same road that leads to where this one begins, in the direction of travel."""
    begins = shapely.Point(line.coords[0])
    for other, metric in near:
        if not road.name or other.name != road.name:
            continue
        if shapely.Point(metric.coords[-1]).distance(begins) <= JOINS_M:
            return other, metric
        if not other.oneway and shapely.Point(metric.coords[0]).distance(begins) <= JOINS_M:
            return other, metric.reverse()
    return None


def _ends(line: shapely.LineString) -> tuple[shapely.Point, shapely.Point]:
    return shapely.Point(line.coords[0]), shapely.Point(line.coords[-1])


def _written(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
