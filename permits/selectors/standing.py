"""Works that stand or mean to, found by place and days."""

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from core import geo
from permits.lifecycle import ENDED_STATES, OPEN_STAGES, Stage, State
from permits.models import Case, Works
from permits.rules.conflicts.days import Days
from permits.spatial_index import WORKS


def open_works() -> QuerySet[Works]:
    """Works that occupy the road or mean to: not ended, and when still planned with a case that is alive.

    A draft nobody has submitted and an application that came to nothing are in nobody's way.
    """
    alive = Case.objects.filter(works=OuterRef("pk"), stage__in=(*OPEN_STAGES, Stage.IN_FORCE))
    only_meant = Q(origin=Works.Origin.APPLICATION, state=State.PLANNED) & ~Exists(alive)
    return Works.objects.exclude(state__in=ENDED_STATES).exclude(ledger_ended=True).exclude(only_meant)


def candidates(bounds: geo.Bounds, days: Days, within_m: float) -> QuerySet[Works]:
    """At least all open works within `within_m` metres of the box (west, south, east, north) on one of the days."""
    grown = geo.grown_bbox(bounds, within_m)
    return open_works().filter(pk__in=WORKS.keys_in(grown, days.starts_on, days.ends_on, connection.vendor))
