"""Works in each other's way: near in place and on the same days."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from shapely.geometry import shape

from core import geo
from core.geojson import parse_geometry
from core.models import User
from permits import spatial_index
from permits.lifecycle import ENDED_STATES, OPEN_STAGES, Stage, State
from permits.models import Case, Works
from permits.rules.conflicts import Days, rank, shared_days
from permits.selectors.public import public_works
from permits.selectors.visibility import visible_works


@dataclass(frozen=True)
class Conflict:
    """A works in the way. distance_m: 0 when they touch. shared: the days on which both stand."""

    works: Works
    distance_m: float
    shared: Days


@dataclass(frozen=True)
class ConflictView:
    """What one viewer may know of a conflict.

    number: "" unless the works is public or visible to the viewer; contractor_name, geometry: only when it is visible.
    """

    road_name: str
    closure: str
    starts_on: dt.date
    ends_on: dt.date
    shared: Days
    distance_m: float
    number: str = ""
    contractor_name: str = ""
    geometry: dict[str, Any] | None = None


@dataclass(frozen=True)
class Pair:
    """Two works of the register in each other's way, a's number before b's."""

    a: str
    b: str
    a_ref: str | None
    b_ref: str | None
    distance_m: float
    shared: Days


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
    found = spatial_index.works_in(grown, days.starts_on, days.ends_on, connection.vendor)
    return open_works().filter(pk__in=found)


def conflicts_of(
    geometry: dict[str, Any],
    starts_on: dt.date,
    ends_on: dt.date,
    *,
    within_m: float | None = None,
    exclude_works: Works | None = None,
) -> tuple[Conflict, ...]:
    """The open works within `within_m` metres (the city's setting) of a GeoJSON geometry on its days, the worst first.

    Raises GeometryInvalid.
    """
    if within_m is None:
        within_m = settings.CITY["conflict_within_m"]
    place, days = parse_geometry(geometry), Days(starts_on, ends_on)
    near = candidates(geo.bbox(place), days, within_m)
    if exclude_works is not None:
        near = near.exclude(pk=exclude_works.pk)
    found = []
    for works in near.order_by("number"):
        shared = shared_days(days, Days(works.starts_on, works.ends_on))
        distance_m = geo.distance_m(place, shape(works.geometry))
        if shared and distance_m <= within_m:
            found.append(Conflict(works, distance_m, shared))
    return tuple(sorted(found, key=lambda conflict: rank(conflict.distance_m, conflict.shared)))


def conflicts_for(actor: User | None, subject: Case | Works) -> tuple[ConflictView, ...]:
    """What `actor` may know of the conflicts of a case or works; none as long as it has no place or dates.

    Applicants never see each other's files: of works they may not see they learn where it is in the way, and when.
    """
    if not (subject.geometry and subject.starts_on and subject.ends_on):
        return ()
    own = subject.works if isinstance(subject, Case) else subject
    found = conflicts_of(subject.geometry, subject.starts_on, subject.ends_on, exclude_works=own)
    keys = [conflict.works.pk for conflict in found]
    visible = set(visible_works(actor).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    public = set(public_works().filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    return tuple(_view(c, c.works.pk in visible, c.works.pk in public) for c in found)


def _view(conflict: Conflict, is_visible: bool, is_public: bool) -> ConflictView:
    works = conflict.works
    return ConflictView(
        road_name=works.road_name,
        closure=works.closure,
        starts_on=works.starts_on,
        ends_on=works.ends_on,
        shared=conflict.shared,
        distance_m=conflict.distance_m,
        number=works.number if is_visible or is_public else "",
        contractor_name=works.contractor_name if is_visible else "",
        geometry=works.geometry if is_visible else None,
    )


def register_pairs(within_m: float) -> tuple[Pair, ...]:
    """Every two open works of the register within `within_m` metres of each other on the same days, by number."""
    placed = open_works().filter(geometry__isnull=False, starts_on__isnull=False, ends_on__isnull=False)
    rows = list(placed.order_by("number").values_list("number", "external_ref", "geometry", "starts_on", "ends_on"))
    days = [Days(starts_on, ends_on) for *_rest, starts_on, ends_on in rows]
    near = geo.pairs_within_m(
        [shape(geometry) for _number, _ref, geometry, *_rest in rows],
        within_m,
        wanted=lambda i, j: shared_days(days[i], days[j]) is not None,
    )
    return tuple(
        Pair(rows[i][0], rows[j][0], rows[i][1], rows[j][1], distance_m, shared_days(days[i], days[j]))
        for i, j, distance_m in near
    )
