"""The files a ledger may come in, CSV, XLSX and GeoJSON, read row by row as often as wanted."""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import Unusable
from core.file_contents import XLSX, content_type, described, document_problems
from permits.rules.ledger_mapping import LedgerMapping
from permits.rules.ledger_row import RawRow, RowRejected

#: Longest cell; a file with a longer one is broken (an opening quote without its end swallows all that follows).
MAX_CELL_CHARACTERS = 1_000_000
#: Largest file; a whole country's roads are more than one city's register holds.
MAX_FILE_MB = 500
# 4490 is CGCS2000, within centimetres of WGS84.
_WGS84 = re.compile(r"CRS:?84|EPSG:+(\d*:)?(4326|4490)\b", re.IGNORECASE)


class LedgerUnreadable(Unusable):
    """The file as a whole cannot be used. code: see `open_ledger`; data: what the sentence needs."""


class Ledger(Protocol):
    """A readable file whose columns are all there."""

    def rows(self) -> Iterator[RawRow]:
        """Every row, in order; blank rows of a table are passed over. Raises LedgerUnreadable."""


def open_ledger(path: Path, mapping: LedgerMapping) -> Ledger:
    """The ledger at `path`, its kind told by its suffix.

    Raises LedgerUnreadable with the code file_missing, file_kind_unknown, file_unreadable, file_empty, encoding_wrong,
    columns_missing, columns_repeated, coordinates_unmapped, sheet_unknown, sheet_unchosen, archive_bomb_found,
    geojson_malformed, collection_missing, crs_unknown or file_too_large.
    """

    def geojson(path: Path, mapping: LedgerMapping) -> Ledger:
        return GeoJsonLedger(path, mapping.kept_columns)

    kinds = {".csv": CsvLedger, ".xlsx": XlsxLedger, ".geojson": geojson, ".json": geojson}
    return _opened(path, kinds, mapping)


def open_features(path: Path) -> "GeoJsonLedger":
    """The GeoJSON features at `path`, their properties as they are; raises LedgerUnreadable as `open_ledger` does."""
    return _opened(path, {".geojson": GeoJsonLedger, ".json": GeoJsonLedger})


def _opened(path: Path, kinds: dict[str, Callable], *args: Any) -> Any:
    if not path.is_file():
        raise LedgerUnreadable("file_missing", file=str(path))
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise LedgerUnreadable("file_kind_unknown", allowed=sorted(kinds))
    try:
        size_mb = path.stat().st_size // 1_000_000
        if size_mb > MAX_FILE_MB:
            raise LedgerUnreadable("file_too_large", size_mb=size_mb, allowed_mb=MAX_FILE_MB)
        return kind(path, *args)
    except OSError as error:
        raise LedgerUnreadable("file_unreadable", why=error.strerror or str(error))


class CsvLedger:
    """Comma, semicolon or tab between the cells; the first row names the columns."""

    def __init__(self, path: Path, mapping: LedgerMapping):
        self._path, self._mapping = path, mapping
        for _row in self.rows():
            break

    def rows(self) -> Iterator[RawRow]:
        """See Ledger."""
        csv.field_size_limit(MAX_CELL_CHARACTERS)
        # The mark that Excel puts before UTF-8 is no part of the first column's name.
        encoding = (
            "utf-8-sig" if self._mapping.encoding.lower().replace("_", "-") == "utf-8" else self._mapping.encoding
        )
        try:
            with self._path.open(encoding=encoding, newline="") as file:
                separator = max(",;\t", key=file.readline().count)
                file.seek(0)
                yield from _table(csv.reader(file, delimiter=separator, strict=True), self._mapping)
        except UnicodeError:
            raise LedgerUnreadable("encoding_wrong", encoding=self._mapping.encoding)
        except csv.Error as error:
            raise LedgerUnreadable("file_unreadable", why=str(error))


class XlsxLedger:
    """One sheet of a workbook; the first row names the columns."""

    def __init__(self, path: Path, mapping: LedgerMapping):
        self._path, self._mapping = path, mapping
        data = path.read_bytes()
        if content_type(data) != XLSX:
            raise LedgerUnreadable("file_unreadable", why=described(data))
        for problem in document_problems(data, XLSX, "file"):
            # Macros and links to other files are never run here; only unpacking could do harm.
            if problem.code == "archive_bomb_found":
                raise LedgerUnreadable(problem.code, **problem.data)
        for _row in self.rows():
            break

    def rows(self) -> Iterator[RawRow]:
        """See Ledger."""
        try:
            book = load_workbook(self._path, read_only=True, data_only=True)
        except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
            raise LedgerUnreadable("file_unreadable", why=str(error))
        try:
            sheet = book[self._sheet_name(book.sheetnames)]
            yield from _table(sheet.iter_rows(values_only=True), self._mapping)
        finally:
            book.close()

    def _sheet_name(self, names: list[str]) -> str:
        """The mapping's sheet; without one the only one, since guessing would leave rows out without a word."""
        chosen = self._mapping.sheet
        if not chosen and len(names) > 1:
            raise LedgerUnreadable("sheet_unchosen", sheets=names)
        if chosen and chosen not in names:
            raise LedgerUnreadable("sheet_unknown", sheet=chosen, sheets=names)
        return chosen or names[0]


class GeoJsonLedger:
    """A FeatureCollection; its properties are the columns, and `id` is the feature's own unless a property is."""

    def __init__(self, path: Path, wanted: Sequence[str] = ()):
        try:
            parsed = json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_refuse_constant)
        except UnicodeDecodeError:
            raise LedgerUnreadable("encoding_wrong", encoding="utf-8")
        except (ValueError, RecursionError) as error:
            raise LedgerUnreadable("geojson_malformed", why=str(error))
        features = parsed.get("features") if isinstance(parsed, dict) else None
        if not isinstance(features, list) or parsed.get("type") != "FeatureCollection":
            raise LedgerUnreadable("collection_missing")
        _check_crs(parsed.get("crs"))
        self._features: list = features
        self.columns = frozenset(name for row in self.rows() for name in row.values)
        if features:
            _require_columns(self.columns, wanted)

    def rows(self) -> Iterator[RawRow]:
        """See Ledger."""
        for number, feature in enumerate(self._features, start=1):
            properties = feature.get("properties") if isinstance(feature, dict) else None
            if not isinstance(properties, dict):
                yield RawRow(number, {}, fault=RowRejected("feature_malformed"))
                continue
            own_id = {"id": feature["id"]} if "id" in feature else {}
            yield RawRow(number, own_id | properties, geometry=feature.get("geometry"))


def _table(lines: Iterator[Sequence], mapping: LedgerMapping) -> Iterator[RawRow]:
    """The rows of a table, its header checked first."""
    if not mapping.coordinate_columns:
        raise LedgerUnreadable("coordinates_unmapped")
    header = [str(cell).strip() if cell is not None else "" for cell in next(lines, ())]
    if not any(header):
        raise LedgerUnreadable("file_empty")
    wanted = (*mapping.kept_columns, *mapping.coordinate_columns)
    _require_columns(set(header), wanted)
    repeated = [name for name, times in Counter(header).items() if times > 1 and name in wanted]
    if repeated:
        raise LedgerUnreadable("columns_repeated", columns=repeated)
    for number, cells in enumerate(lines, start=2):
        if all(cell in (None, "") for cell in cells):
            continue
        extra = cells[len(header) :]
        fault = None
        if len(cells) < len(header) or any(cell not in (None, "") for cell in extra):
            fault = RowRejected("cells_differ", cells=len(cells), columns=len(header))
        yield RawRow(number, dict(zip(header, cells, strict=False)), fault=fault)


def _require_columns(there: Collection[str], wanted: Sequence[str]) -> None:
    missing = [name for name in wanted if name not in there]
    if missing:
        raise LedgerUnreadable("columns_missing", columns=missing)


def _check_crs(crs: Any) -> None:
    """Old GeoJSON may name another system of coordinates; its numbers would be taken for degrees."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if crs is not None and not _WGS84.search(str(name)):
        raise LedgerUnreadable("crs_unknown", crs=str(name))


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
