"""Takes a ledger kept elsewhere into the register, as works of origin `imported` without a case.

The last usable row of a reference wins; what is no longer in the ledger stays as it is. Rows are saved in batches, so a
crash costs at most the batch under way, and the same import run again does the rest.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from shapely.geometry import shape

from core import clock, geo
from core.models import Squadron, User
from permits import timeline
from permits.models import Event, Works
from permits.rules.boxed import boxed
from permits.rules.ledger_mapping import LedgerMapping
from permits.rules.ledger_row import LedgerRow, read_row
from permits.services import numbering
from permits.services._import_report import ImportReport, batches, database_refused, readable, winners
from permits.services._ledger_files import LedgerUnreadable, open_ledger

__all__ = ["ImportReport", "LedgerReport", "LedgerUnreadable", "Shortened", "import_ledger"]

BATCH_ROWS = 200
#: The squadron that holds ledgers of places outside every area; it is made when a ledger first names it.
LEDGER_SQUADRON = "import"


@dataclass(frozen=True)
class Shortened:
    """A text longer than the register shows; whole it stands in Works.external_data."""

    row: int
    field: str
    length: int
    allowed: int


@dataclass
class LedgerReport(ImportReport):
    """What an import did, or with dry_run would do; rows are counted as a spreadsheet does, features from 1."""

    shortened: list[Shortened] = field(default_factory=list)


def import_ledger(
    path: Path, mapping: LedgerMapping, *, actor: User | None = None, dry_run: bool = False
) -> LedgerReport:
    """Take the ledger at `path` into the register; with dry_run only say what would happen.

    Raises LedgerUnreadable before anything is written: the codes of `open_ledger`, or squadron_unknown.
    """
    ledger = open_ledger(path, mapping)
    report = LedgerReport()
    taken = winners(readable(ledger.rows(), lambda raw: read_row(raw, mapping), report), report)
    importer = _Importer(path.name, _Squadrons(mapping.squadron, dry_run), report, actor, dry_run)
    rows = (read_row(raw, mapping) for raw in ledger.rows() if raw.number in taken)
    for batch in batches(rows, BATCH_ROWS):
        importer.take(batch)
    report.rejected.sort(key=lambda rejected: rejected.row)
    return report


class _Squadrons:
    """Who is responsible for a place: the squadron whose area holds it, else the ledger's own."""

    def __init__(self, code: str, dry_run: bool):
        if code == LEDGER_SQUADRON and not dry_run:
            Squadron.objects.get_or_create(code=code, defaults={"name": "台账导入", "name_en": "Ledger import"})
        self._by_code = {squadron.code: squadron for squadron in Squadron.objects.all()}
        if code and code not in self._by_code and code != LEDGER_SQUADRON:
            raise LedgerUnreadable("squadron_unknown", squadron=code, known=sorted(self._by_code))
        self._ledgers_own = self._by_code.get(code)
        self._areas = [(s.code, shape(s.area)) for s in self._by_code.values() if s.area]

    def id_of(self, row: LedgerRow) -> int | None:
        """The responsible squadron's primary key; None when nobody is."""
        code = geo.squadron_of(row.geometry, self._areas)
        squadron = self._by_code[code] if code else self._ledgers_own
        return squadron.pk if squadron else None


class _Importer:
    """Compares each row with the register and writes what differs."""

    def __init__(self, file_name: str, squadrons: _Squadrons, report: LedgerReport, actor: User | None, dry_run: bool):
        self._file_name, self._squadrons, self._report = file_name, squadrons, report
        self._actor, self._dry_run = actor, dry_run

    def take(self, batch: list[LedgerRow]) -> None:
        """All of a batch in one transaction, each row whole or not at all."""
        with transaction.atomic():
            found = Works.objects.select_for_update(of=("self",)).filter(external_ref__in=[row.ref for row in batch])
            known = {works.external_ref: works for works in found.order_by("pk")}
            for row in batch:
                try:
                    with transaction.atomic():
                        self._take(row, known.get(row.ref))
                except DatabaseError as error:
                    self._report.reject(row.number, database_refused(error))

    def _take(self, row: LedgerRow, works: Works | None) -> None:
        columns = self._columns(row)
        if works is None:
            self._save(Works(external_ref=row.ref, origin=Works.Origin.IMPORTED), columns, "ledger_added", row, {})
            self._report.added += 1
        elif any(getattr(works, name) != value for name, value in columns.items()):
            self._save(works, columns, "ledger_changed", row, _differences(works, columns))
            self._report.changed += 1
        else:
            self._report.unchanged += 1

    def _columns(self, row: LedgerRow) -> dict[str, Any]:
        """What the row means for each column of the works."""
        lon, lat = geo.representative_lonlat(row.geometry)
        return boxed(row.geometry) | {
            "road_name": self._shown(row, "road_name", row.road),
            "contractor_name": self._shown(row, "contractor_name", row.organisation),
            "purpose": row.description,
            "lon": lon,
            "lat": lat,
            "length_m": geo.length_m(row.geometry),
            "area_m2": geo.area_m2(row.geometry),
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "closure": row.closure,
            "squadron_id": self._squadrons.id_of(row),
            "ledger_ended": row.ended,
            "external_data": row.kept,
        }

    def _shown(self, row: LedgerRow, column: str, text: str) -> str:
        allowed = Works._meta.get_field(column).max_length
        if len(text) > allowed:
            self._report.shortened.append(Shortened(row.number, column, len(text), allowed))
        return text[:allowed]

    def _save(self, works: Works, columns: dict, action: str, row: LedgerRow, differences: dict) -> None:
        if self._dry_run:
            return
        now = clock.now()
        if works.pk is None:
            works.number, works.created_at = numbering.next_works_number(), now
        else:
            works.version += 1
        for name, value in columns.items():
            setattr(works, name, value)
        works.changed_by, works.changed_at = self._actor, now
        works.save()
        timeline.record(
            action,
            actor=self._actor,
            works=works,
            level=Event.Level.OFFICE,
            data={"ledger": self._file_name, "row": row.number} | differences,
            deliver=False,
        )


def _differences(works: Works, columns: dict[str, Any]) -> dict[str, Any]:
    """What the ledger wrote before and writes now, by its own columns; the rest by the register's names."""
    before, after = works.external_data, columns["external_data"]
    written = {
        name: [before.get(name), after.get(name)] for name in before | after if before.get(name) != after.get(name)
    }
    derived = [name for name, value in columns.items() if name != "external_data" and getattr(works, name) != value]
    return {"written": written, "columns": derived}
