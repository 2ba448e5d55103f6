"""What stands around a works: other works with their plans and detours, roads, embargoes, places."""

import itertools
from dataclasses import dataclass, field

import shapely
from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from shapely.geometry import shape

from core import geo
from core.models import User
from permits.models import Detour, Embargo, Works
from permits.models.place import Closure
from permits.rules.conflicts.days import Days
from permits.rules.conflicts.embargo import Quiet, window_of
from permits.rules.conflicts.judgement import Around
from permits.rules.conflicts.limits import Limits
from permits.rules.conflicts.occupation import Occupation, occupations_of, windows_of
from permits.rules.conflicts.sensitive import Guarded
from permits.rules.conflicts.site import Site, Way
from permits.rules.road_pieces import ON_ROAD_M
from permits.selectors.current_plans import current_plans
from permits.selectors.public import public_works
from permits.selectors.roads import roads_near
from permits.selectors.standing import open_works
from permits.selectors.surroundings import embargoes_on, sensitive_near
from permits.selectors.visibility import visible_works
from permits.spatial_index import DETOURS, EMBARGOES, PLACES, ROADS, WORKS, Asked, search

#: A detour is searched in so many boxes at most: one box round all of it would hold half the town.
MOST_BOXES = 8
_COLUMNS = (
    "number", "external_ref", "road_name", "road_class", "closure", "excavation", "starts_on", "ends_on", "geometry",
    "contractor_name", "permit_in_force_id",
    "state",  # the life reads it when the row is made; left out it costs a query each
)  # fmt: skip


@dataclass(frozen=True)
class Surroundings:
    """around: for the rules. works: the others by key, with `is_visible` and `is_public` for the viewer."""

    around: Around
    works: dict[int, Works] = field(default_factory=dict)


def city_limits(within_m: float | None = None) -> Limits:
    """The city's settings; within_m: another distance to other works."""
    city = settings.CITY
    hours = windows_of(city["school_hours"])
    own = {"within_m": city["conflict_within_m"] if within_m is None else within_m, "school_hours": hours}
    return Limits(**(city["conflicts"] | own))


def surroundings_of(site: Site, limits: Limits, viewer: User | None, *, exclude: int | None = None) -> Surroundings:
    """Everything the rules may need about `site`; exclude: primary key of its own works.

    A bounded number of queries, whatever is there.
    """
    keys = _keys(site, limits)
    detours = keys["detours"]
    detour_rows = list(Detour.objects.filter(pk__in=detours).exclude(works_id=exclude)) if detours else []
    near = keys["near"] | {row.works_id for row in detour_rows}
    wanted = Q(pk__in=near)
    if keys["trenches"]:
        wanted |= Q(pk__in=keys["trenches"], excavation=True)
    if keys["shut"]:
        wanted |= Q(pk__in=keys["shut"], closure=Closure.FULL)
    found = open_works().filter(wanted, geometry__isnull=False).exclude(pk=exclude).only(*_COLUMNS)
    seen = {
        "is_visible": Exists(visible_works(viewer).filter(pk=OuterRef("pk"))),
        "is_public": Exists(public_works().filter(pk=OuterRef("pk"))),
    }
    is_anything = near or keys["trenches"] or keys["shut"]
    works = {one.pk: one for one in found.annotate(**seen)} if is_anything else {}
    others = _sites(works, detour_rows)
    # Only when something may cut the way round off are the roads of the whole neighbourhood worth reading.
    rivals = bool(site.full_closures) and any(other.full_closures for other in others)
    roads_within_m = limits.way_round_within_m if rivals else ON_ROAD_M + limits.carriageways_within_m
    around = Around(
        others=others,
        roads=roads_near(site.bounds, roads_within_m) if keys["roads"] else (),
        embargoes=_embargoes(site, limits) if keys["embargoes"] else (),
        places=_places(site, limits) if keys["places"] else (),
    )
    return Surroundings(around, works)


def _keys(site: Site, limits: Limits) -> dict[str, set[int]]:
    """Keys, in one query, of what may matter: works `near` the site or its detours, `trenches` soon before or after,
    works that may have `shut` its way round, `detours` that pass it, `roads`, `embargoes` and `places`."""
    around_days = site.days.grown(limits.shift_within_days + 1)

    def box(within_m: float) -> geo.Bounds:
        return geo.grown_bbox(site.bounds, within_m)

    questions = {
        "near": [Asked(WORKS, box(max(limits.within_m, limits.carriageways_within_m)), *around_days)],
        "detours": [Asked(DETOURS, box(limits.detour_within_m), *around_days)],
        "roads": [Asked(ROADS, box(ON_ROAD_M + limits.carriageways_within_m), *site.days)],
        "embargoes": [Asked(EMBARGOES, site.bounds, *around_days)],
        "places": [Asked(PLACES, box(limits.sensitive_within_m), *site.days)],
        "trenches": [],
        "shut": [],
    }
    for way in site.ways:
        days = way.occupation.days.grown(limits.shift_within_days + 1)
        boxes = (geo.grown_bbox(part, limits.detour_within_m) for part in _boxes(way))
        questions["near"] += [Asked(WORKS, part, *days) for part in boxes]
    if site.excavation:
        days = site.days.grown(limits.trench_within_days)
        questions["trenches"] = [Asked(WORKS, box(limits.trench_within_m), *days)]
    if site.full_closures:
        questions["shut"] = [Asked(WORKS, box(limits.way_round_within_m), *site.days.grown(1))]
    answers = iter(search(connection, list(itertools.chain.from_iterable(questions.values()))))
    return {name: set().union(*itertools.islice(answers, len(asked))) for name, asked in questions.items()}


def _boxes(way: Way) -> list[geo.Bounds]:
    """Boxes that together hold the way."""
    corners = shapely.get_coordinates(way.line)
    step = -(-(len(corners) - 1) // MOST_BOXES)
    parts = (corners[at : at + step + 1] for at in range(0, len(corners) - 1, step))
    return [(*part.min(axis=0).tolist(), *part.max(axis=0).tolist()) for part in parts]


def _sites(works: dict[int, Works], detours: list[Detour]) -> tuple[Site, ...]:
    plans = current_plans(works.values())
    ways: dict[int, list[Way]] = {}
    for row in detours:
        used = Occupation(Days(row.starts_on, row.ends_on), windows_of(row.daily_hours), label=row.phase)
        ways.setdefault(row.works_id, []).append(Way(shape(row.geometry), used))
    return tuple(
        Site(
            key=key,
            place=shape(one.geometry),
            occupations=occupations_of(
                plans[key].plan if key in plans else None, Days(one.starts_on, one.ends_on), one.closure
            ),
            road_name=one.road_name,
            road_class=one.road_class,
            excavation=one.excavation,
            ways=tuple(ways.get(key, ())),
        )
        for key, one in sorted(works.items())
    )


def _embargoes(site: Site, limits: Limits) -> tuple[Quiet, ...]:
    return tuple(_quiet(row) for row in embargoes_on(*site.days.grown(limits.shift_within_days + 1)))


def _quiet(row: Embargo) -> Quiet:
    return Quiet(
        key=row.pk,
        days=Days(row.starts_on, row.ends_on),
        name=row.name,
        name_en=row.name_en,
        ground=row.ground,
        windows=window_of(row.daily_from, row.daily_to),
        area=shape(row.area) if row.area else None,
        road_classes=frozenset(row.road_classes),
    )


def _places(site: Site, limits: Limits) -> tuple[Guarded, ...]:
    return tuple(
        Guarded(row.pk, row.kind, shape(row.geometry), row.name, row.name_en)
        for row in sensitive_near(site.bounds, limits.sensitive_within_m)
    )
