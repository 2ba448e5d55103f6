"""Which property of a GeoJSON feature is what: the mapping of `import_roads` and `import_places`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from permits.rules.ledger_row import text_of
from permits.rules.mapping_reading import MappingReading

#: The datum the coordinates are given in: WGS84, or the shifted one of Chinese web maps.
WGS84, GCJ02 = "wgs84", "gcj02"
_SOURCE_MEMBERS = ("field", "map", "default")
_SPECIAL = ("only", "datum")


@dataclass(frozen=True)
class Source:
    """Where a member's value comes from: the first of `properties` that is given.

    values: what the property's texts mean. default: what holds when there is no property, or its text is not among
    `values`; None: the text itself holds.
    """

    properties: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    default: Any = None

    def value_in(self, properties: Mapping[str, Any]) -> Any:
        """The value a feature gives; None when it says nothing."""
        given = next((properties[name] for name in self.properties if properties.get(name) not in (None, "")), None)
        if given is None:
            return self.default
        if not self.values:
            return given
        unknown = given if self.default is None else self.default
        return self.values.get(text_of(given), unknown)


@dataclass(frozen=True)
class Only:
    """The features to take: those whose property has one of the texts."""

    column: str
    values: frozenset[str]

    def takes(self, properties: Mapping[str, Any]) -> bool:
        """Whether a feature is one of them."""
        return text_of(properties.get(self.column)) in self.values


@dataclass(frozen=True)
class FeatureMapping:
    """members: the source of each. zone: of moments written with an offset. datum: wgs84 or gcj02."""

    members: Mapping[str, Source]
    zone: ZoneInfo
    only: Only | None = None
    datum: str = WGS84

    @cached_property
    def properties(self) -> tuple[str, ...]:
        """Every property any member reads, once each."""
        names = [name for source in self.members.values() for name in source.properties]
        return tuple(dict.fromkeys([*names, *([self.only.column] if self.only else [])]))

    def spoken(self, known: Collection[str]) -> frozenset[str]:
        """The members of which a file with the properties `known` says anything."""
        return frozenset(
            name
            for name, source in self.members.items()
            if source.default is not None or any(column in known for column in source.properties)
        )


def read_feature_mapping(obj: Any, *, members: Collection[str], zone: ZoneInfo) -> FeatureMapping:
    """The mapping that the JSON value `obj` describes (docs/imports); members it does not name are not read.

    Each member is a property's name, a list of names of which the first that is given holds, or
    {"field": name or names, "map": {text: value}, "default": value}. Raises MappingInvalid with every reason:
    mapping_object_expected, mapping_member_unknown, mapping_member_missing (ref), mapping_text_expected,
    mapping_texts_expected, mapping_source_empty, mapping_datum_unknown.
    """
    reading = MappingReading()
    obj = reading.object_of(obj, "", (*members, *_SPECIAL)) or {}
    if "ref" not in obj:
        reading.refuse("mapping_member_missing", "ref")
    sources = {name: _source(reading, value, name) for name, value in obj.items() if name in members}
    datum = obj.get("datum", WGS84)
    if datum not in (WGS84, GCJ02):
        reading.refuse("mapping_datum_unknown", "datum", allowed=[WGS84, GCJ02])
    only = _only(reading, obj["only"]) if "only" in obj else None
    reading.finish()
    return FeatureMapping(sources, zone, only, datum)


def _source(reading: MappingReading, value: Any, member: str) -> Source:
    if not isinstance(value, dict):
        return Source(_names(reading, value, member))
    reading.object_of(value, member, _SOURCE_MEMBERS)
    names = _names(reading, value["field"], f"{member}.field") if "field" in value else ()
    values = value.get("map", {})
    if not isinstance(values, dict):
        reading.refuse("mapping_object_expected", f"{member}.map")
        values = {}
    if not names and value.get("default") is None:
        reading.refuse("mapping_source_empty", member)
    return Source(names, values, value.get("default"))


def _names(reading: MappingReading, value: Any, member: str) -> tuple[str, ...]:
    if isinstance(value, list):
        return reading.texts(value, member)
    name = reading.text(value, member)
    return (name,) if name else ()


def _only(reading: MappingReading, value: Any) -> Only | None:
    obj = reading.object_of(value, "only", ("field", "values"))
    if obj is None:
        return None
    column = reading.text(obj.get("field"), "only.field")
    return Only(column, frozenset(reading.texts(obj.get("values"), "only.values")))
