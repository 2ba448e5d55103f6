"""How long it takes to find what is in the way of one case, among a thousand works, a hundred thousand and a million.

The whole question of the product is measured: index, works, their plans and detours, roads, calendar, places, rules,
and what the viewer may know. Its answer is compared with measuring every works of the register.
"""

import random
import statistics
import time
from typing import NamedTuple

import numpy
import shapely
from django.db import connection

from benchmarks.register import Spread, load_register, unload_register
from benchmarks.row import Row
from core import clock, geo
from core.models import Organisation, User
from core.roles import Role
from permits.models import Case, Works
from permits.rules.conflicts.occupation import together
from permits.selectors.around import city_limits
from permits.selectors.conflicts import conflicts_for, site_of
from permits.selectors.pairs import register_pairs
from permits.selectors.standing import open_works

#: A year of one city; twenty years of it, at a pace that fills its streets; ten such cities.
SPREADS = (Spread(1_000, 1, 1), Spread(100_000, 1, 20), Spread(1_000_000, 10, 20))
WITHIN_M = 50
QUERIES, COMPARED, GROWTH = 300, 12, 3.0
#: Each case is asked about so often, and the run counts that the machine disturbed least.
REPEATS = 3
#: Pairs of the whole register are asked for by an administrator, at most once a day.
PAIRS_UP_TO = 100_000


class Measured(NamedTuple):
    """Milliseconds of one case's question, and how many cases were asked about."""

    median_ms: float
    p99_ms: float
    cases: int


def run(*, quick: bool = False) -> list[Row]:
    """Fill the connected scratch database and measure; it is emptied again."""
    organisation = Organisation.objects.create(
        name="B", uscc="B", status=Organisation.Status.APPROVED, registered_at=clock.now()
    )
    reviewer = User.objects.create(username="reviewer", role=Role.REVIEWER)
    rows, measured = [], {}
    for spread in SPREADS[:1] if quick else SPREADS:
        began = time.perf_counter()
        load_register(spread, organisation, reviewer)
        loaded_s = time.perf_counter() - began
        try:
            measured[spread.works], more = _measure(spread, reviewer)
        finally:
            unload_register()
        note = f"{spread.cities} cities, {spread.at_once:.0f} works at once in each, loaded in {loaded_s:.0f} s"
        median_ms, p99_ms, cases = measured[spread.works]
        rows.append(Row(f"conflicts of one case among {spread.works:,}, median", median_ms, "ms", note))
        rows.append(Row(f"conflicts of one case among {spread.works:,}, p99", p99_ms, "ms", f"{cases} cases"))
        rows += more
    first, last = min(measured), max(measured)
    if first != last:
        grown = f"{first:,} → {last:,}, {connection.vendor}"
        for name, at in (("median", 0), ("p99", 1)):
            growth = measured[last][at] / measured[first][at]
            rows.append(Row(f"conflicts of one case, growth of the {name}", growth, "×", grown, at_most=GROWTH))
    return rows


def _measure(spread: Spread, reviewer: User) -> tuple[Measured, list[Row]]:
    coming = Case.objects.filter(stage="SURVEYED", starts_on__gt=clock.today()).order_by("pk")
    keys = list(coming.values_list("pk", flat=True))
    chosen = random.Random(1).sample(keys, min(QUERIES, len(keys)))
    cases = list(Case.objects.filter(pk__in=chosen).select_related("works"))
    conflicts_for(reviewer, cases[0])
    milliseconds, answers = [], {}
    for case in cases:
        times = []
        for _ in range(REPEATS):
            began = time.perf_counter()
            answers[case.pk] = conflicts_for(reviewer, case)
            times.append((time.perf_counter() - began) * 1000)
        milliseconds.append(min(times))
    differing = _differing(cases[:COMPARED], answers)
    told = statistics.mean(len(found) for found in answers.values())
    rows = [
        Row(
            f"conflicts of one case among {spread.works:,}, differing answers",
            differing,
            "",
            f"of {COMPARED}, against measuring every works; {told:.1f} conflicts each",
            at_most=0,
        )
    ]
    if spread.works <= PAIRS_UP_TO:
        began = time.perf_counter()
        pairs = register_pairs(WITHIN_M)
        seconds = time.perf_counter() - began
        note = f"{len(pairs):,} pairs within {WITHIN_M} m"
        rows.append(Row(f"all pairs of a register of {spread.works:,}", seconds, "s", note))
    p99_ms = statistics.quantiles(milliseconds, n=100)[98]
    return Measured(statistics.median(milliseconds), p99_ms, len(milliseconds)), rows


def _differing(cases: list[Case], answers: dict) -> int:
    """How many answers name other works near by or on the detour than measuring the distance to every one does."""
    rows = list(Works.objects.order_by("pk").values_list("pk", "geometry"))
    ends = numpy.array([geometry["coordinates"] for _, geometry in rows])
    keys = numpy.array([key for key, _ in rows])
    places = shapely.linestrings(ends)
    still_open = set(open_works().values_list("pk", flat=True))
    return sum(
        {
            (one.kind, key)
            for view in answers[case.pk]
            if (one := view.found).kind in ("same_place", "on_detour")
            for key in one.others
        }
        != _measured(case, keys, places, still_open)
        for case in cases
    )


def _measured(case: Case, keys: numpy.ndarray, places: numpy.ndarray, still_open: set[int]) -> set[tuple[str, int]]:
    site, limits = site_of(case), city_limits()
    plane = geo.local_plane(site.place)
    # One degree is more than 90 km here: only what is certainly far is left out before measuring.
    within = shapely.distance(places, shapely.union_all([site.place, *(way.line for way in site.ways)])) < 0.02
    found = set()
    for key, place in zip(keys[within].tolist(), places[within], strict=True):
        if key == case.works_id or key not in still_open:
            continue
        other = site_of(Works.objects.get(pk=key))
        there = plane.to_metres(place)
        if plane.to_metres(site.place).distance(there) <= limits.within_m and together(
            site.occupations, other.occupations
        ):
            found.add(("same_place", key))
        used = [way for way in site.ways if plane.to_metres(way.line).distance(there) <= limits.detour_within_m]
        if together([way.occupation for way in used], other.occupations):
            found.add(("on_detour", key))
    return found
