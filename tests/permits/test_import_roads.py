"""A road register and a list of places are taken in, again and again, without losing or doubling any."""

import datetime as dt
import json
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from core import clock
from core.datum import wgs84_to_gcj02
from permits.messages_ledger import CODES, sentence
from permits.models import RoadSegment, SensitivePlace
from permits.rules import place_row, road_row
from permits.rules.feature_mapping import FeatureMapping
from permits.services import _feature_import, surroundings
from permits.services.surroundings import LedgerUnreadable, import_places, import_roads
from tests.city import MONDAY
from tests.commands import run

pytestmark = pytest.mark.django_db
LINE = [[120.64, 27.78], [120.65, 27.781], [120.66, 27.78]]
ZONE = ZoneInfo("Asia/Shanghai")
ROADS, PLACES = FeatureMapping(road_row.OWN_NAMES, ZONE), FeatureMapping(place_row.OWN_NAMES, ZONE)


@pytest.fixture(autouse=True)
def _monday():
    with clock.at(MONDAY):
        yield


def feature(ref="R1", coordinates=LINE, shape="LineString", **properties) -> dict:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"ref": ref} | properties, "geometry": geometry}


def written(folder, *features, name="roads.geojson", **more):
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features} | more), encoding="utf-8")
    return path


def taken(folder, *features, **options):
    return import_roads(written(folder, *features), ROADS, **options)


def counts(report):
    return report.added, report.changed, report.unchanged


def test_a_feature_becomes_a_segment_with_its_box_and_length(tmp_path):
    assert counts(taken(tmp_path, feature(name="万松东路", lanes=3, lanes_opposite=3, opened_on="2023-05-01"))) == (
        1,
        0,
        0,
    )
    road = RoadSegment.objects.get()
    assert (road.ref, road.name, road.lanes, road.opened_on) == ("R1", "万松东路", 3, dt.date(2023, 5, 1))
    assert (road.lon_min, road.lat_min, road.lon_max, road.lat_max) == (120.64, 27.78, 120.66, 27.781)
    assert road.geometry == {"type": "LineString", "coordinates": LINE}
    assert road.length_m == pytest.approx(1983, abs=2)
    assert road.changed_at == clock.now()


def test_the_same_file_again_changes_nothing_and_what_differs_is_brought_up_to_date(tmp_path):
    first = [feature(lanes=3, hourly_volume_pcu=[500] * 24, lane_width_m=3.25), feature("R2", lanes=2)]
    assert counts(taken(tmp_path, *first)) == (2, 0, 0)
    before = list(RoadSegment.objects.order_by("ref").values())
    with clock.at(MONDAY + dt.timedelta(days=1)):
        assert counts(taken(tmp_path, *first)) == (0, 0, 2)
        assert list(RoadSegment.objects.order_by("ref").values()) == before
        assert counts(taken(tmp_path, feature(lanes=4), first[1])) == (0, 1, 1)
    changed, same = RoadSegment.objects.order_by("ref")
    assert (changed.pk, changed.lanes) == (before[0]["id"], 4)
    assert changed.changed_at > same.changed_at


def test_of_what_the_file_does_not_speak_stays_and_what_it_leaves_empty_goes(tmp_path):
    taken(tmp_path, feature(name="路", lanes=3, opened_on="2023-05-01", speed_limit_kmh=50))
    report = taken(tmp_path, feature(lanes=None, speed_limit_kmh=50), feature("R2", lanes=2))
    assert counts(report) == (1, 1, 0)
    road = RoadSegment.objects.get(ref="R1")
    assert (road.name, road.opened_on, road.lanes) == ("路", dt.date(2023, 5, 1), None)


def test_what_is_kept_and_what_is_new_must_agree(tmp_path):
    taken(tmp_path, feature(opened_on="2023-05-01"), feature("R2", lanes=2))
    report = taken(tmp_path, feature(overhauled_on="2020-01-01"), feature("R2", overhauled_on="2020-01-01"))
    assert [(rejected.row, rejected.code) for rejected in report.rejected] == [(1, "overhaul_before_opening")]
    assert counts(report) == (0, 1, 0)
    assert RoadSegment.objects.get(ref="R1").overhauled_on is None


def test_a_feature_of_several_lines_is_taken_whole_or_not_at_all(tmp_path):
    parts = [LINE[:2], LINE[1:]]
    report = taken(tmp_path, feature(coordinates=parts, shape="MultiLineString", name="路"))
    assert counts(report) == (2, 0, 0)
    assert [road.ref for road in RoadSegment.objects.all()] == ["R1/1", "R1/2"]
    report = taken(tmp_path, feature("R2", coordinates=[LINE, LINE[:1]], shape="MultiLineString"))
    assert [rejected.code for rejected in report.rejected] == ["line_too_short"]
    assert RoadSegment.objects.count() == 2


def test_the_last_usable_feature_of_a_reference_wins_and_is_reported(tmp_path):
    report = taken(tmp_path, feature(lanes=1), feature(lanes=2), feature(lanes="many"), {"type": "Feature"}, 5)
    assert RoadSegment.objects.get().lanes == 2
    assert [(again.row, again.ref, again.overridden) for again in report.repeated] == [(2, "R1", (1,))]
    assert [(rejected.row, rejected.code) for rejected in report.rejected] == [
        (3, "number_unreadable"), (4, "feature_malformed"), (5, "feature_malformed"),
    ]  # fmt: skip


def test_the_features_own_id_is_the_reference_when_no_property_is(tmp_path):
    taken(tmp_path, {**feature(), "properties": {}, "id": "way/17"})
    assert RoadSegment.objects.get().ref == "way/17"


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path):
    taken(tmp_path, feature(lanes=1))
    report = taken(tmp_path, feature(lanes=2), feature("R2"), feature("R3", lanes="x"), dry_run=True)
    assert (*counts(report), len(report.rejected)) == (1, 1, 0, 1)
    assert list(RoadSegment.objects.values_list("lanes", flat=True)) == [1]


def test_what_the_database_refuses_is_rejected_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(_feature_import, "BATCH_FEATURES", 10)
    # The check of the rules is taken away, so that the database's own is met.
    unchecked = _feature_import.Register(**{**vars(surroundings._ROADS), "check": lambda columns: None})
    features = [feature(f"R{i}", opened_on="2023-01-01") for i in range(5)]
    _feature_import.import_features(written(tmp_path, *features), unchecked, ROADS)
    features = [feature(f"R{i}", overhauled_on="2019-01-01" if i == 2 else "2024-01-01") for i in range(5)]
    report = _feature_import.import_features(written(tmp_path, *features), unchecked, ROADS)
    assert [(rejected.row, rejected.code) for rejected in report.rejected] == [(3, "database_refused")]
    assert counts(report) == (0, 4, 0)


@pytest.mark.django_db(transaction=True)
def test_a_crash_loses_no_finished_batch(tmp_path, monkeypatch):
    monkeypatch.setattr(_feature_import, "BATCH_FEATURES", 2)
    save, saved = _feature_import._Importer._save, []

    def crash_later(self, rows):
        if saved:
            raise KeyboardInterrupt
        saved.append(rows)
        save(self, rows)

    features = [feature(f"R{i}") for i in range(6)]
    with monkeypatch.context() as crashing:
        crashing.setattr(_feature_import._Importer, "_save", crash_later)
        with pytest.raises(KeyboardInterrupt):
            taken(tmp_path, *features)
    assert RoadSegment.objects.count() == 2
    assert counts(taken(tmp_path, *features)) == (4, 0, 2)


def test_places_are_taken_in_by_the_same_rules(tmp_path):
    square = [[[120.64, 27.78], [120.641, 27.78], [120.641, 27.781], [120.64, 27.78]]]
    features = [
        feature("P1", [120.65, 27.78], "Point", kind="school", name="实验小学（演示）"),
        feature("P2", square, "Polygon", kind="医院", name="人民医院（演示）", name_en="Hospital"),
        feature("P3", LINE, "LineString", kind="school", name="x"),
        feature("P4", [120.65, 27.78], "Point", name="x"),
    ]
    report = import_places(written(tmp_path, *features), PLACES)
    assert counts(report) == (2, 0, 0)
    assert [(rejected.row, rejected.code) for rejected in report.rejected] == [
        (3, "geometry_type_unknown"), (4, "kind_missing"),
    ]  # fmt: skip
    school, hospital = SensitivePlace.objects.all()
    assert (school.kind, school.name, school.lon_min, school.lat_max) == ("school", "实验小学（演示）", 120.65, 27.78)
    assert (hospital.kind, hospital.name_en, hospital.lon_max) == ("hospital", "Hospital", 120.641)
    assert counts(import_places(written(tmp_path, *features), PLACES)) == (0, 0, 2)


def test_a_shifted_datum_is_told_and_can_be_put_right(tmp_path):
    taken(tmp_path, feature("A", name="万松东路"), feature("B", [[120.60, 27.7], [120.61, 27.7]], name="飞云路"))
    shifted = [list(wgs84_to_gcj02(*point)) for point in LINE]
    file = written(tmp_path, feature("A", shifted, name="万松东路"), name="shifted.geojson")
    assert [hint.code for hint in import_roads(file, ROADS, dry_run=True).hints] == ["datum_likely_gcj02"]
    assert taken(tmp_path, feature("A", name="万松东路")).hints == []
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"ref": "ref", "name": "name", "datum": "gcj02"}))
    code, out, _err = run("import_roads", file, "--mapping", mapping, "--dry-run", "--json")
    assert (code, json.loads(out)["hints"]) == (0, [])


def test_what_lies_outside_the_city_and_what_was_not_read_is_told(tmp_path):
    report = taken(tmp_path, feature(surface="asphalt", width=21), feature("R2", [[0, 0], [0.01, 0]]))
    assert counts(report) == (2, 0, 0)
    assert [(hint.code, hint.data) for hint in report.hints] == [
        ("places_outside_city", {"count": 1, "of": 2}),
        ("properties_unread", {"properties": ["surface", "width"]}),
    ]


def test_the_command_reports_as_import_works_does(tmp_path):
    file = written(tmp_path, feature(), feature(lanes=2), feature("R2", lanes="x"))
    code, out, err = run("import_roads", file, "--json")
    assert (code, err) == (1, "")
    assert json.loads(out) == {
        "added": 1, "changed": 0, "unchanged": 0, "skipped": 0,
        "rejected": [{"row": 3, "reason": sentence("number_unreadable", {"column": "lanes", "text": "x"}),
                      "code": "number_unreadable"}],
        "repeated": [{"row": 2, "ref": "R1", "overridden": [1]}],
        "hints": [],
    }  # fmt: skip
    assert run("import_roads", written(tmp_path, feature(), name="sound.geojson"))[0] == 0
    with translation.override("en"):
        _code, out, _err = run("import_roads", file, "--dry-run")
    assert "row 3: rejected: lanes is not a number: x" in out
    assert "row 2: reference R1 again; overrides row 1" in out


def test_openstreetmap_is_read_by_the_mapping_that_comes_with_it(tmp_path, settings):
    tags = {
        "@id": "way/1",
        "highway": "primary",
        "name": "万松路",
        "lanes": "4",
        "maxspeed": "50",
        "name:en": "Wansong",
    }
    path = {"@id": "way/2", "highway": "footway"}
    ways = [{**feature(), "properties": tags}, {**feature(), "properties": path}]
    mapping = settings.BASE_DIR / "docs" / "imports" / "osm_roads.json"
    code, out, _err = run("import_roads", written(tmp_path, *ways), "--mapping", mapping, "--json")
    report = json.loads(out)
    assert (code, report["added"], report["skipped"]) == (0, 1, 1)
    road = RoadSegment.objects.get()
    assert (road.ref, road.name, road.name_en, road.road_class) == ("way/1", "万松路", "Wansong", "arterial")
    assert (road.lanes, road.lanes_opposite, road.speed_limit_kmh) == (2, 2, 50)
    assert road.source == "© OpenStreetMap contributors (ODbL)"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("none.geojson", None, "file_missing"),
        ("roads.shp", "x", "file_kind_unknown"),
        ("roads.geojson", "", "geojson_malformed"),
        ("roads.geojson", '{"type": "FeatureCollection", "features": [NaN]}', "geojson_malformed"),
        ("roads.geojson", "[" * 100_000, "geojson_malformed"),
        ("roads.geojson", b"\xff\xfe\x00", "encoding_wrong"),
        ("roads.geojson", '{"type": "Feature"}', "collection_missing"),
        ("roads.geojson", '{"type":"FeatureCollection","features":[],"crs":{"properties":{"name":"EPSG:4547"}}}',
         "crs_unknown"),
        ("roads.geojson", '{"type":"FeatureCollection","features":[{"properties":{"name":"x"}}]}', "columns_missing"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_in_one_line(tmp_path, name, content, code):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(LedgerUnreadable) as refused:
        import_roads(path, ROADS)
    assert refused.value.code == code
    status, out, err = run("import_roads", path)
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_a_file_of_another_size_than_a_citys_is_not_even_opened(tmp_path, monkeypatch):
    monkeypatch.setattr("permits.services._ledger_files.MAX_FILE_MB", -1)
    with pytest.raises(LedgerUnreadable) as refused:
        taken(tmp_path, feature())
    assert refused.value.code == "file_too_large"


def test_cgcs2000_is_taken_for_what_it_is_to_a_few_centimetres(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    assert counts(import_roads(written(tmp_path, feature(), crs=crs), ROADS)) == (1, 0, 0)


def test_an_empty_register_is_no_fault(tmp_path):
    assert counts(taken(tmp_path)) == (0, 0, 0)


@pytest.mark.parametrize("content", ["{", "[]", '{"ref": "id", "datum": "bd09"}', None])
def test_a_mapping_that_cannot_be_used_is_refused_in_one_line(tmp_path, content):
    mapping = tmp_path / "map.json"
    if content is not None:
        mapping.write_text(content)
    status, out, err = run("import_roads", written(tmp_path, feature()), "--mapping", mapping)
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_every_code_has_its_sentence():
    data = {"column": "c", "text": "t", "allowed": ["a"], "least": 1, "most": 2, "count": 24, "found": 3, "lanes": 1,
            "opposite": 1, "total": 3, "opened": "a", "overhauled": "b", "member": "m", "of": 2, "properties": ["p"],
            "size_mb": 600, "allowed_mb": 500}  # fmt: skip
    codes = {
        "mapping_source_empty", "mapping_datum_unknown", "file_too_large", "datum_likely_gcj02", "places_outside_city",
        "properties_unread", "text_expected", "text_too_long", "value_unknown", "number_unreadable", "number_not_whole",
        "number_out_of_range", "numbers_count_wrong", "kind_missing", "name_missing", "oneway_with_opposite_lanes",
        "lanes_contradicting", "overhaul_before_opening",
    }  # fmt: skip
    assert codes <= CODES
    for code in codes:
        texts = set()
        for language in ("en", "zh-hans"):
            with translation.override(language):
                texts.add(sentence(code, data))
        assert len(texts) == 2, code
