"""One row of a ledger: what it says about a works, or why it says nothing that can be used."""

import datetime as dt
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from shapely.geometry.base import BaseGeometry

from core.errors import Unusable
from core.geojson import GeometryInvalid, parse_geometry
from core.numbers import plain
from permits.rules.ledger_mapping import LedgerMapping

MAX_REF_LENGTH = 120
#: Outside of these years a date is a slip of the pen.
YEARS = range(1950, 2200)

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:[T\s]\s*(\d{1,2}:.+))?")


class RowRejected(Unusable):
    """The row cannot be used. code: see `read_row`; data: what the sentence needs."""


@dataclass(frozen=True)
class RawRow:
    """A row as the file has it. number: as a spreadsheet counts (header 1), features of GeoJSON from 1.

    geometry: GeoJSON geometry, None where the file has none. fault: what already the file's form forbids.
    """

    number: int
    values: Mapping[str, Any]
    geometry: Any = None
    fault: RowRejected | None = None


@dataclass(frozen=True)
class LedgerRow:
    """What one row says. starts_on, ends_on: local calendar days. kept: every mapped column as it was written."""

    number: int
    ref: str
    road: str
    description: str
    organisation: str
    starts_on: dt.date
    ends_on: dt.date
    geometry: BaseGeometry
    closure: str
    ended: bool
    kept: dict[str, Any]


def read_row(raw: RawRow, mapping: LedgerMapping) -> LedgerRow:
    """What `raw` says under `mapping`.

    Raises RowRejected with the code
    cells_differ (more or fewer cells than the header), feature_malformed, text_unusable (a null character or half a
    character), ref_missing, ref_too_long, date_missing, date_unreadable, date_out_of_range, dates_reversed,
    geometry_missing, coordinate_unreadable, or one of core.geojson.parse_geometry.
    """
    if raw.fault:
        raise raw.fault
    kept = {name: _jsonable(raw.values.get(name)) for name in mapping.kept_columns}
    check_text(kept)
    texts = {name: text_of(value) for name, value in kept.items()} | {"": ""}
    ref = texts[mapping.ref]
    if not ref:
        raise RowRejected("ref_missing")
    if len(ref) > MAX_REF_LENGTH:
        raise RowRejected("ref_too_long", allowed=MAX_REF_LENGTH)
    starts_on, ends_on = _interval(texts[mapping.starts], texts[mapping.ends], mapping)
    return LedgerRow(
        number=raw.number,
        ref=ref,
        road=texts[mapping.road],
        description=texts[mapping.description],
        organisation=texts[mapping.organisation],
        starts_on=starts_on,
        ends_on=ends_on,
        geometry=_shape(raw, mapping),
        closure=mapping.closure.closure_of(texts[mapping.closure.column]) if mapping.closure else "unknown",
        ended=bool(mapping.ended) and texts[mapping.ended.column] in mapping.ended.values,
        kept=kept,
    )


def text_of(value: Any) -> str:
    """A cell as text: lists joined, a whole number without its decimal point, line ends made one kind."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(text_of(part) for part in value)
    return "\n".join(str(plain(value)).splitlines()).strip()


def _jsonable(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def check_text(kept: Mapping[str, Any]) -> None:
    """Raises RowRejected (text_unusable) for a null character or half a character, which no database keeps."""
    for name, value in kept.items():
        if value is None or isinstance(value, int | float):
            continue
        written = json.dumps(value, ensure_ascii=False)
        try:
            written.encode()
        except UnicodeEncodeError:
            raise RowRejected("text_unusable", column=name)
        if "\\u0000" in written:
            raise RowRejected("text_unusable", column=name)


def _interval(starts: str, ends: str, mapping: LedgerMapping) -> tuple[dt.date, dt.date]:
    first, last = _moment(starts, mapping.starts, mapping.zone), _moment(ends, mapping.ends, mapping.zone)
    reversed_times = isinstance(first, dt.datetime) and isinstance(last, dt.datetime) and last < first
    starts_on, ends_on = _day(first), _day(last)
    if ends_on < starts_on or reversed_times:
        raise RowRejected("dates_reversed", starts=starts, ends=ends)
    return starts_on, ends_on


def day_in(text: str, column: str, zone: ZoneInfo) -> dt.date:
    """The day written in `text`, year first; of a moment its day in `zone`.

    Raises RowRejected: date_missing, date_unreadable, date_out_of_range.
    """
    return _day(_moment(text, column, zone))


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _moment(text: str, column: str, zone: ZoneInfo) -> dt.date:
    """A day, or a naive local moment when a time of day is written; a written offset is turned into `zone`."""
    if not text:
        raise RowRejected("date_missing", column=column)
    found = _DAY.fullmatch(text)
    if not found:
        raise RowRejected("date_unreadable", column=column, text=text[:40])
    year, month, day, time = found.groups()
    try:
        moment = dt.date(int(year), int(month), int(day))
        if time:
            moment = dt.datetime.fromisoformat(f"{moment.isoformat()}T{'0' if time[1] == ':' else ''}{time}")
    except ValueError:
        raise RowRejected("date_unreadable", column=column, text=text[:40])
    if moment.year not in YEARS:
        raise RowRejected("date_out_of_range", column=column, text=text[:40])
    if isinstance(moment, dt.datetime) and moment.tzinfo:
        moment = moment.astimezone(zone).replace(tzinfo=None)
    return moment


def _shape(raw: RawRow, mapping: LedgerMapping) -> BaseGeometry:
    geometry = raw.geometry
    if geometry is None and mapping.coordinate_columns:
        lon, lat = (_degrees(raw.values.get(name), name) for name in mapping.coordinate_columns)
        geometry = {"type": "Point", "coordinates": [lon, lat]}
    if geometry is None:
        raise RowRejected("geometry_missing")
    try:
        return parse_geometry(geometry)
    except GeometryInvalid as invalid:
        raise RowRejected(invalid.code, **invalid.data)


def _degrees(value: Any, column: str) -> float:
    text = text_of(value)
    if not text:
        raise RowRejected("geometry_missing")
    try:
        degrees = float(text)
    except ValueError:
        raise RowRejected("coordinate_unreadable", column=column, text=text[:40])
    if not math.isfinite(degrees):
        raise RowRejected("coordinate_unreadable", column=column, text=text[:40])
    return degrees
