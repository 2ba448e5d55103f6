"""Small ledgers for tests, written to files as customers send them."""

import json
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from permits.models.place import Closure
from permits.rules.ledger_mapping import LedgerMapping, read_mapping

CELLS = {
    "reference": "R1",
    "road": "万松东路",
    "description": "给水管道改造",
    "contractor": "瑞安市政",
    "start_date": "2026-12-01T21:00",
    "end_date": "2026-12-10T05:00",
    "lon": "120.66",
    "lat": "27.78",
    "tm_type": "Road Closure",
    "status": "Firm",
}
COLUMNS = tuple(CELLS)
MAPPING = {
    "ref": "reference",
    "road": "road",
    "description": "description",
    "organisation": "contractor",
    "starts": "start_date",
    "ends": "end_date",
    "zone": "Europe/London",
    "lon": "lon",
    "lat": "lat",
    "closure": {"field": "tm_type", "map": {"Road Closure": "full"}, "default": "unknown"},
    "ended": {"field": "status", "values": ["Cancelled"]},
    "squadron": "import",
}


def row(**changes: str) -> list[str]:
    """The usual row with some cells changed."""
    return list((CELLS | changes).values())


def mapping(**changes: Any) -> LedgerMapping:
    """MAPPING, read, with some members changed; None takes a member out."""
    members = {name: value for name, value in (MAPPING | changes).items() if value is not None}
    return read_mapping(members, closures=Closure.values, default_zone="Asia/Shanghai")


def csv_file(folder: Path, *rows: list[str], header=COLUMNS, encoding="utf-8", name="ledger.csv") -> Path:
    """A CSV file of these rows, every cell quoted."""
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in (header, *rows)]
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def xlsx_file(folder: Path, *rows: list, header=COLUMNS, sheets=("台账",)) -> Path:
    """A workbook with these rows on its last sheet."""
    book = Workbook()
    book.active.title = sheets[0]
    for title in sheets[1:]:
        book.create_sheet(title)
    for line in (header, *rows):
        book[sheets[-1]].append(line)
    path = folder / "ledger.xlsx"
    book.save(path)
    return path


def geojson_file(folder: Path, *features: Any, **members: Any) -> Path:
    """A FeatureCollection of these features."""
    path = folder / "ledger.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)} | members), encoding="utf-8")
    return path


def feature(geometry: Any, **changes: Any) -> dict:
    """The usual row as a feature without lon and lat."""
    properties = {name: cell for name, cell in CELLS.items() if name not in ("lon", "lat")}
    return {"type": "Feature", "geometry": geometry, "properties": properties | changes}
