"""Which works, and which of their detours, are in a box of the map on certain days: the indexes in the database.

SQLite: an R*Tree of box and days beside the table, kept by triggers. Its 32-bit coordinates are rounded outward, so it
finds too much rather than too little. PostgreSQL: a GiST index over the same two things. Both hold only rows with a
place and both dates; a box in degrees is coarse, so whoever asks measures afterwards.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.expressions import RawSQL

Bounds = tuple[float, float, float, float]

_COLUMNS = ("lon_min", "lon_max", "lat_min", "lat_max", "starts_on", "ends_on")
_PLACED = " AND ".join(f"{column} IS NOT NULL" for column in _COLUMNS)
_NEW_PLACED = " AND ".join(f"NEW.{column} IS NOT NULL" for column in _COLUMNS)
_MOVED = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in ("id", *_COLUMNS))
# Days since 2000, so many to a degree that a works is about as long in time as it is wide: an R*Tree whose sides are
# of one order answers ten times faster than one with bare day numbers (measured with 100,000 works).
_TIME = "(julianday({}) - 2451544.5) / 5000"
_ENTRY = f"id, lon_min, lon_max, lat_min, lat_max, {_TIME.format('starts_on')}, {_TIME.format('ends_on')}"
_NEW_ENTRY = (
    "NEW.id, NEW.lon_min, NEW.lon_max, NEW.lat_min, NEW.lat_max,"
    f" {_TIME.format('NEW.starts_on')}, {_TIME.format('NEW.ends_on')}"
)

_BOX = "box(point(lon_min, lat_min), point(lon_max, lat_max))"
_DAYS = "daterange(starts_on, ends_on, '[]')"


class SpatialIndex:
    """The index of one table with the columns of a box and two days. since: the migration that makes it."""

    def __init__(self, table: str, since: tuple[str, str]):
        self.table, self.name, self.since = table, f"{table}_space", since
        self._triggers = {
            f"{self.name}_insert": (
                f"AFTER INSERT ON {table} WHEN {_NEW_PLACED} BEGIN INSERT INTO {self.name} VALUES ({_NEW_ENTRY}); END"
            ),
            f"{self.name}_delete": f"AFTER DELETE ON {table} BEGIN DELETE FROM {self.name} WHERE id = OLD.id; END",
            f"{self.name}_update": (
                f"AFTER UPDATE ON {table} WHEN {_MOVED} BEGIN DELETE FROM {self.name} WHERE id = OLD.id;"
                f" INSERT INTO {self.name} SELECT {_NEW_ENTRY} WHERE {_NEW_PLACED}; END"
            ),
        }

    def keys_in(self, bounds: Bounds, starts_on: dt.date, ends_on: dt.date, vendor: str) -> RawSQL:
        """The primary keys of at least all rows that touch `bounds` (west, south, east, north) on one of the days.

        vendor: the database's (connection.vendor).
        """
        return RawSQL(self._query(vendor), (*bounds, starts_on.isoformat(), ends_on.isoformat()))

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Make what is missing of the index and fill it; where all is there nothing happens."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"CREATE INDEX IF NOT EXISTS {self.name} ON {self.table} USING gist ({_BOX}, {_DAYS})"
                    f" WHERE {_PLACED}"
                )
                return
            cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE %s", [f"{self.name}%"])
            there = {name for (name,) in cursor.fetchall()}
            if there >= {self.name, *self._triggers}:
                return
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.name}"
                " USING rtree(id, lon_min, lon_max, lat_min, lat_max, time_min, time_max)"
            )
            cursor.execute(f"DELETE FROM {self.name}")
            cursor.execute(f"INSERT INTO {self.name} SELECT {_ENTRY} FROM {self.table} WHERE {_PLACED}")
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
            return (
                f"SELECT id FROM {self.name} WHERE lon_max >= %s AND lat_max >= %s AND lon_min <= %s AND lat_min <= %s"
                f" AND time_max >= {_TIME.format('%s')} AND time_min <= {_TIME.format('%s')}"
            )
        return (
            f"SELECT id FROM {self.table} WHERE {_BOX} && box(point(%s, %s), point(%s, %s))"
            f" AND {_DAYS} && daterange(%s, %s, '[]') AND {_PLACED}"
        )


class BoxedTable:
    """A table with the columns of a box and no days, found by an ordinary index over them."""

    def __init__(self, table: str):
        self.table = table

    def keys_in(self, bounds: Bounds, starts_on: dt.date, ends_on: dt.date, vendor: str) -> RawSQL:
        """The primary keys of all rows that touch `bounds`, whatever the days."""
        where = "lon_max >= %s AND lat_max >= %s AND lon_min <= %s AND lat_min <= %s"
        return RawSQL(f"SELECT id FROM {self.table} WHERE {where}", bounds)


class DatedTable:
    """A table with two days and no place, found by an ordinary index over them."""

    def __init__(self, table: str):
        self.table = table

    def keys_in(self, bounds: Bounds, starts_on: dt.date, ends_on: dt.date, vendor: str) -> RawSQL:
        """The primary keys of all rows on one of the days, wherever they are."""
        return RawSQL(f"SELECT id FROM {self.table} WHERE ends_on >= %s AND starts_on <= %s", (starts_on, ends_on))


WORKS = SpatialIndex("permits_works", ("permits", "0002_spatial_index"))
DETOURS = SpatialIndex("permits_detour", ("permits", "0006_detours"))
ROADS, PLACES = BoxedTable("permits_roadsegment"), BoxedTable("permits_sensitiveplace")
EMBARGOES = DatedTable("permits_embargo")


class Asked(NamedTuple):
    """A question to an index: what touches the box on one of the days."""

    index: SpatialIndex | BoxedTable | DatedTable
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
    for index in (WORKS, DETOURS):
        if index.since in applied:
            index.install(connection)
