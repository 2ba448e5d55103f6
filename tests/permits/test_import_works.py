"""A ledger becomes works of the register, again and again, without losing or doubling any."""

import datetime as dt
import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.utils import translation

from core import clock
from core.models import Squadron
from permits.messages_ledger import sentence
from permits.models import Event, Works
from permits.rules.ledger_row import RawRow, RowRejected, read_row
from permits.services import ledger_import
from permits.services.ledger_import import LedgerUnreadable, import_ledger
from tests.commands import run
from tests.permits.ledgers import CELLS, COLUMNS, MAPPING, csv_file, feature, geojson_file, mapping, row, xlsx_file

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared/data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data")
POINT = {"type": "Point", "coordinates": [120.66, 27.78]}

pytestmark = pytest.mark.django_db


def counts(report):
    return report.added, report.changed, report.unchanged


def taken(folder, *rows, **changes):
    return import_ledger(csv_file(folder, *rows), mapping(**changes))


def test_a_row_becomes_a_works_without_a_case(tmp_path):
    with clock.at(dt.date(2026, 11, 23)):
        assert counts(taken(tmp_path, row())) == (1, 0, 0)
    works = Works.objects.get(external_ref="R1")
    assert works.number.startswith("W2026-")
    assert (works.origin, works.state, works.version) == ("imported", "PLANNED", 1)
    assert (works.road_name, works.contractor_name, works.closure) == ("万松东路", "瑞安市政", "full")
    assert (works.starts_on, works.ends_on) == (dt.date(2026, 12, 1), dt.date(2026, 12, 10))
    assert works.geometry == POINT
    assert (works.lon, works.lat, works.lon_min, works.lat_max) == (120.66, 27.78, 120.66, 27.78)
    assert works.external_data["tm_type"] == "Road Closure"
    assert works.squadron.code == "import"
    assert not works.cases.exists()


def test_the_same_ledger_again_changes_nothing(tmp_path):
    taken(tmp_path, row(), row(reference="R2"))
    before = list(Works.objects.order_by("pk").values())
    assert counts(taken(tmp_path, row(), row(reference="R2"))) == (0, 0, 2)
    assert list(Works.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "change",
    [
        {"road": "瑞湖路"},
        {"end_date": "2026-12-10T06:00"},
        {"tm_type": "Other"},
        {"status": "Cancelled"},
        {"lon": "120.67"},
    ],
)
def test_any_mapped_column_that_differs_is_a_change(tmp_path, change):
    taken(tmp_path, row(), row(reference="R2"))
    number = Works.objects.get(external_ref="R1").number
    assert counts(taken(tmp_path, row(**change), row(reference="R2"))) == (0, 1, 1)
    works = Works.objects.get(external_ref="R1")
    assert (works.number, works.version) == (number, 2)


def test_the_trail_says_what_the_ledger_changed_and_nobody_is_told(tmp_path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        taken(tmp_path, row())
        taken(tmp_path, row(end_date="2026-12-20"))
    added, changed = Event.objects.filter(works__external_ref="R1").order_by("pk")
    assert (added.action, added.level, added.data) == ("ledger_added", "office", {"ledger": "ledger.csv", "row": 2})
    assert changed.action == "ledger_changed"
    assert changed.data["written"] == {"end_date": ["2026-12-10T05:00", "2026-12-20"]}
    assert changed.data["columns"] == ["ends_on"]
    assert added.delivered_at and changed.delivered_at
    assert callbacks == []


def test_columns_that_are_not_mapped_do_not_count(tmp_path):
    taken(tmp_path, row(), closure=None)
    assert counts(taken(tmp_path, row(tm_type="Other"), closure=None)) == (0, 0, 1)
    assert Works.objects.get().closure == "unknown"


def test_works_no_longer_in_the_ledger_stay(tmp_path):
    taken(tmp_path, row(), row(reference="R2"))
    assert counts(taken(tmp_path, row())) == (0, 0, 1)
    assert Works.objects.count() == 2


def test_the_last_usable_row_of_a_reference_wins_and_is_reported(tmp_path):
    report = taken(tmp_path, row(road="first"), row(reference="R2"), row(road="second"), row(start_date="never"))
    assert counts(report) == (2, 0, 0)
    assert Works.objects.get(external_ref="R1").road_name == "second"
    assert [(again.row, again.ref, again.overridden) for again in report.repeated] == [(4, "R1", (2,))]
    assert [(rejected.row, rejected.code) for rejected in report.rejected] == [(5, "date_unreadable")]


def test_a_rejected_row_leaves_nothing_and_stops_nobody(tmp_path):
    taken(tmp_path, row())
    report = taken(tmp_path, row(road="changed", end_date="2026-01-01"), row(reference="R2"), ["too", "short"])
    assert counts(report) == (1, 0, 0)
    assert [(rejected.row, rejected.code) for rejected in report.rejected] == [
        (2, "dates_reversed"),
        (4, "cells_differ"),
    ]
    assert Works.objects.get(external_ref="R1").road_name == "万松东路"


def test_a_row_the_database_refuses_is_rejected_whole(tmp_path):
    with clock.at(dt.date(2026, 11, 23)):
        now = clock.now()
        # Somebody has taken the number that comes next.
        Works.objects.create(number="W2026-000001", created_at=now, changed_at=now)
        report = taken(tmp_path, row(), row(reference="R2"))
    assert counts(report) == (0, 0, 0)
    assert {rejected.code for rejected in report.rejected} == {"database_refused"}
    assert not Event.objects.exists()


def test_a_long_text_is_shortened_aloud_and_kept_whole(tmp_path):
    report = taken(tmp_path, row(road="路" * 201))
    works = Works.objects.get()
    assert works.road_name == "路" * 200
    assert works.external_data["road"] == "路" * 201
    assert [(s.row, s.field, s.length, s.allowed) for s in report.shortened] == [(2, "road_name", 201, 200)]


def test_the_squadron_is_the_one_whose_area_holds_the_place(tmp_path):
    ring = [[120.6, 27.7], [120.7, 27.7], [120.7, 27.8], [120.6, 27.8], [120.6, 27.7]]
    Squadron.objects.create(code="east", name="演示东", area={"type": "Polygon", "coordinates": [ring]})
    taken(tmp_path, row(), row(reference="R2", lon="0.1", lat="51.5"))
    assert dict(Works.objects.values_list("external_ref", "squadron__code")) == {"R1": "east", "R2": "import"}


def test_a_dry_run_counts_and_writes_nothing(tmp_path):
    taken(tmp_path, row(), row(reference="R2"))
    path = csv_file(tmp_path, row(road="changed"), row(reference="R2"), row(reference="R3"))
    assert counts(import_ledger(path, mapping(), dry_run=True)) == (1, 1, 1)
    assert not Works.objects.filter(external_ref="R3").exists()
    assert Works.objects.get(external_ref="R1").version == 1


def test_a_crash_loses_no_finished_batch(tmp_path, monkeypatch):
    monkeypatch.setattr(ledger_import, "BATCH_ROWS", 2)
    rows = [row(reference=f"R{number}") for number in range(5)]
    real, calls = ledger_import.timeline.record, []

    def crash_at_the_fourth(*args, **kwargs):
        calls.append(args)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(ledger_import.timeline, "record", crash_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        taken(tmp_path, *rows)
    assert Works.objects.count() == 2
    monkeypatch.setattr(ledger_import.timeline, "record", real)
    assert counts(taken(tmp_path, *rows)) == (3, 0, 2)


def test_a_workbook_is_read_with_its_own_dates(tmp_path):
    cells = row()
    cells[4], cells[5] = dt.datetime(2026, 12, 1, 21, 0), dt.date(2026, 12, 10)
    cells[0], cells[6], cells[7] = 17, 120.66, 27.78
    report = import_ledger(xlsx_file(tmp_path, cells, [None] * len(COLUMNS)), mapping())
    assert counts(report) == (1, 0, 0)
    works = Works.objects.get(external_ref="17")
    assert (works.starts_on, works.ends_on) == (dt.date(2026, 12, 1), dt.date(2026, 12, 10))
    assert counts(import_ledger(tmp_path / "ledger.xlsx", mapping())) == (0, 0, 1)


def test_a_sheet_is_chosen_by_name(tmp_path):
    path = xlsx_file(tmp_path, row(), sheets=("说明", "台账"))
    with pytest.raises(LedgerUnreadable) as refused:
        import_ledger(path, mapping())
    assert refused.value.code == "sheet_unchosen"
    with pytest.raises(LedgerUnreadable) as refused:
        import_ledger(path, mapping(sheet="表3"))
    assert refused.value.code == "sheet_unknown"
    assert counts(import_ledger(path, mapping(sheet="台账"))) == (1, 0, 0)


def test_geojson_brings_lines_and_areas(tmp_path):
    line = {"type": "LineString", "coordinates": [[120.66, 27.78], [120.67, 27.78]]}
    ring = [[120.66, 27.78], [120.661, 27.78], [120.661, 27.781], [120.66, 27.78]]
    path = geojson_file(
        tmp_path,
        feature(line, reference="L"),
        feature({"type": "Polygon", "coordinates": [ring]}, reference="A"),
        feature(None, reference="N"),
        "not a feature",
    )
    report = import_ledger(path, mapping(lon=None, lat=None))
    assert counts(report) == (2, 0, 0)
    assert [(r.row, r.code) for r in report.rejected] == [(3, "geometry_missing"), (4, "feature_malformed")]
    works = Works.objects.get(external_ref="L")
    assert works.length_m == pytest.approx(985.4, abs=1)
    assert (works.lon_min, works.lon_max) == (120.66, 120.67)
    assert Works.objects.get(external_ref="A").area_m2 == pytest.approx(5463, rel=0.01)


def test_a_gbk_ledger_from_excel_is_read_when_the_mapping_says_so(tmp_path):
    path = csv_file(tmp_path, row(), encoding="gb18030")
    with pytest.raises(LedgerUnreadable) as refused:
        import_ledger(path, mapping())
    assert refused.value.code == "encoding_wrong"
    assert counts(import_ledger(path, mapping(encoding="gb18030"))) == (1, 0, 0)
    assert Works.objects.get().road_name == "万松东路"


def unusable(folder):
    yield "file_missing", folder / "no.csv", {}
    (folder / "ledger.doc").write_bytes(b"x")
    yield "file_kind_unknown", folder / "ledger.doc", {}
    (folder / "broken.csv").write_text(",".join(COLUMNS) + '\n"open,1', encoding="utf-8")
    yield "file_unreadable", folder / "broken.csv", {}
    (folder / "broken.xlsx").write_bytes(b"PK not a workbook")
    yield "file_unreadable", folder / "broken.xlsx", {}
    with ZipFile(folder / "bomb.xlsx", "w", ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", b"")
        bomb.writestr("xl/workbook.xml", b" " * 20_000_000)
    yield "archive_bomb_found", folder / "bomb.xlsx", {}
    (folder / "empty.csv").write_bytes(b"")
    yield "file_empty", folder / "empty.csv", {}
    yield "columns_missing", csv_file(folder, row()[:-1], header=COLUMNS[:-1], name="less.csv"), {}
    yield "columns_repeated", csv_file(folder, [*row(), "x"], header=(*COLUMNS, "road"), name="twice.csv"), {}
    yield "coordinates_unmapped", csv_file(folder, row()), {"lon": None, "lat": None}
    yield "squadron_unknown", csv_file(folder, row()), {"squadron": "nobody"}
    (folder / "esri.json").write_text('{"geometryType": "esriGeometryPoint", "features": []}')
    yield "collection_missing", folder / "esri.json", {}
    (folder / "nan.json").write_text('{"type": "FeatureCollection", "features": [NaN]}')
    yield "geojson_malformed", folder / "nan.json", {}
    yield "columns_missing", geojson_file(folder, feature(POINT)), {"also": ["published"]}
    british = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    yield "crs_unknown", geojson_file(folder, feature(POINT), crs=british), {}


def test_an_unusable_file_is_refused_before_anything_is_written(tmp_path):
    for code, path, changes in unusable(tmp_path):
        with pytest.raises(LedgerUnreadable) as refused:
            import_ledger(path, mapping(**changes))
        assert refused.value.code == code
    assert not Works.objects.exists()


def command(*args):
    with translation.override("en"):
        return run("import_works", *args)


def test_the_command_answers_as_agreed(tmp_path):
    agreed = tmp_path / "map.json"
    agreed.write_text(json.dumps(MAPPING))
    path = csv_file(tmp_path, row(), row(), row(reference="R2", end_date=""))
    code, out, _err = command(path, "--mapping", agreed, "--json")
    assert code == 1
    assert json.loads(out) == {
        "added": 1,
        "changed": 0,
        "unchanged": 0,
        "rejected": [{"row": 4, "reason": "end_date is empty.", "code": "date_missing"}],
        "repeated": [{"row": 3, "ref": "R1", "overridden": [2]}],
        "shortened": [],
    }
    code, out, _err = command(csv_file(tmp_path, row(road="路" * 300)), "--mapping", agreed)
    assert (code, out.splitlines()) == (
        0,
        ["added 0, changed 1, unchanged 0", "row 2: road_name shown to 200 of 300 characters; kept whole"],
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [("{", "cannot be read"), ('{"colour": 1}', "unknown member: colour."), ("[]", "must be a JSON object")],
)
def test_a_bad_mapping_is_one_clear_line(tmp_path, written, said):
    bad = tmp_path / "map.json"
    bad.write_text(written)
    code, out, err = command(csv_file(tmp_path, row()), "--mapping", bad)
    assert (code, out) == (2, "")
    assert said in err and len(err.strip().splitlines()) == 1


def test_missing_columns_are_one_clear_line(tmp_path):
    agreed = tmp_path / "map.json"
    agreed.write_text(json.dumps(MAPPING))
    code, _out, err = command(csv_file(tmp_path, row()[2:], header=COLUMNS[2:]), "--mapping", agreed)
    assert code == 2
    assert err.strip().endswith("The file lacks these columns of the mapping: reference, road.")


def test_every_reason_is_a_sentence_with_what_it_is_about(tmp_path):
    told = []
    for code, path, changes in unusable(tmp_path):
        with pytest.raises(LedgerUnreadable) as refused:
            import_ledger(path, mapping(**changes))
        told.append((code, sentence(code, refused.value.data)))
    crossing = [[0, 0], [1, 1], [1, 0], [0, 1]]
    for geometry in ({}, {"type": "Point", "coordinates": [200, 1]}, {"type": "LineString", "coordinates": crossing}):
        with pytest.raises(RowRejected) as rejected:
            read_row(RawRow(1, CELLS, geometry=geometry), mapping())
        told.append((rejected.value.code, sentence(rejected.value.code, rejected.value.data)))
    assert len({text for _code, text in told}) >= 12
    assert all(text != code and "%(" not in text for code, text in told)


@pytest.mark.slow
@needs_shared
def test_the_national_highways_file_comes_in_whole():
    chosen = json.loads((ROOT / "docs/imports/national_highways_2025.json").read_text())
    path = SHARED / "national_highways_planned_roadworks_2025-04-14.geojson"
    report = import_ledger(path, mapping_of(chosen))
    assert (counts(report), report.rejected, report.shortened) == ((1428, 0, 0), [], [])
    assert [again.ref for again in report.repeated] == ["00431132-002"]
    assert Works.objects.get(external_ref="00431132-002").external_data["published"] == "2025-04-11T08:48:02"


@pytest.mark.slow
@needs_shared
@pytest.mark.parametrize(("left_out", "changed"), [((), 599), (("published_date",), 393)])
def test_two_weeks_of_one_ledger(left_out, changed):
    chosen = json.loads((ROOT / "docs/imports/highways_england_2016.json").read_text())
    chosen["also"] = [name for name in chosen["also"] if name not in left_out]
    first = import_ledger(SHARED / "highways_england_roadworks_2016_02_29.csv", mapping_of(chosen))
    assert (counts(first), first.rejected, first.repeated) == ((2196, 0, 0), [], [])
    second = import_ledger(SHARED / "highways_england_roadworks_2016_03_07.csv", mapping_of(chosen))
    assert (counts(second), second.rejected) == ((849, changed, 1332 - changed), [])
    assert Works.objects.count() == 2196 + 849


def mapping_of(members):
    everything = dict.fromkeys(MAPPING)
    return mapping(**everything | members)
