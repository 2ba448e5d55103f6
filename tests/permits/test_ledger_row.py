"""What a ledger's mapping and one of its rows say, or why they are refused."""

import datetime as dt

import pytest

from permits.models.place import Closure
from permits.rules.ledger_mapping import read_mapping
from permits.rules.ledger_row import RawRow, RowRejected, read_row
from permits.rules.mapping_reading import MappingInvalid
from tests.permits.ledgers import CELLS, MAPPING, mapping


def raw(geometry=None, **changes):
    return RawRow(2, CELLS | changes, geometry=geometry)


def refusals(obj) -> list[tuple[str, str]]:
    with pytest.raises(MappingInvalid) as refused:
        read_mapping(obj, closures=Closure.values, default_zone="Asia/Shanghai")
    return [(violation.code, violation.data["member"]) for violation in refused.value.violations]


def test_the_mapping_of_the_contract_is_understood():
    read = mapping(also=["published_date"])
    assert (read.ref, read.lon, read.lat, str(read.zone)) == ("reference", "lon", "lat", "Europe/London")
    assert read.closure.closure_of("Road Closure") == "full"
    assert read.closure.closure_of("Something else") == "unknown"
    assert read.kept_columns == (
        "reference", "road", "description", "contractor", "start_date", "end_date", "tm_type", "status",
        "published_date",
    )  # fmt: skip


def test_times_without_a_zone_are_the_citys_when_the_mapping_names_none():
    assert str(mapping(zone=None).zone) == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"colour": "red"}, ("mapping_member_unknown", "colour")),
        ({"closure": {"field": "a", "colour": 1}}, ("mapping_member_unknown", "closure.colour")),
        ({"closure": {}}, ("mapping_text_expected", "closure.field")),
        ({"closure": {"field": "a", "map": {"b": "open"}}}, ("mapping_closure_unknown", "closure")),
        ({"closure": {"field": "a", "map": []}}, ("mapping_object_expected", "closure.map")),
        ({"ended": "status"}, ("mapping_object_expected", "ended")),
        ({"ended": {"field": "a", "values": "x"}}, ("mapping_texts_expected", "ended.values")),
        ({"ref": 7}, ("mapping_text_expected", "ref")),
        ({"road": "  "}, ("mapping_text_expected", "road")),
        ({"also": ["a", 1]}, ("mapping_texts_expected", "also")),
        ({"zone": "Europe/Atlantis"}, ("mapping_zone_unknown", "zone")),
        ({"zone": "../../etc/passwd"}, ("mapping_zone_unknown", "zone")),
        ({"encoding": "klingon"}, ("mapping_encoding_unknown", "encoding")),
    ],
)
def test_a_mapping_is_refused_by_the_name_of_the_member(changes, expected):
    assert refusals(MAPPING | changes) == [expected]


def test_every_fault_of_a_mapping_is_told_at_once():
    assert refusals({"ref": "a", "lon": "x", "colour": "red"}) == [
        ("mapping_member_unknown", "colour"),
        ("mapping_member_missing", "starts"),
        ("mapping_member_missing", "ends"),
        ("mapping_coordinates_incomplete", "lat"),
    ]
    assert refusals([1])[0] == ("mapping_object_expected", "")


def test_a_row_says_where_and_when():
    read = read_row(raw(), mapping())
    assert (read.ref, read.road, read.organisation, read.closure, read.ended) == (
        "R1",
        "万松东路",
        "瑞安市政",
        "full",
        False,
    )
    assert (read.starts_on, read.ends_on) == (dt.date(2026, 12, 1), dt.date(2026, 12, 10))
    assert read.geometry.coords[0] == (120.66, 27.78)
    assert read_row(raw(status="Cancelled"), mapping()).ended


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-01", 1),
        ("2026/12/1", 1),
        ("2026.12.01", 1),
        ("2026年12月1日", 1),
        ("2026年12月1日 8:30", 1),
        ("2026-12-01T23:59:59", 1),
        # A zone that is written counts: in London this is still the first, there already the second.
        ("2026-12-01T23:30:00Z", 1),
        ("2026-12-02T05:00:00+08:00", 1),
        (dt.datetime(2026, 12, 1, 21, 0), 1),
        (dt.date(2026, 12, 2), 2),
    ],
)
def test_the_day_is_the_local_day_the_ledger_writes(written, day):
    assert read_row(raw(start_date=written), mapping()).starts_on == dt.date(2026, 12, day)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reference": " "}, "ref_missing"),
        ({"reference": "x" * 121}, "ref_too_long"),
        ({"start_date": ""}, "date_missing"),
        ({"end_date": None}, "date_missing"),
        ({"start_date": "2026-02-30"}, "date_unreadable"),
        ({"start_date": "01/12/2026"}, "date_unreadable"),
        ({"start_date": 46357}, "date_unreadable"),
        ({"end_date": "2026-12-02 25:00"}, "date_unreadable"),
        ({"end_date": "9999-12-31"}, "date_out_of_range"),
        ({"end_date": "2026-11-30"}, "dates_reversed"),
        ({"end_date": "2026-12-01T20:00"}, "dates_reversed"),
        ({"lat": ""}, "geometry_missing"),
        ({"lon": "east"}, "coordinate_unreadable"),
        ({"lon": "nan"}, "coordinate_unreadable"),
        ({"lon": "27.78", "lat": "120.66"}, "coordinates_swapped"),
        ({"lat": "527780"}, "coordinate_out_of_range"),
        ({"road": "a\x00b"}, "text_unusable"),
        ({"description": "\ud800"}, "text_unusable"),
    ],
)
def test_an_unusable_row_is_rejected_with_its_reason(changes, code):
    with pytest.raises(RowRejected) as rejected:
        read_row(raw(**changes), mapping())
    assert rejected.value.code == code


def test_the_geometry_of_the_file_comes_before_its_columns():
    line = {"type": "LineString", "coordinates": [[120.66, 27.78], [120.67, 27.78, 12.0]]}
    assert list(read_row(raw(line), mapping()).geometry.coords) == [(120.66, 27.78), (120.67, 27.78)]
    with pytest.raises(RowRejected) as rejected:
        read_row(raw({"type": "GeometryCollection", "geometries": []}), mapping())
    assert rejected.value.code == "geometry_type_unknown"


def test_cells_of_any_kind_become_text():
    read = read_row(raw(reference=123.0, road=["M25", "A3"], description="one\r\ntwo "), mapping())
    assert (read.ref, read.road, read.description) == ("123", "M25, A3", "one\ntwo")
    assert read.kept["road"] == ["M25", "A3"]
