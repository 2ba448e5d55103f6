"""Takes a GeoJSON file into one of the tables of the city's surroundings: by reference, as often as wanted.

The last usable feature of a reference wins; what is no longer in the file stays as it is, and so does every column of
which the file says nothing. Features are saved in batches, each whole or not at all, so that a crash costs at most the
batch under way, and the same import run again does the rest.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from django.conf import settings
from django.db import DatabaseError, models, transaction
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from core import geo
from core.datum import SUSPICIOUS_M, looks_like_gcj02
from permits.models.boxed import Boxed
from permits.rules.boxed import boxed
from permits.rules.feature_mapping import FeatureMapping
from permits.rules.ledger_row import RawRow, RowRejected
from permits.rules.road_row import FeatureRow, Record
from permits.services._import_report import ImportReport, batches, database_refused, readable, winners
from permits.services._ledger_files import GeoJsonLedger, LedgerUnreadable, open_features

BATCH_FEATURES = 200
#: So many named records are compared with what is known of the city to tell a shifted datum.
MOST_COMPARED = 300


@dataclass(frozen=True)
class Hint:
    """Something about the file as a whole that nobody asked but everybody wants to know; see permits.messages_ledger.

    code: datum_likely_gcj02, places_outside_city or properties_unread.
    """

    code: str
    data: dict[str, Any]


@dataclass
class FeatureReport(ImportReport):
    """What an import did, or with dry_run would do.

    added, changed, unchanged: records, of which a feature of several lines has several. skipped: features the mapping
    leaves out. rejected, repeated: features, by their number in the file from 1.
    """

    skipped: int = 0
    hints: list[Hint] = field(default_factory=list)


@dataclass(frozen=True)
class Register:
    """One table, and how a feature becomes rows of it.

    columns_of: the columns that follow from a member of the mapping, where they are not named as it. derived: further
    columns that follow from the geometry. check: raises RowRejected when the columns of a row contradict each other.
    known_places: names with geometries (GeoJSON) that are known already, for the hint about the datum. stamp: columns
    that say when a row was written.
    """

    model: type[Boxed]
    read: Callable[[RawRow, FeatureMapping], FeatureRow]
    columns_of: Mapping[str, tuple[str, ...]]
    derived: Callable[[BaseGeometry], dict[str, Any]]
    check: Callable[[dict[str, Any]], None]
    known_places: Callable[[Sequence[str]], Iterable[tuple[str, dict]]]
    stamp: Callable[[], dict[str, Any]]


def import_features(path: Path, register: Register, mapping: FeatureMapping, *, dry_run: bool = False) -> FeatureReport:
    """Take the file at `path` into the register; with dry_run only say what would happen.

    Raises LedgerUnreadable before anything is written: the codes of `open_features`, or columns_missing when no feature
    has a property that the mapping reads the reference from.
    """
    file = open_features(path)
    if file.columns and not file.columns.intersection(mapping.members["ref"].properties):
        raise LedgerUnreadable("columns_missing", columns=list(mapping.members["ref"].properties))
    report = FeatureReport()
    rows = _usable(file, register, mapping, report)
    report.hints += _hints(file, rows, register, mapping)
    spoken = mapping.spoken(file.columns)
    importer = _Importer(register, [c for name in spoken for c in register.columns_of.get(name, (name,))], report)
    for batch in batches(rows, BATCH_FEATURES):
        importer.take(batch, dry_run)
    report.rejected.sort(key=lambda rejected: rejected.row)
    return report


def _usable(
    file: GeoJsonLedger, register: Register, mapping: FeatureMapping, report: FeatureReport
) -> list[FeatureRow]:
    """The features to take in, in order; the others go into the report."""
    raws = list(file.rows())
    # What is no feature is told, whatever the mapping asks for.
    asked = [raw for raw in raws if not mapping.only or raw.fault or mapping.only.takes(raw.values)]
    report.skipped += len(raws) - len(asked)
    rows = list(readable(asked, lambda raw: register.read(raw, mapping), report))
    taken = winners(rows, report)
    return [row for row in rows if row.number in taken]


class _Importer:
    """Compares each record with its table and writes what differs.

    columns: those of which the file says something.
    """

    def __init__(self, register: Register, columns: Sequence[str], report: FeatureReport):
        self._register, self._columns, self._report = register, frozenset(columns), report
        fields = [field for field in register.model._meta.concrete_fields if not field.primary_key]
        self._all = [field.attname for field in fields]
        self._stamped = frozenset(register.stamp())

    def take(self, batch: list[FeatureRow], dry_run: bool) -> None:
        """All of a batch at once; when the database refuses it, feature by feature."""
        try:
            with transaction.atomic():
                self._take(batch, dry_run)
        except DatabaseError as error:
            if len(batch) == 1:
                self._report.reject(batch[0].number, database_refused(error))
                return
            for row in batch:
                self.take([row], dry_run)

    def _take(self, batch: list[FeatureRow], dry_run: bool) -> None:
        model = self._register.model
        refs = [record.ref for row in batch for record in row.records]
        known = {place.ref: place for place in model.objects.filter(ref__in=refs)}
        added, changed, unchanged, rejected = [], [], 0, []
        for row in batch:
            try:
                merged = [self._merged(record, known.get(record.ref)) for record in row.records]
            except RowRejected as refused:
                rejected.append((row.number, refused))
                continue
            for record, columns in zip(row.records, merged, strict=True):
                before = known.get(record.ref)
                if before is None:
                    added.append(model(**columns))
                elif any(getattr(before, name) != value for name, value in columns.items()):
                    changed.append(model(**columns))
                else:
                    unchanged += 1
        if not dry_run:
            self._save([*added, *changed])
        self._report.added += len(added)
        self._report.changed += len(changed)
        self._report.unchanged += unchanged
        for number, why in rejected:
            self._report.reject(number, why)

    def _merged(self, record: Record, before: models.Model | None) -> dict[str, Any]:
        """Every column of the row as it will be, but for the stamp."""
        kept = {} if before is None else {name: getattr(before, name) for name in self._all}
        spoken = {name: value for name, value in record.values.items() if before is None or name in self._columns}
        columns = kept | spoken | {"ref": record.ref} | boxed(record.geometry) | self._register.derived(record.geometry)
        self._register.check(columns)
        return {name: value for name, value in columns.items() if name not in self._stamped}

    def _save(self, rows: list[models.Model]) -> None:
        stamp = self._register.stamp()
        for row in rows:
            for name, value in stamp.items():
                setattr(row, name, value)
        self._register.model.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["ref"],
            update_fields=[name for name in self._all if name != "ref"],
        )


def _hints(file: GeoJsonLedger, rows: list[FeatureRow], register: Register, mapping: FeatureMapping) -> Iterator[Hint]:
    records = [record for row in rows for record in row.records]
    outside = sum(not geo.within_bounds(record.geometry, settings.CITY["bounds"]) for record in records)
    if outside:
        yield Hint("places_outside_city", {"count": outside, "of": len(records)})
    if _shifted(records, register):
        yield Hint("datum_likely_gcj02", {})
    unread = sorted(file.columns - set(mapping.properties))
    if unread:
        yield Hint("properties_unread", {"properties": unread[:40]})


def _shifted(records: list[Record], register: Register) -> bool:
    """Whether more places fit what is known by their name only as GCJ-02 than fit it as they are."""
    parts_of: dict[str, list[BaseGeometry]] = {}
    for record in records:
        if record.values["name"]:
            parts_of.setdefault(record.values["name"], []).append(record.geometry)
    shifted = fitting = 0
    for name, geometry in register.known_places(list(parts_of)[:MOST_COMPARED]):
        whole, known = shapely.union_all(parts_of[name]), shape(geometry)
        shifted += looks_like_gcj02(whole, known)
        fitting += geo.distance_m(whole, known) < SUSPICIOUS_M
    return shifted > fitting
