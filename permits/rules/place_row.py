"""One feature of a list of sensitive places: the place, or why it cannot be taken."""

from types import MappingProxyType

from permits.rules.feature_mapping import FeatureMapping, Source
from permits.rules.feature_values import FeatureValues
from permits.rules.ledger_row import RawRow, RowRejected
from permits.rules.road_row import FeatureRow, Record

PLACE_KINDS = ("school", "hospital", "fire_station")
LONGEST_NAME, LONGEST_SOURCE = 120, 120

OWN_NAMES = MappingProxyType({
    "ref": Source(("ref", "id")),
    "kind": Source(("kind",), {"学校": "school", "医院": "hospital", "消防站": "fire_station"}),
    "name": Source(("name",)),
    "name_en": Source(("name_en", "name:en")),
    "source": Source(("source",)),
})  # fmt: skip
MEMBERS = tuple(OWN_NAMES)


def read_place(raw: RawRow, mapping: FeatureMapping) -> FeatureRow:
    """The place a feature describes: a Point at its way in, or a Polygon.

    Raises RowRejected with a code of FeatureValues, kind_missing or name_missing.
    """
    values = FeatureValues(raw, mapping)
    ref = values.ref()
    kind, name = values.choice("kind", PLACE_KINDS), values.text("name", LONGEST_NAME)
    for member, given in (("kind", kind), ("name", name)):
        if not given:
            raise RowRejected(f"{member}_missing")
    columns = {
        "kind": kind,
        "name": name,
        "name_en": values.text("name_en", LONGEST_NAME),
        "source": values.text("source", LONGEST_SOURCE),
    }
    return FeatureRow(raw.number, ref, (Record(ref, values.geometry(("Point", "Polygon")), columns),))
