"""What a feature of a road register or of a list of sensitive places says, or why it is rejected."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.datum import wgs84_to_gcj02
from core.geo import EARTH
from permits.models import RoadSegment, SensitivePlace
from permits.models.place import RoadClass, RoadKind
from permits.plan.model import LANES, SPEED_KMH, Road, member_of
from permits.rules import place_row, road_row, roads
from permits.rules.feature_mapping import FeatureMapping, read_feature_mapping
from permits.rules.ledger_row import RawRow, RowRejected
from permits.rules.mapping_reading import MappingInvalid

ZONE = ZoneInfo("Asia/Shanghai")
LINE = {"type": "LineString", "coordinates": [[120.64, 27.78], [120.66, 27.78]]}
POINT = {"type": "Point", "coordinates": [120.64, 27.78]}
OWN = FeatureMapping(road_row.OWN_NAMES, ZONE)


def read(geometry=LINE, mapping=OWN, **properties):
    return road_row.read_road(RawRow(3, {"ref": "R1"} | properties, geometry=geometry), mapping)


def columns(**properties) -> dict:
    (record,) = read(**properties).records
    return record.values


def refusal(**properties) -> RowRejected:
    with pytest.raises(RowRejected) as rejected:
        read(**properties)
    return rejected.value


def mapped(**members) -> FeatureMapping:
    return read_feature_mapping({"ref": "ref"} | members, members=road_row.MEMBERS, zone=ZONE)


def test_everything_of_a_road_is_read_under_our_own_names():
    row = read(
        name="万松东路", name_en="Wansong East Road", kind="city", oneway=False, lanes=3, lanes_opposite="2",
        lane_width_m=3.25, design_speed_kmh=60, speed_limit_kmh="50 km/h", opened_on="2021-05-01",
        overhauled_on="2024年3月9日", hourly_volume_pcu=list(range(24)), bus_route="trunk", rush_hour_buses=12,
        cycle_route_class=3, tram="beside", source="demo", **{"class": "arterial"},
    )  # fmt: skip
    (record,) = row.records
    assert (row.number, row.ref, record.ref) == (3, "R1", "R1")
    assert record.values == {
        "name": "万松东路", "name_en": "Wansong East Road", "road_kind": "city", "road_class": "arterial",
        "oneway": False, "lanes": 3, "lanes_opposite": 2, "lane_width_m": 3.25, "design_speed_kmh": 60,
        "speed_limit_kmh": 50, "opened_on": dt.date(2021, 5, 1), "overhauled_on": dt.date(2024, 3, 9),
        "hourly_volume_pcu": list(map(float, range(24))), "bus_route": "trunk", "rush_hour_buses": 12,
        "cycle_route_class": 3, "tram": "beside", "source": "demo",
    }  # fmt: skip


def test_a_road_of_which_nothing_else_is_known():
    values = columns()
    assert values["road_kind"] == "city"
    assert {name: value for name, value in values.items() if value} == {"road_kind": "city"}


def test_other_spellings_are_understood():
    values = columns(
        **{"class": "主干路", "speed": 40, "maxspeed": "30 mph", "volumes": "1," * 23 + "2", "lanes": "3.0"}
    )
    assert (values["road_class"], values["design_speed_kmh"], values["speed_limit_kmh"]) == ("arterial", 40, 48)
    assert values["hourly_volume_pcu"] == [1.0] * 23 + [2.0]
    assert values["lanes"] == 3
    assert columns(opened_on="2021-04-30T16:00:00Z")["opened_on"] == dt.date(2021, 5, 1)


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"ref": None}, "ref_missing"),
        ({"ref": "R" * 121}, "ref_too_long"),
        ({"name": "路" * 201}, "text_too_long"),
        ({"name": {"zh": "路"}}, "text_expected"),
        ({"name": "路\u0000"}, "text_unusable"),
        ({"class": "boulevard"}, "value_unknown"),
        ({"oneway": "perhaps"}, "value_unknown"),
        ({"lanes": "three"}, "number_unreadable"),
        ({"lanes": True}, "number_unreadable"),
        ({"lanes": 1e999}, "number_unreadable"),
        ({"lanes": [3]}, "number_unreadable"),
        ({"lanes": 2.5}, "number_not_whole"),
        ({"lanes": 17}, "number_out_of_range"),
        ({"lanes": -1}, "number_out_of_range"),
        ({"lane_width_m": 35}, "number_out_of_range"),
        ({"speed_limit_kmh": "250 km/h"}, "number_out_of_range"),
        ({"speed_limit_kmh": "walk"}, "number_unreadable"),
        ({"hourly_volume_pcu": [1] * 23}, "numbers_count_wrong"),
        ({"hourly_volume_pcu": 500}, "numbers_count_wrong"),
        ({"hourly_volume_pcu": [1] * 23 + ["many"]}, "number_unreadable"),
        ({"hourly_volume_pcu": [1] * 23 + [-1]}, "number_out_of_range"),
        ({"opened_on": "long ago"}, "date_unreadable"),
        ({"opened_on": "2021-02-30"}, "date_unreadable"),
        ({"opened_on": "0021-02-03"}, "date_out_of_range"),
        ({"opened_on": "2021-05-01", "overhauled_on": "2020-05-01"}, "overhaul_before_opening"),
        ({"oneway": "yes", "lanes": 3, "lanes_opposite": 2}, "oneway_with_opposite_lanes"),
        ({"lanes": 5, "lanes_total": 4}, "lanes_contradicting"),
        ({"oneway": True, "lanes_total": 20}, "lanes_contradicting"),
    ],
)
def test_what_is_wrong_has_its_name(properties, code):
    assert refusal(**properties).code == code


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (None, "geometry_missing"),
        (POINT, "geometry_type_unknown"),
        ({"type": "LineString", "coordinates": [[120.64, 27.78]]}, "line_too_short"),
        ({"type": "LineString", "coordinates": [[120.64, 27.78], [120.64, 27.78]]}, "line_without_length"),
        ({"type": "LineString", "coordinates": [[27.78, 120.64], [27.78, 120.66]]}, "coordinates_swapped"),
        ({"type": "LineString", "coordinates": [[664000, 3073000], [665000, 3073000]]}, "coordinate_out_of_range"),
        ({"type": "LineString", "coordinates": [[120.64, 27.78], [float("inf"), 27.78]]}, "coordinate_not_finite"),
        ({"type": "LineString", "coordinates": [["120.64", 27.78], [120.66, 27.78]]}, "geometry_malformed"),
        ({"type": "LineString", "coordinates": [[120 + i / 1e5, 27.0] for i in range(5001)]}, "vertices_too_many"),
    ],
)
def test_a_line_that_is_none_has_its_name(geometry, code):
    with pytest.raises(RowRejected) as rejected:
        read(geometry)
    assert rejected.value.code == code


def test_a_ramp_may_cross_itself():
    loop = {"type": "LineString", "coordinates": [[120.64, 27.78], [120.66, 27.78], [120.65, 27.79], [120.65, 27.77]]}
    assert len(read(loop).records) == 1


def test_each_part_of_a_multilinestring_is_a_segment():
    parts = [[[120.64, 27.78], [120.65, 27.78]], [[120.651, 27.78], [120.66, 27.78]]]
    several = read({"type": "MultiLineString", "coordinates": parts}, name="路")
    assert [record.ref for record in several.records] == ["R1/1", "R1/2"]
    assert [[list(point) for point in record.geometry.coords] for record in several.records] == parts
    single = read({"type": "MultiLineString", "coordinates": parts[:1]})
    assert [record.ref for record in single.records] == ["R1"]


def test_a_road_registered_against_its_traffic_is_turned_round():
    (record,) = read(oneway="-1", lanes=2).records
    assert [list(point) for point in record.geometry.coords] == LINE["coordinates"][::-1]
    assert (record.values["oneway"], record.values["lanes"], record.values["lanes_opposite"]) == (True, 2, 0)


@pytest.mark.parametrize(
    ("properties", "lanes"),
    [
        ({"lanes_total": 6}, (3, 3)),
        ({"lanes_total": 3}, (None, None)),
        ({"lanes_total": 3, "lanes": 2}, (2, 1)),
        ({"lanes_total": 3, "lanes_opposite": 1}, (2, 1)),
        ({"lanes_total": 3, "oneway": "yes"}, (3, 0)),
        ({"oneway": True}, (None, 0)),
        ({"lanes": 2}, (2, None)),
    ],
)
def test_lanes_of_both_directions_are_shared_out_only_where_that_is_certain(properties, lanes):
    values = columns(**properties)
    assert (values["lanes"], values["lanes_opposite"]) == lanes


def test_coordinates_given_in_the_shifted_datum_are_moved_back():
    shifted = {"type": "LineString", "coordinates": [list(wgs84_to_gcj02(*point)) for point in LINE["coordinates"]]}
    (record,) = read(shifted, mapped(datum="gcj02")).records
    for (lon, lat), (true_lon, true_lat) in zip(record.geometry.coords, LINE["coordinates"], strict=True):
        assert EARTH.inv(lon, lat, true_lon, true_lat)[2] < 0.05


def test_a_mapping_names_others_properties_texts_and_constants():
    mapping = mapped(
        name=["name:zh", "name"],
        lanes_total="lanes",
        source={"default": "© OpenStreetMap contributors"},
        **{"class": {"field": "highway", "map": {"primary": "arterial"}, "default": "branch"}},
    )
    (record,) = read(mapping=mapping, name="Road", lanes=4, highway="primary").records
    assert (record.values["name"], record.values["road_class"], record.values["lanes"]) == ("Road", "arterial", 2)
    assert record.values["source"] == "© OpenStreetMap contributors"
    (record,) = read(mapping=mapping, highway="track", **{"name:zh": "路"}).records
    assert (record.values["name"], record.values["road_class"]) == ("路", "branch")
    assert mapping.spoken({"name", "highway"}) == {"name", "class", "source"}


@pytest.mark.parametrize(
    ("obj", "code", "member"),
    [
        ([], "mapping_object_expected", ""),
        ({}, "mapping_member_missing", "ref"),
        ({"ref": "id", "colour": "c"}, "mapping_member_unknown", "colour"),
        ({"ref": 5}, "mapping_text_expected", "ref"),
        ({"ref": ["id", 5]}, "mapping_texts_expected", "ref"),
        ({"ref": "id", "class": {"map": {}}}, "mapping_source_empty", "class"),
        ({"ref": "id", "class": {"field": "a", "map": []}}, "mapping_object_expected", "class.map"),
        ({"ref": "id", "class": {"field": "a", "mapp": {}}}, "mapping_member_unknown", "class.mapp"),
        ({"ref": "id", "datum": "bd09"}, "mapping_datum_unknown", "datum"),
        ({"ref": "id", "only": {"field": "highway"}}, "mapping_texts_expected", "only.values"),
    ],
)
def test_a_mapping_that_is_not_understood_is_refused_by_name(obj, code, member):
    with pytest.raises(MappingInvalid) as invalid:
        read_feature_mapping(obj, members=road_row.MEMBERS, zone=ZONE)
    assert (code, member) in [(violation.code, violation.data["member"]) for violation in invalid.value.violations]


def test_a_sensitive_place_has_a_kind_and_a_name():
    mapping = FeatureMapping(place_row.OWN_NAMES, ZONE)

    def place(geometry=POINT, **properties):
        return place_row.read_place(RawRow(1, {"ref": "P1"} | properties, geometry=geometry), mapping)

    (record,) = place(kind="消防站", name="安阳消防站").records
    assert record.values == {"kind": "fire_station", "name": "安阳消防站", "name_en": "", "source": ""}
    for properties, code in (
        ({"name": "x"}, "kind_missing"),
        ({"kind": "school"}, "name_missing"),
        ({"kind": "bakery", "name": "x"}, "value_unknown"),
        ({"kind": "school", "name": "x", "geometry": LINE}, "geometry_type_unknown"),
    ):
        with pytest.raises(RowRejected) as rejected:
            place(**properties)
        assert rejected.value.code == code


def test_the_rules_know_the_choices_and_bounds_of_the_tables_and_of_the_plan():
    assert tuple(RoadKind.values) == roads.ROAD_KINDS
    assert tuple(RoadClass.values) == roads.ROAD_CLASSES
    assert tuple(RoadSegment.BusRoute.values) == roads.BUS_ROUTES
    assert tuple(RoadSegment.Tram.values) == roads.TRAMS
    assert tuple(SensitivePlace.Kind.values) == place_row.PLACE_KINDS
    assert (LANES.minimum, LANES.maximum) == roads.LANES
    assert (SPEED_KMH.minimum, SPEED_KMH.maximum) == roads.SPEED_KMH
    kinds = {name: member_of(field).kind for name, field in Road.__dataclass_fields__.items()}
    assert (kinds["lanes_opposite"].minimum, kinds["lanes_opposite"].maximum) == roads.LANES_OPPOSITE
    assert (kinds["lane_width_m"].minimum, kinds["lane_width_m"].maximum) == roads.LANE_WIDTH_M
    volumes = kinds["hourly_volume_pcu"]
    assert (volumes.item.minimum, volumes.item.maximum, volumes.longest) == (*roads.VOLUME_PCU_H, roads.HOURS)
    assert RoadSegment._meta.get_field("name").max_length == road_row.LONGEST_NAME
    assert SensitivePlace._meta.get_field("name").max_length == place_row.LONGEST_NAME


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(OWN.properties), anything, max_size=6), st.just(LINE) | anything)
def test_whatever_a_feature_says_it_is_read_or_rejected(properties, geometry):
    try:
        row = road_row.read_road(RawRow(1, properties, geometry=geometry), OWN)
    except RowRejected as rejected:
        assert rejected.code
    else:
        assert row.records
