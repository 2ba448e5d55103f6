"""The values of one GeoJSON feature, each read as what it must be or the feature rejected by name."""

import datetime as dt
import math
import re
from collections.abc import Collection, Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from core.datum import gcj02_to_wgs84
from core.geojson import GeometryInvalid, parse_geometry
from permits.rules.feature_mapping import GCJ02, FeatureMapping
from permits.rules.ledger_row import MAX_REF_LENGTH, RawRow, RowRejected, check_text, day_in, text_of

KMH_PER_MPH = 1.609344
_FLAGS = {
    **dict.fromkeys(("true", "yes", "1", "是"), True),
    **dict.fromkeys(("false", "no", "0", "否"), False),
}
_SPEED = re.compile(r"(\d+(?:\.\d+)?)\s*(km/h|kmh|kph|公里/小时|mph)?", re.IGNORECASE)


class FeatureValues:
    """What a feature says under a mapping; every method gives None (or "") where it says nothing.

    Raises RowRejected throughout: feature_malformed, text_unusable, text_expected, text_too_long, value_unknown,
    number_unreadable, number_not_whole, number_out_of_range, date_unreadable, date_out_of_range, ref_missing,
    ref_too_long, geometry_missing, or a code of core.geojson.parse_geometry.
    """

    def __init__(self, raw: RawRow, mapping: FeatureMapping):
        if raw.fault:
            raise raw.fault
        self._raw, self._mapping = raw, mapping
        check_text({name: raw.values[name] for name in mapping.properties if name in raw.values})
        self._values = {member: source.value_in(raw.values) for member, source in mapping.members.items()}

    def ref(self) -> str:
        """The reference; the feature must have one."""
        text = self.text("ref", MAX_REF_LENGTH, "ref_too_long")
        if not text:
            raise RowRejected("ref_missing")
        return text

    def text(self, member: str, longest: int, refusal: str = "text_too_long") -> str:
        """A text of at most `longest` characters, else the refusal."""
        value = self._value(member)
        if isinstance(value, dict | list):
            raise self._rejected("text_expected", member, value)
        text = text_of(value)
        if len(text) > longest:
            raise RowRejected(refusal, column=self._column(member), allowed=longest)
        return text

    def choice(self, member: str, allowed: Collection[str]) -> str:
        """One of the texts allowed."""
        value = self._value(member)
        text = text_of(value)
        if text and text not in allowed:
            known = [name for name in allowed if name]
            raise RowRejected("value_unknown", column=self._column(member), text=text[:40], allowed=known)
        return text

    def number(self, member: str, bounds: tuple[float, float]) -> float | None:
        """A finite number within closed bounds, written as a number or as its text."""
        value = self._value(member)
        return None if value is None else self._number(member, value, bounds)

    def whole(self, member: str, bounds: tuple[int, int]) -> int | None:
        """The same, without a fraction."""
        number = self.number(member, bounds)
        if number is not None and not number.is_integer():
            raise self._rejected("number_not_whole", member, self._value(member))
        return None if number is None else int(number)

    def speed_kmh(self, member: str, bounds: tuple[int, int]) -> int | None:
        """A speed in whole km/h; a text may carry its unit, miles an hour are turned into km/h and rounded."""
        value = self._value(member)
        written = _SPEED.fullmatch(value.strip()) if isinstance(value, str) else None
        if written is None or not written[2]:
            return self.whole(member, bounds)
        in_miles = written[2].lower() == "mph"
        return int(self._number(member, round(float(written[1]) * (KMH_PER_MPH if in_miles else 1)), bounds))

    def numbers(self, member: str, count: int, bounds: tuple[float, float]) -> list[float] | None:
        """So many numbers, as a list or parted by commas or blanks in a text; else numbers_count_wrong."""
        value = self._value(member)
        if isinstance(value, str):
            value = [word for word in re.split(r"[\s,，、;；]+", value) if word] or None
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != count:
            found = len(value) if isinstance(value, list) else 1
            raise RowRejected("numbers_count_wrong", column=self._column(member), found=found, count=count)
        return [self._number(member, one, bounds) for one in value]

    def flag(self, member: str) -> bool | None:
        """Yes or no in the usual spellings."""
        value = self._value(member)
        if value is None:
            return None
        text = text_of(value).lower()
        if text not in _FLAGS:
            raise RowRejected("value_unknown", column=self._column(member), text=text[:40], allowed=list(_FLAGS))
        return _FLAGS[text]

    def says(self, member: str, texts: Collection[str]) -> bool:
        """Whether the member is one of these texts."""
        return text_of(self._value(member)).lower() in texts

    def day(self, member: str) -> dt.date | None:
        """A day written year first."""
        text = text_of(self._value(member))
        return day_in(text, self._column(member), self._mapping.zone) if text else None

    def geometry(self, types: Sequence[str]) -> BaseGeometry:
        """The feature's geometry in WGS84, of one of the types; a line may cross itself."""
        if self._raw.geometry is None:
            raise RowRejected("geometry_missing")
        try:
            geom = parse_geometry(self._raw.geometry, types=tuple(types), lines_may_cross=True)
        except GeometryInvalid as invalid:
            raise RowRejected(invalid.code, **invalid.data)
        return as_wgs84(geom) if self._mapping.datum == GCJ02 else geom

    def _number(self, member: str, value: Any, bounds: tuple[float, float]) -> float:
        try:
            number = math.nan if isinstance(value, bool) else float(value)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if not math.isfinite(number):
            raise self._rejected("number_unreadable", member, value)
        if not bounds[0] <= number <= bounds[1]:
            raise self._rejected("number_out_of_range", member, value, least=bounds[0], most=bounds[1])
        return number

    def _value(self, member: str) -> Any:
        return self._values.get(member)

    def _column(self, member: str) -> str:
        """The property a value was read from, to name it in a refusal."""
        names = self._mapping.members[member].properties
        return next((name for name in names if self._raw.values.get(name) not in (None, "")), member)

    def _rejected(self, code: str, member: str, value: Any, **data: Any) -> RowRejected:
        return RowRejected(code, column=self._column(member), text=str(value)[:40], **data)


def as_wgs84(geom: BaseGeometry) -> BaseGeometry:
    """A geometry given in GCJ-02, moved to where it is."""
    return shapely.transform(geom, lambda points: [gcj02_to_wgs84(lon, lat) for lon, lat in points])
