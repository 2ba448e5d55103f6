"""Which works stand in a box of the map on certain days: the index in the database, and the question it answers.

SQLite: an R*Tree of box and days beside the table, kept by triggers. Its 32-bit coordinates are rounded outward, so it
finds too much rather than too little. PostgreSQL: a GiST index over the same two things. Both hold only works with a
place and both dates; a box in degrees is coarse, so whoever asks measures afterwards.
"""

import datetime as dt

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.expressions import RawSQL

Bounds = tuple[float, float, float, float]

TABLE, INDEX = "permits_works", "permits_works_space"
MIGRATION = ("permits", "0002_spatial_index")

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

_TRIGGERS = {
    f"{INDEX}_insert": (
        f"AFTER INSERT ON {TABLE} WHEN {_NEW_PLACED} BEGIN INSERT INTO {INDEX} VALUES ({_NEW_ENTRY}); END"
    ),
    f"{INDEX}_delete": f"AFTER DELETE ON {TABLE} BEGIN DELETE FROM {INDEX} WHERE id = OLD.id; END",
    f"{INDEX}_update": (
        f"AFTER UPDATE ON {TABLE} WHEN {_MOVED} BEGIN DELETE FROM {INDEX} WHERE id = OLD.id;"
        f" INSERT INTO {INDEX} SELECT {_NEW_ENTRY} WHERE {_NEW_PLACED}; END"
    ),
}
_SQLITE_QUERY = (
    f"SELECT id FROM {INDEX} WHERE lon_max >= %s AND lat_max >= %s AND lon_min <= %s AND lat_min <= %s"
    f" AND time_max >= {_TIME.format('%s')} AND time_min <= {_TIME.format('%s')}"
)

_BOX = "box(point(lon_min, lat_min), point(lon_max, lat_max))"
_DAYS = "daterange(starts_on, ends_on, '[]')"
_POSTGRESQL_QUERY = (
    f"SELECT id FROM {TABLE} WHERE {_BOX} && box(point(%s, %s), point(%s, %s))"
    f" AND {_DAYS} && daterange(%s, %s, '[]') AND {_PLACED}"
)


def works_in(bounds: Bounds, starts_on: dt.date, ends_on: dt.date, vendor: str) -> RawSQL:
    """The primary keys of at least all works that touch `bounds` (west, south, east, north) on one of the days.

    vendor: the database's (connection.vendor).
    """
    query = _SQLITE_QUERY if vendor == "sqlite" else _POSTGRESQL_QUERY
    return RawSQL(query, (*bounds, starts_on.isoformat(), ends_on.isoformat()))


def install(connection: BaseDatabaseWrapper) -> None:
    """Make what is missing of the index and fill it; where all is there nothing happens."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gist ({_BOX}, {_DAYS}) WHERE {_PLACED}"
            )
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE %s", [f"{INDEX}%"])
        there = {name for (name,) in cursor.fetchall()}
        if there >= {INDEX, *_TRIGGERS}:
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX}"
            " USING rtree(id, lon_min, lon_max, lat_min, lat_max, time_min, time_max)"
        )
        cursor.execute(f"DELETE FROM {INDEX}")
        cursor.execute(f"INSERT INTO {INDEX} SELECT {_ENTRY} FROM {TABLE} WHERE {_PLACED}")
        for name, body in _TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {body}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP INDEX IF EXISTS {INDEX}")
            return
        for name in _TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")


def restore(using: str, **kwargs) -> None:
    """After any migration: SQLite changes a table by copying it, and the copy has no triggers (post_migrate)."""
    connection = connections[using]
    if MIGRATION in MigrationRecorder(connection).applied_migrations():
        install(connection)
