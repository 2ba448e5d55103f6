"""How long it takes to find the works in the way of one works, among a thousand and among a hundred thousand."""

import datetime as dt
import random
import statistics
import time

import numpy
import shapely
from django.db import connection
from shapely.geometry import mapping

from benchmarks.row import Row
from core import clock, geo
from permits.models import Works
from permits.rules.conflicts import Days, shared_days
from permits.selectors.conflicts import conflicts_of, register_pairs

SIZES = (1_000, 100_000)
WITHIN_M = 50
QUERIES, COMPARED = 300, 20
FIRST = dt.date(2024, 1, 1)
#: Three years of works in an area of 30 km by 22 km.
YEARS_DAYS, LONGEST_DAYS = 1095, 60
WEST, SOUTH, EAST, NORTH = 120.45, 27.70, 120.75, 27.90


def run(*, quick: bool = False) -> list[Row]:
    """Fill the connected scratch database and measure; the works are taken out again."""
    rows = []
    for size in SIZES[:1] if quick else SIZES:
        loaded = _load(size)
        try:
            rows += _measure(size, loaded)
        finally:
            _unload()
    return rows


def _load(size: int) -> list[Works]:
    """Bulk loading, which only benchmarks may do."""
    chance, now = random.Random(size), clock.now()
    works = [_works(number, chance, now) for number in range(size)]
    Works.objects.bulk_create(works, batch_size=2_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return works


def _unload() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM permits_works WHERE number LIKE 'WB-%'")


def _works(number: int, chance: random.Random, now: dt.datetime) -> Works:
    lon, lat = chance.uniform(WEST, EAST), chance.uniform(SOUTH, NORTH)
    place = shapely.Point(lon, lat)
    if number % 2:
        place = shapely.LineString([(lon, lat), (lon + chance.uniform(-0.004, 0.004), lat + chance.uniform(0, 0.002))])
    west, south, east, north = place.bounds
    starts_on = FIRST + dt.timedelta(days=chance.randrange(YEARS_DAYS))
    return Works(
        number=f"WB-{number:06d}",
        origin=Works.Origin.IMPORTED,
        geometry=mapping(place),
        lon_min=west,
        lat_min=south,
        lon_max=east,
        lat_max=north,
        starts_on=starts_on,
        ends_on=starts_on + dt.timedelta(days=chance.randrange(LONGEST_DAYS)),
        created_at=now,
        changed_at=now,
    )


def _measure(size: int, loaded: list[Works]) -> list[Row]:
    chosen = random.Random(1).sample(loaded, QUERIES)
    milliseconds, answers = [], {}
    for works in chosen:
        began = time.perf_counter()
        found = conflicts_of(works.geometry, works.starts_on, works.ends_on, within_m=WITHIN_M, exclude_works=works)
        milliseconds.append((time.perf_counter() - began) * 1000)
        answers[works.number] = {conflict.works.number for conflict in found}
    differing = _differing(loaded, {works.number: answers[works.number] for works in chosen[:COMPARED]})
    name = f"conflicts of one works among {size:,}"
    began = time.perf_counter()
    pairs = register_pairs(WITHIN_M)
    seconds = time.perf_counter() - began
    return [
        Row(f"{name}, median", statistics.median(milliseconds), "ms", connection.vendor),
        Row(f"{name}, p99", statistics.quantiles(milliseconds, n=100)[98], "ms", f"{QUERIES} queries"),
        Row(f"{name}, differing answers", differing, "", f"of {COMPARED}, against measuring every works"),
        Row(f"all pairs of a register of {size:,}", seconds, "s", f"{len(pairs):,} pairs within {WITHIN_M} m"),
    ]


def _differing(loaded: list[Works], answers: dict[str, set[str]]) -> int:
    """How many answers are not those of measuring the distance to every works in one plane."""
    by_number = {works.number: works for works in loaded}
    places = numpy.array([shapely.geometry.shape(works.geometry) for works in loaded])
    differing = 0
    for number, answer in answers.items():
        asked = by_number[number]
        plane = geo.local_plane(shapely.geometry.shape(asked.geometry))
        near = shapely.distance(plane.to_metres(places), plane.to_metres(shapely.geometry.shape(asked.geometry)))
        exact = {
            loaded[index].number
            for index in numpy.flatnonzero(near <= WITHIN_M)
            if loaded[index] is not asked
            and shared_days(Days(asked.starts_on, asked.ends_on), Days(loaded[index].starts_on, loaded[index].ends_on))
        }
        differing += exact != answer
    return differing
