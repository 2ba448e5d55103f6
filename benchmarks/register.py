"""Bulk loading of a register of works on streets, which only benchmarks may do: as one city's fills, and then ten's.

Each city is a grid of streets 600 m apart on 30 km by 22 km, registered from crossing to crossing. Its works lie along
streets, 50 to 400 m long, and last 1 to 60 days, one after another over the years; what is over is archived. Two
thirds were applied for: as long as they are less than two years old they have a case with a plan of two phases, by
day, by night or all day, every twentieth a full closure with a detour round the block.
"""

import datetime as dt
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction

from core import clock
from core.models import Organisation, User
from permits.lifecycle import Kind, Stage, State
from permits.models import Case, Detour, RoadSegment, Works
from permits.rules.conflicts.days import Days
from permits.rules.conflicts.site import kept_ways
from permits.spatial_index import INDEXES

WEST, SOUTH = 119.0, 27.70
CITY_DEG, STEP_LON, STEP_LAT = 0.305, 0.0061, 0.0054
COLUMNS, ROWS = 50, 37
AHEAD_DAYS, CASE_KEPT_DAYS, LONGEST_DAYS = 180, 730, 60
HOURS = ([], [["08:00", "18:00"]], [["22:00", "05:00"]])
BATCH = 20_000
#: SQLite's own cache, and one that holds the indexes of a million works.
USUAL_KIB, ROOMY_KIB = 2_000, 1_000_000


@dataclass(frozen=True)
class Spread:
    """How a register of `works` spreads: over so many cities and so many years, the coming half year included."""

    works: int
    cities: int
    years: float

    @property
    def at_once(self) -> float:
        """Works on the road of one city on one day, on average."""
        return self.works / self.cities / (self.years * 365.25) * (LONGEST_DAYS + 1) / 2


def load_register(spread: Spread, organisation: Organisation, person: User) -> None:
    """Fill the connected, empty scratch database and let it learn about it. Works are numbered WB-…, cases CB-…."""
    _tune(sqlite_cache_kib=ROOMY_KIB, sqlite_foreign_keys=True)
    for index in INDEXES:
        index.remove(connection)  # filled in one go afterwards
    _load(RoadSegment, _roads(spread))
    today = clock.today()
    chance = random.Random(spread.works)
    made = {"organisation_id": organisation.pk, "created_at": clock.now(), "changed_at": clock.now()}
    works, cases, detours = [], [], []
    for number in range(1, spread.works + 1):
        row, case, ways = _works(number, spread, chance, today)
        works.append(row | made)
        if case is not None:
            cases.append(case | made | {"created_by_id": person.pk})
        detours += ways
        if len(works) == BATCH or number == spread.works:
            _load(Works, works)
            _load(Case, cases)
            _load(Detour, detours)
            works, cases, detours = [], [], []
    for index in INDEXES:
        index.install(connection)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    _tune(sqlite_cache_kib=USUAL_KIB, sqlite_foreign_keys=True)


def unload_register() -> None:
    """Empty the tables again; row by row, looking for what refers to each, it would take longer than to fill them."""
    _tune(sqlite_cache_kib=USUAL_KIB, sqlite_foreign_keys=False)
    for index in INDEXES:
        index.remove(connection)
    with connection.cursor() as cursor:
        for model in (Detour, Case, Works, RoadSegment):
            table = model._meta.db_table
            cursor.execute(f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}")
    for index in INDEXES:
        index.install(connection)
    _tune(sqlite_cache_kib=USUAL_KIB, sqlite_foreign_keys=True)


def _tune(*, sqlite_cache_kib: int, sqlite_foreign_keys: bool) -> None:
    """SQLite fills an index out of order in its cache, or hardly at all. Measured is with what the product has."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{sqlite_cache_kib}")
            cursor.execute(f"PRAGMA foreign_keys = {int(sqlite_foreign_keys)}")


def _roads(spread: Spread) -> Iterator[dict[str, Any]]:
    now = clock.now()
    for city in range(spread.cities):
        west = WEST + city * CITY_DEG
        for column in range(COLUMNS):
            for row in range(ROWS):
                corner = (west + column * STEP_LON, SOUTH + row * STEP_LAT)
                for name, end in (("纬", (corner[0] + STEP_LON, corner[1])), ("经", (corner[0], corner[1] + STEP_LAT))):
                    street = f"{name}{city}-{row if name == '纬' else column}路"
                    yield _boxed([corner, end]) | {
                        "ref": f"{street}-{column}-{row}", "name": street, "road_class": "secondary", "lanes": 2,
                        "lanes_opposite": 2, "length_m": 600.0, "changed_at": now,
                    }  # fmt: skip


def _works(number: int, spread: Spread, chance: random.Random, today: dt.date) -> tuple[dict, dict | None, list[dict]]:
    """A works, its case if it has one, and the rows of its detours."""
    city, column, row = chance.randrange(spread.cities), chance.randrange(COLUMNS), chance.randrange(ROWS)
    west, south = WEST + city * CITY_DEG + column * STEP_LON, SOUTH + row * STEP_LAT
    eastward, long, at = chance.random() < 0.5, chance.uniform(0.08, 0.65), chance.random()
    ends = [(west + STEP_LON * at * eastward, south + STEP_LAT * at * (not eastward))]
    ends.append((ends[0][0] + STEP_LON * long * eastward, ends[0][1] + STEP_LAT * long * (not eastward)))
    starts_on = today + dt.timedelta(AHEAD_DAYS - chance.randrange(int(spread.years * 365.25)))
    days = Days(starts_on, starts_on + dt.timedelta(chance.randrange(LONGEST_DAYS)))
    closure = "full" if chance.random() < 0.05 else chance.choice(("half", "lane", "lane", "footway"))
    over, applied = days.ends_on < today, chance.random() < 0.67
    place = _boxed(ends) | {
        "lon": ends[0][0], "lat": ends[0][1], "starts_on": days.starts_on, "ends_on": days.ends_on, "closure": closure,
        "excavation": chance.random() < 0.4, "road_class": "secondary", "road_kind": "city",
        "road_name": f"纬{city}-{row}路" if eastward else f"经{city}-{column}路",
    }  # fmt: skip
    works = place | {
        "id": number, "number": f"WB-{number:07d}",
        "state": State.ARCHIVED if over else State.UNDER_WAY if days.starts_on <= today else State.PLANNED,
        "origin": Works.Origin.APPLICATION if applied else Works.Origin.IMPORTED,
        "external_ref": None if applied else f"B{number}",
    }  # fmt: skip
    if not applied or days.ends_on < today - dt.timedelta(CASE_KEPT_DAYS):
        return works, None, []
    round_the_block = [ends[0], (ends[0][0] + STEP_LON * (not eastward), ends[0][1] + STEP_LAT * eastward)]
    round_the_block += [(ends[1][0] + STEP_LON * (not eastward), ends[1][1] + STEP_LAT * eastward), ends[1]]
    plan = _plan(days, closure, round_the_block, chance)
    case = place | {
        "id": number, "number": f"CB-{number:07d}", "works_id": number, "kind": Kind.NEW, "plan": plan,
        "stage": Stage.CANCELLED if over else Stage.SURVEYED, "received_on": today, "search_text": f"cb-{number:07d}",
    }  # fmt: skip
    return works, case, [] if over else [{"works_id": number} | way for way in kept_ways(plan, days)]


def _plan(days: Days, closure: str, detour: list, chance: random.Random) -> dict[str, Any]:
    layout = {"full": "L10", "half": "L07", "lane": "L01", "footway": "L06"}[closure]
    middle = days.starts_on + dt.timedelta(days.length_days // 2)
    halves = ((days.starts_on, middle), (min(middle + dt.timedelta(1), days.ends_on), days.ends_on))
    phase = {"layout": layout, "closed_lanes": [2], "daily_hours": chance.choice(HOURS), "offset_m": 3.5}
    if closure == "full":
        line = {"type": "LineString", "coordinates": [list(point) for point in detour]}
        phase["detour"] = {"description": "绕行", "line": line}
    phases = [
        phase | {"name": name, "starts_on": str(first), "ends_on": str(last)}
        for name, (first, last) in zip(("一期", "二期"), halves, strict=True)
    ]
    return {"road": {"lanes": 2, "lanes_opposite": 2}, "works": {"excavation": True}, "phases": phases}


def _boxed(points: list) -> dict[str, Any]:
    longitudes, latitudes = [lon for lon, _ in points], [lat for _, lat in points]
    return {
        "geometry": {"type": "LineString", "coordinates": [list(point) for point in points]},
        "lon_min": min(longitudes), "lon_max": max(longitudes), "lat_min": min(latitudes), "lat_max": max(latitudes),
    }  # fmt: skip


def _load(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """COPY on PostgreSQL, executemany elsewhere; members a row does not name have the model's defaults."""
    fields = [field for field in model._meta.concrete_fields if field.name != "id" or model in (Works, Case)]
    blank = model()
    defaults = [_written(field.value_from_object(blank)) for field in fields]
    place_of = {field.attname: place for place, field in enumerate(fields)}
    names = ", ".join(f'"{field.column}"' for field in fields)

    def values(row: dict[str, Any]) -> list[Any]:
        written = defaults.copy()
        for name, value in row.items():
            written[place_of[name]] = _written(value)
        return written

    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(values(row))
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", [values(row) for row in rows])


def _written(value: Any) -> Any:
    """A value as both databases read it."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dt.datetime):
        return str(value.astimezone(dt.UTC).replace(tzinfo=None))
    return str(value) if isinstance(value, dt.date) else value
