"""The engine's data as CSV beside this module: one fact per row, so that nothing is typed twice."""

import csv
from pathlib import Path

_HERE = Path(__file__).parent


def rows(table: str) -> tuple[dict[str, str], ...]:
    """All rows of `<table>.csv`, as text, in the order of the file."""
    with (_HERE / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
