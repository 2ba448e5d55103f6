"""Works to try the rules of conflicts on, laid out in metres around a corner of Ruian."""

import datetime as dt

import shapely

from core.geo import LocalPlane
from permits.rules.conflicts.days import Days
from permits.rules.conflicts.occupation import WHOLE_DAY, Occupation, windows_of
from permits.rules.conflicts.site import Site, Way
from permits.rules.roads import RegisteredRoad

PLANE = LocalPlane(120.66, 27.78)
DAY = dt.date(2026, 6, 1)
NIGHT = windows_of([["22:00", "05:00"]])
BY_DAY = windows_of([["08:00", "18:00"]])


def line(*points_m: tuple[float, float]) -> shapely.Geometry:
    """A line through points in metres east and north of the corner, in degrees."""
    return PLANE.to_lonlat(shapely.LineString(points_m))


def days(first: int, last: int) -> Days:
    """From so many days after DAY to so many."""
    return Days(DAY + dt.timedelta(first), DAY + dt.timedelta(last))


def phase(first: int = 0, last: int = 9, windows=WHOLE_DAY, closure: str = "lane", label: str = "") -> Occupation:
    """One phase."""
    return Occupation(days(first, last), windows, closure, label)


def site(key: int = 0, place=None, *phases: Occupation, **more) -> Site:
    """A works of ten days with a lane closed, unless told otherwise."""
    return Site(key, line((0, 0), (100, 0)) if place is None else place, phases or (phase(),), **more)


def way(points: list[tuple[float, float]], *args, **more) -> Way:
    """A detour through points in metres."""
    return Way(line(*points), phase(*args, **more))


def road(ref: str, *points_m: tuple[float, float], name: str = "", **more) -> RegisteredRoad:
    """A registered road through points in metres."""
    return RegisteredRoad(ref=ref, name=name or ref, line=line(*points_m), **more)
