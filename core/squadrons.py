"""Which squadron is responsible where."""

from collections.abc import Iterable

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from core.geo import squadron_of
from core.models import Squadron


def squadron_for(geom: BaseGeometry, squadrons: Iterable[Squadron] | None = None) -> Squadron | None:
    """The squadron whose area holds most of `geom`, or the nearest within the border tolerance of `geo.squadron_of`.

    squadrons: those already read, for a caller that asks for many places; all of them otherwise.
    """
    known = Squadron.objects.all() if squadrons is None else squadrons
    with_area = {squadron.code: squadron for squadron in known if squadron.area}
    code = squadron_of(geom, [(code, shape(squadron.area)) for code, squadron in with_area.items()])
    return with_area.get(code)
