"""The figures as a table for people and as JSON for whoever compares two runs."""

import os
import platform
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from benchmarks.row import Row
from core import clock

HEADINGS = ("measured", "figure", "aim", "met", "conditions")
_MET = {True: "yes", False: "NO", None: ""}


def environment() -> dict[str, Any]:
    """What the figures were measured on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
    return {
        "measured_at": clock.now().isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load_1_min": round(os.getloadavg()[0], 2),
        "machine": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "database": f"{connection.vendor} {version}",
    }


def table(rows: Sequence[Row]) -> str:
    """One line per figure, in columns."""
    lines = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS) - 1)]
    return "\n".join(
        "  ".join(
            [
                line[0].ljust(widths[0]),
                line[1].rjust(widths[1]),
                line[2].rjust(widths[2]),
                line[3].ljust(widths[3]),
                line[4],
            ]
        ).rstrip()
        for line in lines
    )


def as_json(rows: Iterable[Row], measured_on: dict[str, Any]) -> dict[str, Any]:
    """{"environment": …, "rows": [{"name", "value", "unit", "note", "at_most", "met"}]}."""
    return {"environment": measured_on, "rows": [row._asdict() | {"met": row.met} for row in rows]}


def _cells(row: Row) -> tuple[str, ...]:
    aim = "" if row.at_most is None else f"≤ {_number(row.at_most)} {row.unit}".rstrip()
    return row.name, f"{_number(row.value)} {row.unit}".rstrip(), aim, _MET[row.met], row.note


def _number(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.1f}" if abs(value) >= 10 else f"{value:.2f}"
