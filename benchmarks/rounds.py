"""How long it takes to make the rounds of a day for 272 sites, and how many queries."""

import datetime as dt
import random
import statistics
import time

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.row import Row
from core import clock
from core.models import Squadron, User
from core.roles import Role
from inspections.planning.coverage import Coverage, total
from inspections.selectors.day_plans import coverage_of_plan, plans_of
from inspections.services.planning_rounds import plan_rounds_of_day
from permits.models import Works

SITES, SQUADRONS, PAIRS, REPEATS = 272, 8, 2, 5
DAY = dt.date(2026, 12, 7)
WEST, SOUTH, EAST, NORTH = 120.45, 27.70, 120.75, 27.90
CLOSURES = ("full", "half", "lane", "lane", "footway", "footway")


def run(*, quick: bool = False) -> list[Row]:
    """Load the sites into the connected scratch database, make the rounds of some days, take everything out again."""
    with transaction.atomic():
        squadrons = _load()
        seconds, queries = [], 0
        for offset in range(1 if quick else REPEATS):
            with CaptureQueriesContext(connection) as captured:
                began = time.perf_counter()
                for squadron in squadrons:
                    plan_rounds_of_day(DAY + dt.timedelta(days=offset), squadron.code)
                seconds.append(time.perf_counter() - began)
            queries = max(queries, len(captured))
        counted = _coverage(squadrons)
        transaction.set_rollback(True)
    note = f"{SITES} sites, {SQUADRONS} squadrons of {PAIRS} pairs"
    proof = f"{counted.due} due = {counted.planned_due} planned + {counted.deferred} deferred, first day"
    return [
        Row("rounds of a day", round(statistics.median(seconds) * 1000), "ms", f"{note}; {proof}"),
        Row("rounds of a day, queries", queries, "queries", note),
    ]


def _load() -> list[Squadron]:
    """Bulk loading, which only benchmarks may do."""
    chance, now = random.Random(SITES), clock.now()
    squadrons = []
    for number in range(SQUADRONS):
        squadron = Squadron.objects.create(
            code=f"bench-{number}",
            name=f"bench {number}",
            depot_lon=chance.uniform(WEST, EAST),
            depot_lat=chance.uniform(SOUTH, NORTH),
        )
        User.objects.bulk_create(
            User(username=f"bench-{number}-{one}", role=Role.INSPECTOR, squadron=squadron) for one in range(2 * PAIRS)
        )
        squadrons.append(squadron)
    Works.objects.bulk_create(_site(number, squadrons, chance, now) for number in range(SITES))
    return squadrons


def _site(number: int, squadrons: list[Squadron], chance: random.Random, now: dt.datetime) -> Works:
    squadron = squadrons[number % SQUADRONS]
    lon = squadron.depot_lon + chance.uniform(-0.05, 0.05)
    lat = squadron.depot_lat + chance.uniform(-0.04, 0.04)
    return Works(
        number=f"WR-{number:06d}",
        origin=Works.Origin.IMPORTED,
        external_ref=f"bench-rounds-{number}",
        squadron=squadron,
        geometry={"type": "Point", "coordinates": [lon, lat]},
        lon=lon,
        lat=lat,
        lon_min=lon,
        lon_max=lon,
        lat_min=lat,
        lat_max=lat,
        starts_on=DAY - dt.timedelta(days=30),
        ends_on=DAY + dt.timedelta(days=30),
        closure=chance.choice(CLOSURES),
        last_visit_on=DAY - dt.timedelta(days=chance.randint(1, 3)),
        changed_at=now,
        created_at=now,
    )


def _coverage(squadrons: list[Squadron]) -> Coverage:
    return total(coverage_of_plan(plan) for squadron in squadrons for plan in plans_of(DAY, squadron.code))
