"""What is in a box of the map, works and detours on certain days only: the indexes in the database.

SQLite: an R*Tree of box and days beside the table, kept by triggers. Its 32-bit coordinates are rounded outward, so it
finds too much rather than too little. PostgreSQL: a GiST index over the same. Both hold only rows with a place and,
where days count, both dates; a box in degrees is coarse, so whoever asks measures afterwards.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.expressions import RawSQL

Bounds = tuple[float, float, float, float]

_SIDES = ("lon_min", "lon_max", "lat_min", "lat_max")
_DAYS = ("starts_on", "ends_on")
# Days since 2000, so many to a degree that a works is about as long in time as it is wide: an R*Tree whose sides are
# of one order answers ten times faster than one with bare day numbers (measured with 100,000 works).
_TIME = "(julianday({}) - 2451544.5) / 5000"
_BOX = "box(point(lon_min, lat_min), point(lon_max, lat_max))"
_RANGE = "daterange(starts_on, ends_on, '[]')"


class SpatialIndex:
    """The index of one table with the columns of a box. since: the migration that makes it.

    dated: also of two days; without it a question's days are of no account.
    """

    def __init__(self, table: str, since: tuple[str, str], *, dated: bool = True):
        self.table, self.name, self.since, self.dated = table, f"{table}_space", since, dated
        self._columns = (*_SIDES, *_DAYS) if dated else _SIDES
        moved = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in ("id", *self._columns))
        entry, placed = self._entry("NEW."), self._placed("NEW.")
        self._triggers = {
            f"{self.name}_insert": (
                f"AFTER INSERT ON {table} WHEN {placed} BEGIN INSERT INTO {self.name} VALUES ({entry}); END"
            ),
            f"{self.name}_delete": f"AFTER DELETE ON {table} BEGIN DELETE FROM {self.name} WHERE id = OLD.id; END",
            f"{self.name}_update": (
                f"AFTER UPDATE ON {table} WHEN {moved} BEGIN DELETE FROM {self.name} WHERE id = OLD.id;"
                f" INSERT INTO {self.name} SELECT {entry} WHERE {placed}; END"
            ),
        }

    def keys_in(self, bounds: Bounds, starts_on: dt.date | None, ends_on: dt.date | None, vendor: str) -> RawSQL:
        """The primary keys of at least all rows that touch `bounds` (west, south, east, north) on one of the days.

        The days may be None where the index has none. vendor: the database's (connection.vendor).
        """
        days = (starts_on.isoformat(), ends_on.isoformat()) if self.dated else ()
        return RawSQL(self._query(vendor), (*bounds, *days))

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Make what is missing of the index and fill it; where all is there nothing happens."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                keys = f"{_BOX}, {_RANGE}" if self.dated else _BOX
                cursor.execute(
                    f"CREATE INDEX IF NOT EXISTS {self.name} ON {self.table} USING gist ({keys}) WHERE {self._placed()}"
                )
                return
            cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE %s", [f"{self.name}%"])
            there = {name for (name,) in cursor.fetchall()}
            if there >= {self.name, *self._triggers}:
                return
            sides = ", ".join((*_SIDES, "time_min", "time_max") if self.dated else _SIDES)
            cursor.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.name} USING rtree(id, {sides})")
            cursor.execute(f"DELETE FROM {self.name}")
            cursor.execute(f"INSERT INTO {self.name} SELECT {self._entry()} FROM {self.table} WHERE {self._placed()}")
            for name, body in self._triggers.items():
                cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {body}")

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        """Take the index away."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP INDEX IF EXISTS {self.name}")
                return
            for name in self._triggers:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"DROP TABLE IF EXISTS {self.name}")

    def _query(self, vendor: str) -> str:
        if vendor == "sqlite":
            days = f" AND time_max >= {_TIME.format('%s')} AND time_min <= {_TIME.format('%s')}" if self.dated else ""
            return (
                f"SELECT id FROM {self.name} WHERE lon_max >= %s AND lat_max >= %s AND lon_min <= %s AND lat_min <= %s"
                f"{days}"
            )
        days = f" AND {_RANGE} && daterange(%s, %s, '[]')" if self.dated else ""
        return (
            f"SELECT id FROM {self.table} WHERE {_BOX} && box(point(%s, %s), point(%s, %s)){days} AND {self._placed()}"
        )

    def _placed(self, row: str = "") -> str:
        """Whether a row (NEW. in a trigger) has all of its columns."""
        return " AND ".join(f"{row}{column} IS NOT NULL" for column in self._columns)

    def _entry(self, row: str = "") -> str:
        """What the R*Tree holds of a row."""
        days = [_TIME.format(row + day) for day in _DAYS] if self.dated else []
        return ", ".join([f"{row}{column}" for column in ("id", *_SIDES)] + days)


class DatedTable:
    """A table with two days and no place, found by an ordinary index over them."""

    def __init__(self, table: str):
        self.table = table

    def keys_in(self, bounds: Bounds, starts_on: dt.date, ends_on: dt.date, vendor: str) -> RawSQL:
        """The primary keys of all rows on one of the days, wherever they are."""
        return RawSQL(f"SELECT id FROM {self.table} WHERE ends_on >= %s AND starts_on <= %s", (starts_on, ends_on))


WORKS = SpatialIndex("permits_works", ("permits", "0002_spatial_index"))
DETOURS = SpatialIndex("permits_detour", ("permits", "0006_detours"))
ROADS = SpatialIndex("permits_roadsegment", ("permits", "0008_surroundings_by_box"), dated=False)
PLACES = SpatialIndex("permits_sensitiveplace", ("permits", "0008_surroundings_by_box"), dated=False)
EMBARGOES = DatedTable("permits_embargo")
INDEXES = (WORKS, DETOURS, ROADS, PLACES)


class Asked(NamedTuple):
    """A question to an index: what touches the box on one of the days."""

    index: SpatialIndex | DatedTable
    bounds: Bounds
    starts_on: dt.date
    ends_on: dt.date


def search(connection: BaseDatabaseWrapper, asked: Sequence[Asked]) -> list[set[int]]:
    """The primary keys each question finds, in one query."""
    found: list[set[int]] = [set() for _ in asked]
    if not asked:
        return found
    parts = [one.index.keys_in(*one[1:], connection.vendor) for one in asked]
    # Each in brackets of its own: SELECT … FROM (…), which both databases read.
    sql = " UNION ALL ".join(f"SELECT {number}, id FROM ({part.sql}) q{number}" for number, part in enumerate(parts))
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for part in parts for value in part.params])
        for number, key in cursor.fetchall():
            found[number].add(key)
    return found


def restore(using: str, **kwargs) -> None:
    """After any migration: SQLite changes a table by copying it, and the copy has no triggers (post_migrate)."""
    connection = connections[using]
    applied = MigrationRecorder(connection).applied_migrations()
    for index in INDEXES:
        if index.since in applied:
            index.install(connection)
