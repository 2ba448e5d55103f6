"""What the city has around works: days on which it wants none, and places whose way in must stay free."""

import datetime as dt
from operator import attrgetter

from django.db import connection
from shapely.geometry import shape

from core import geo
from permits.models import Embargo, SensitivePlace
from permits.selectors.roads import within_box
from permits.spatial_index import PLACES


def embargoes_on(starts_on: dt.date, ends_on: dt.date) -> tuple[Embargo, ...]:
    """The embargoes that hold on any day of the closed interval, the soonest first; whatever their area and hours."""
    return tuple(Embargo.objects.filter(ends_on__gte=starts_on, starts_on__lte=ends_on))


def sensitive_near(bounds: geo.Bounds, within_m: float) -> tuple[SensitivePlace, ...]:
    """The sensitive places within `within_m` metres of the box (west, south, east, north; degrees), by reference."""
    keys = PLACES.keys_in(geo.grown_bbox(bounds, within_m), None, None, connection.vendor)
    found = sorted(SensitivePlace.objects.filter(pk__in=keys).order_by(), key=attrgetter("ref"))
    near = within_box([shape(place.geometry) for place in found], bounds, within_m)
    return tuple(place for place, is_near in zip(found, near, strict=True) if is_near)
