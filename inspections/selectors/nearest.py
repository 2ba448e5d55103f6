"""Which site somebody means who stands at a place."""

import datetime as dt

from shapely import Point
from shapely.geometry import shape

from core.geo import distance_m, grown_bbox
from inspections.rules.report import REACH_M
from permits.models import Works
from permits.selectors.works import active_sites


def nearest_site(point: Point, day: dt.date) -> tuple[Works | None, float | None]:
    """The active site of that day nearest to the place, and its distance in metres; (None, None) beyond REACH_M."""
    west, south, east, north = grown_bbox(point.bounds, REACH_M)
    around = active_sites(day).filter(
        lon_min__lte=east, lon_max__gte=west, lat_min__lte=north, lat_max__gte=south, geometry__isnull=False
    )
    measured = (
        (round(distance_m(point, shape(works.geometry)), 1), works.number, works)
        for works in around.select_related("squadron")
    )
    within = [one for one in measured if one[0] <= REACH_M]
    if not within:
        return None, None
    metres, _, works = min(within, key=lambda one: one[:2])
    return works, metres
