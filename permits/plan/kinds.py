"""The kinds of value a plan is made of: each reads one JSON value and describes itself as JSON Schema 2020-12."""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from permits.plan.problem import Problems, quoted

DATE_PATTERN = r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
CLOCK_PATTERN = r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"


class Unreadable(Exception):
    """The value was refused; the reason is already among the problems."""


class Kind(Protocol):
    """read: the value as Python sees it, or `Unreadable` after noting why. schema: a JSON Schema object."""

    def read(self, value: Any, path: str, problems: Problems) -> Any: ...

    def schema(self) -> dict[str, Any]: ...


def _refuse(problems: Problems, path: str, code: str, **data: Any) -> Unreadable:
    problems.add(path, code, **data)
    return Unreadable()


@dataclass(frozen=True)
class Number:
    """A finite number within closed bounds; `whole` accepts 3 and 3.0 and gives an int."""

    minimum: float
    maximum: float
    whole: bool = False

    def read(self, value: Any, path: str, problems: Problems) -> int | float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _refuse(problems, path, "number_expected", found=value)
        if isinstance(value, float) and not math.isfinite(value):
            raise _refuse(problems, path, "number_not_finite")
        if not self.minimum <= value <= self.maximum:
            raise _refuse(problems, path, "number_out_of_bounds", low=self.minimum, high=self.maximum, found=value)
        if self.whole and value != int(value):
            raise _refuse(problems, path, "whole_number_expected", found=value)
        return int(value) if self.whole else value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer" if self.whole else "number", "minimum": self.minimum, "maximum": self.maximum}


@dataclass(frozen=True)
class Flag:
    """true or false."""

    def read(self, value: Any, path: str, problems: Problems) -> bool:
        if not isinstance(value, bool):
            raise _refuse(problems, path, "flag_expected", found=value)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Text:
    """A line of text of printable characters."""

    longest: int
    shortest: int = 0

    def read(self, value: Any, path: str, problems: Problems) -> str:
        if not isinstance(value, str):
            raise _refuse(problems, path, "text_expected", found=value)
        if not self.shortest <= len(value) <= self.longest:
            raise _refuse(problems, path, "text_length_wrong", low=self.shortest, high=self.longest)
        # Half a surrogate pair cannot be printed or stored, a control character has no place in a name.
        if any(0xD800 <= ord(c) <= 0xDFFF or (ord(c) < 0x20 and c not in "\n\r\t") or ord(c) == 0x7F for c in value):
            raise _refuse(problems, path, "text_unprintable")
        return value

    def schema(self) -> dict[str, Any]:
        return {
            "type": "string",
            "minLength": self.shortest,
            "maxLength": self.longest,
            "pattern": r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff]*$",
        }


@dataclass(frozen=True)
class Choice:
    """One of a closed list of words."""

    words: tuple[str, ...]

    def read(self, value: Any, path: str, problems: Problems) -> str:
        if not isinstance(value, str) or value not in self.words:
            raise _refuse(problems, path, "word_unknown", found=value, words=", ".join(self.words))
        return value

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Date:
    """A calendar day, YYYY-MM-DD, 1900 to 2199."""

    def read(self, value: Any, path: str, problems: Problems) -> dt.date:
        if not isinstance(value, str) or not re.fullmatch(DATE_PATTERN[1:-1], value):
            raise _refuse(problems, path, "date_expected", found=value)
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise _refuse(problems, path, "date_unknown", found=value) from None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": DATE_PATTERN, "maxLength": len("YYYY-MM-DD")}


@dataclass(frozen=True)
class ClockTime:
    """A time of the day, HH:MM, 00:00 to 24:00."""

    def read(self, value: Any, path: str, problems: Problems) -> str:
        if not isinstance(value, str) or not re.fullmatch(CLOCK_PATTERN[1:-1], value):
            raise _refuse(problems, path, "clock_time_expected", found=value)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": CLOCK_PATTERN, "maxLength": len("HH:MM")}


@dataclass(frozen=True)
class Position:
    """A GeoJSON position in WGS84, [longitude, latitude] in degrees; a third member (height) is read and dropped."""

    def read(self, value: Any, path: str, problems: Problems) -> tuple[float, float]:
        # Lines have thousands of these, so the sound ones are read at a glance.
        if type(value) is list and len(value) == 2 and type(value[0]) is float and type(value[1]) is float:
            if -180 <= value[0] <= 180 and -90 <= value[1] <= 90:
                return value[0], value[1]
        lon_lat = ListOf(Number(-1e6, 1e6), shortest=2, longest=3).read(value, path, problems)
        lon, lat = lon_lat[:2]
        if abs(lon) <= 90 < abs(lat) <= 180:
            right = {"lon": quoted(lat), "lat": quoted(lon)}
            raise _refuse(problems, f"{path}[1]", "number_out_of_bounds", says="position_swapped", **right)
        for index, furthest in ((0, 180), (1, 90)):
            Number(-furthest, furthest).read(lon_lat[index], f"{path}[{index}]", problems)
        return float(lon_lat[0]), float(lon_lat[1])

    def schema(self) -> dict[str, Any]:
        return {
            "type": "array",
            "prefixItems": [Number(-180, 180).schema(), Number(-90, 90).schema(), Number(-1e6, 1e6).schema()],
            "items": False,
            "minItems": 2,
            "maxItems": 3,
        }


@dataclass(frozen=True)
class ListOf:
    """A list; read as a tuple. A list of the wrong size is refused unread, so that its size costs nothing."""

    item: Kind
    longest: int
    shortest: int = 0
    unique: bool = False

    def read(self, value: Any, path: str, problems: Problems) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _refuse(problems, path, "list_expected", found=value)
        if not self.shortest <= len(value) <= self.longest:
            raise _refuse(problems, path, "list_size_wrong", low=self.shortest, high=self.longest, found=len(value))
        items, sound = [], True
        for index, member in enumerate(value):
            try:
                items.append(self.item.read(member, f"{path}[{index}]", problems))
            except Unreadable:
                sound = False
                if problems.full:
                    break
        if not sound:
            raise Unreadable
        if self.unique and len(set(items)) != len(items):
            raise _refuse(problems, path, "list_repeats")
        return tuple(items)

    def schema(self) -> dict[str, Any]:
        schema = {"type": "array", "items": self.item.schema(), "minItems": self.shortest, "maxItems": self.longest}
        return {**schema, "uniqueItems": True} if self.unique else schema


@dataclass(frozen=True)
class Member:
    """One member of a JSON object: its JSON name, the Python attribute, what it holds, and what it means."""

    name: str
    attribute: str
    kind: Kind
    required: bool
    doc: str


@dataclass(frozen=True)
class Record:
    """A JSON object with known members; `build` makes the value from the members that were given."""

    members: tuple[Member, ...]
    build: Callable[..., Any]

    def read(self, value: Any, path: str, problems: Problems) -> Any:
        if not isinstance(value, Mapping):
            raise _refuse(problems, path, "object_expected", found=value)
        known = {member.name: member for member in self.members}
        before = problems.count
        for name in value:
            if name not in known:
                problems.add(f"{path}.{name}", "member_unknown", known=", ".join(known))
        given = {}
        for name, member in known.items():
            here = f"{path}.{name}"
            if value.get(name) is None:
                if member.required:
                    problems.add(here, "member_missing")
                continue
            try:
                given[member.attribute] = member.kind.read(value[name], here, problems)
            except Unreadable:
                continue
        if problems.count > before:
            raise Unreadable
        return self.build(**given)

    def schema(self) -> dict[str, Any]:
        properties = {m.name: {**_or_null(m), "description": m.doc} for m in self.members}
        required = [m.name for m in self.members if m.required]
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**schema, "required": required} if required else schema


def _or_null(member: Member) -> dict[str, Any]:
    """An optional member may be null, which means the same as leaving it out."""
    schema = member.kind.schema()
    if member.required:
        return schema
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}
