"""Which column of a ledger is what: the mapping file of `import_works`, refused by name when it is not understood."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from permits.rules.mapping_reading import MappingReading

#: Members that name one column each.
COLUMN_MEMBERS = ("ref", "road", "description", "organisation", "starts", "ends", "lon", "lat")
REQUIRED_MEMBERS = ("ref", "starts", "ends")
#: Members that are plain text but name no column.
TEXT_MEMBERS = ("zone", "squadron", "encoding", "sheet")
MEMBERS = (*COLUMN_MEMBERS, *TEXT_MEMBERS, "closure", "ended", "also")


@dataclass(frozen=True)
class ClosureColumn:
    """The column that says what is closed, and which of its texts means which closure."""

    column: str
    closures: Mapping[str, str]
    default: str

    def closure_of(self, text: str) -> str:
        """The closure a text of the column means."""
        return self.closures.get(text, self.default)


@dataclass(frozen=True)
class EndedColumn:
    """The column that says whether a works is over, and the texts by which it says so."""

    column: str
    values: frozenset[str]


@dataclass(frozen=True)
class LedgerMapping:
    """The columns of one ledger; "" where the ledger has none.

    zone: zone of times written without one. squadron: code of the squadron for places in nobody's area, or "".
    also: further columns, kept and compared. encoding: of a CSV file. sheet: of a workbook, "" for its only one.
    """

    ref: str
    starts: str
    ends: str
    zone: ZoneInfo
    road: str = ""
    description: str = ""
    organisation: str = ""
    lon: str = ""
    lat: str = ""
    closure: ClosureColumn | None = None
    ended: EndedColumn | None = None
    squadron: str = ""
    also: tuple[str, ...] = ()
    encoding: str = "utf-8"
    sheet: str = ""

    @property
    def kept_columns(self) -> tuple[str, ...]:
        """Every column but the coordinates, once each: what is kept of a row and compared with the next import."""
        single = (self.ref, self.road, self.description, self.organisation, self.starts, self.ends)
        chosen = tuple(part.column for part in (self.closure, self.ended) if part)
        return tuple(dict.fromkeys(name for name in (*single, *chosen, *self.also) if name))

    @property
    def coordinate_columns(self) -> tuple[str, ...]:
        """The columns of longitude and latitude, or nothing."""
        return tuple(name for name in (self.lon, self.lat) if name)


@dataclass(kw_only=True)
class _Reading(MappingReading):
    """The members only a ledger has."""

    closures: Collection[str]

    def closure(self, value: Any) -> ClosureColumn | None:
        obj = self.object_of(value, "closure", ("field", "map", "default"))
        if obj is None:
            return None
        column = self.text(obj.get("field"), "closure.field")
        closures = obj.get("map", {})
        if not isinstance(closures, dict):
            self.refuse("mapping_object_expected", "closure.map")
            closures = {}
        default = obj.get("default", "unknown")
        for name in (*closures.values(), default):
            if not isinstance(name, str) or name not in self.closures:
                self.refuse("mapping_closure_unknown", "closure", closure=str(name), allowed=sorted(self.closures))
        return ClosureColumn(column, closures, default)

    def ended(self, value: Any) -> EndedColumn | None:
        obj = self.object_of(value, "ended", ("field", "values"))
        if obj is None:
            return None
        column = self.text(obj.get("field"), "ended.field")
        return EndedColumn(column, frozenset(self.texts(obj.get("values"), "ended.values")))

    def zone(self, value: Any) -> ZoneInfo | None:
        name = self.text(value, "zone")
        try:
            return ZoneInfo(name) if name else None
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.refuse("mapping_zone_unknown", "zone", zone=name)
            return None

    def encoding(self, value: Any) -> str:
        name = self.text(value, "encoding")
        try:
            "".encode(name or "utf-8")
        except (LookupError, ValueError):
            self.refuse("mapping_encoding_unknown", "encoding", encoding=name)
        return name


def read_mapping(obj: Any, *, closures: Collection[str], default_zone: str) -> LedgerMapping:
    """The mapping that the JSON value `obj` describes (INTERFACES: `import_works`).

    closures: the closures the register knows. Raises MappingInvalid with every reason: mapping_object_expected,
    mapping_member_unknown, mapping_member_missing, mapping_text_expected, mapping_texts_expected, mapping_zone_unknown,
    mapping_closure_unknown, mapping_encoding_unknown, mapping_coordinates_incomplete (only one of lon and lat).
    """
    reading = _Reading(closures=closures)
    obj = reading.object_of(obj, "", MEMBERS) or {}
    for member in REQUIRED_MEMBERS:
        if member not in obj:
            reading.refuse("mapping_member_missing", member)
    if ("lon" in obj) != ("lat" in obj):
        reading.refuse("mapping_coordinates_incomplete", "lat" if "lon" in obj else "lon")
    readers: dict[str, Callable[[Any], Any]] = {
        "closure": reading.closure,
        "ended": reading.ended,
        "also": lambda value: reading.texts(value, "also"),
        "zone": reading.zone,
        "encoding": reading.encoding,
    }
    values = {}
    for member in MEMBERS:
        if member in obj:
            read = readers.get(member)
            values[member] = read(obj[member]) if read else reading.text(obj[member], member)
    reading.finish()
    return LedgerMapping(**{"zone": ZoneInfo(default_zone)} | values)
