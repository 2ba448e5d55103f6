"""Why a ledger, its mapping or one of its rows was not taken in: code → translated sentence."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from core import messages
from core.errors import Violation

_SENTENCES = {
    # The mapping.
    "mapping_unreadable": _("The mapping %(file)s cannot be read: %(why)s"),
    "mapping_object_expected": _("%(member)s of the mapping must be a JSON object."),
    "mapping_member_unknown": _("The mapping has an unknown member: %(member)s."),
    "mapping_member_missing": _("The mapping lacks the member %(member)s."),
    "mapping_text_expected": _("%(member)s of the mapping must be a text that is not empty."),
    "mapping_texts_expected": _("%(member)s of the mapping must be a list of texts."),
    "mapping_zone_unknown": _("The mapping names an unknown time zone: %(zone)s."),
    "mapping_closure_unknown": _("The mapping names an unknown closure: %(closure)s. Known are %(allowed)s."),
    "mapping_encoding_unknown": _("The mapping names an unknown encoding: %(encoding)s."),
    "mapping_source_empty": _("%(member)s of the mapping names neither a property (field) nor a value (default)."),
    "mapping_datum_unknown": _("The datum of the mapping must be one of %(allowed)s."),
    "mapping_coordinates_incomplete": _("The mapping needs both lon and lat; %(member)s is missing."),
    # The file.
    "file_missing": _("There is no file %(file)s."),
    "file_kind_unknown": _("The kind of file is not known by its name; it must end in %(allowed)s."),
    "file_unreadable": _("The file cannot be read: %(why)s"),
    "file_empty": _("The file has no header."),
    "encoding_wrong": _("The file is not written in %(encoding)s; name its encoding in the mapping (encoding)."),
    "columns_missing": _("The file lacks these columns of the mapping: %(columns)s."),
    "columns_repeated": _("These columns of the mapping stand in the file more than once: %(columns)s."),
    "coordinates_unmapped": _("The file has no geometry, so the mapping must name the columns lon and lat."),
    "sheet_unknown": _("The workbook has no sheet %(sheet)s; it has %(sheets)s."),
    "sheet_unchosen": _("The workbook has several sheets (%(sheets)s); name one in the mapping (sheet)."),
    "geojson_malformed": _("The file is not well-formed JSON: %(why)s"),
    "collection_missing": _("The file is JSON, but not a GeoJSON FeatureCollection."),
    "crs_unknown": _("The file's coordinates are not WGS84 degrees but %(crs)s."),
    "file_too_large": _("The file has %(size_mb)s MB; at most %(allowed_mb)s MB can be read."),
    "datum_likely_gcj02": _(
        "The coordinates look shifted, as those of Chinese web maps are (GCJ-02): read so, they fit what is known of "
        'these names. Write "datum": "gcj02" in the mapping and import again.'
    ),
    "places_outside_city": _("%(count)s of %(of)s lie outside the city's bounds."),
    "properties_unread": _("These properties of the file were not read: %(properties)s."),
    "squadron_unknown": _("There is no squadron %(squadron)s; there are %(known)s."),
    # A row.
    "cells_differ": _("The row has %(cells)s cells, the header %(columns)s."),
    "feature_malformed": _("This is not a GeoJSON feature with properties."),
    "text_unusable": _("%(column)s contains a character that cannot be kept."),
    "ref_missing": _("The row has no reference."),
    "ref_too_long": _("The reference is longer than %(allowed)s characters."),
    "date_missing": _("%(column)s is empty."),
    "date_unreadable": _("%(column)s is not a date written year first: %(text)s"),
    "date_out_of_range": _("%(column)s is outside any plausible year: %(text)s"),
    "dates_reversed": _("The end (%(ends)s) is before the start (%(starts)s)."),
    "coordinate_unreadable": _("%(column)s is not a number of degrees: %(text)s"),
    "text_expected": _("%(column)s is not a text: %(text)s"),
    "text_too_long": _("%(column)s is longer than %(allowed)s characters."),
    "value_unknown": _("%(column)s has a value that is not known: %(text)s. Known are %(allowed)s."),
    "number_unreadable": _("%(column)s is not a number: %(text)s"),
    "number_not_whole": _("%(column)s must be a whole number: %(text)s"),
    "number_out_of_range": _("%(column)s must lie between %(least)s and %(most)s: %(text)s"),
    "numbers_count_wrong": _("%(column)s must hold %(count)s numbers; here are %(found)s."),
    "kind_missing": _("The kind of place is missing."),
    "name_missing": _("The name is missing."),
    "oneway_with_opposite_lanes": _("A one-way road has no lanes in the opposite direction, but %(lanes)s are given."),
    "lanes_contradicting": _("The lanes do not add up: %(lanes)s one way, %(opposite)s the other, %(total)s in all."),
    "overhaul_before_opening": _("The overhaul (%(overhauled)s) is before the road was opened (%(opened)s)."),
    "database_refused": _("The database refused the row: %(why)s"),
    # Its geometry; whatever else can be wrong with one has its sentence in core.messages.
    "geometry_missing": _("The row has no geometry."),
    "geometry_malformed": _("The geometry is not well-formed GeoJSON."),
    "geometry_empty": _("The geometry has no coordinates."),
}

CODES = frozenset(_SENTENCES)


def sentence(code: str, data: Mapping[str, Any]) -> str:
    """The reason in the reader's language; lists in `data` are joined."""
    if code not in _SENTENCES:
        return messages.sentence(Violation(code, dict(data))) or code
    joined = {name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in data.items()}
    return gettext(_SENTENCES[code]) % joined
