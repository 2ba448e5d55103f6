"""`conflicts --on`: what is in the way of one geometry and its dates, whatever the file holds."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.datum import wgs84_to_gcj02
from core.errors import Violation
from permits.messages_conflicts import refused
from permits.models import Embargo, RoadSegment, SensitivePlace
from permits.rules.conflicts.asked import AskedInvalid, AskedSite, read_asked
from tests.commands import run
from tests.permits.test_conflicts import imported, point

LINE = {"type": "LineString", "coordinates": [[120.6600, 27.7800], [120.6610, 27.7800]]}
FEATURE = {"type": "Feature", "geometry": LINE, "properties": {"starts_on": "2026-03-01", "ends_on": "2026-03-10"}}


def feature(**properties) -> dict:
    return FEATURE | {"properties": FEATURE["properties"] | properties}


def asked(tmp_path, document, *args) -> tuple[int, str, str]:
    """Exit code, output and error output of the command."""
    file = tmp_path / "on.geojson"
    file.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
    return run("conflicts", "--on", file, *args)


@pytest.mark.django_db
def test_what_is_in_the_way_is_told_with_the_move_out_of_it(tmp_path):
    imported(1, point(120.6605, 27.7802), dt.date(2026, 3, 5), dt.date(2026, 3, 20))
    code, out, _ = asked(tmp_path, feature(closure="full"), "--json", "--within-m", "30")
    told = json.loads(out)
    (conflict,) = told["conflicts"]
    assert code == 1
    assert (told["within_m"], told["shift_days"], told["earlier_days"], told["later_days"]) == (30, -6, -6, 20)
    assert told["on"]["closure"] == "full"
    assert conflict["distance_m"] == pytest.approx(22.2, abs=0.1)
    assert {name: conflict[name] for name in ("kind", "severity", "works", "ref", "from", "to", "shift_days")} == {
        "kind": "same_place", "severity": "medium", "works": "W2025-000001", "ref": "R1", "from": "2026-03-05",
        "to": "2026-03-10", "shift_days": -6,
    }  # fmt: skip
    assert "W2025-000001" in conflict["message"]["zh"] and "W2025-000001" in conflict["message"]["en"]
    code, out, _ = asked(tmp_path, FEATURE)
    assert code == 1 and "1. [medium]" in out and "2026-03-05 – 2026-03-10 " not in out.splitlines()[0]


@pytest.mark.django_db
def test_nothing_in_the_way(tmp_path):
    imported(1, point(120.6605, 27.7802), dt.date(2026, 3, 11), dt.date(2026, 3, 20))
    code, out, _ = asked(tmp_path, FEATURE, "--json")
    assert (code, json.loads(out)["conflicts"], json.loads(out)["shift_days"]) == (0, [], None)
    assert asked(tmp_path, FEATURE)[0] == 0


@pytest.mark.django_db
def test_what_is_only_good_to_know_is_no_problem(tmp_path):
    imported(1, LINE, dt.date(2026, 6, 1), dt.date(2026, 6, 20), excavation=True)
    code, out, _ = asked(tmp_path, feature(excavation=True), "--json")
    assert (code, [one["kind"] for one in json.loads(out)["conflicts"]]) == (0, ["shared_trench"])


@pytest.mark.django_db
def test_law_calendar_places_and_detour_are_asked_too(tmp_path):
    far = {"type": "LineString", "coordinates": [[120.6600, 27.7850], [120.6610, 27.7850]]}
    imported(1, far, dt.date(2026, 3, 5), dt.date(2026, 3, 20), closure="full")
    west, south, east, north = 120.65, 27.78, 120.67, 27.78
    box = {"lon_min": west, "lat_min": south, "lon_max": east, "lat_max": north}
    RoadSegment.objects.create(
        ref="R", name="万松东路", geometry={"type": "LineString", "coordinates": [[west, south], [east, north]]},
        opened_on=dt.date(2024, 1, 1), length_m=2000, changed_at=clock.now(), **box,
    )  # fmt: skip
    Embargo.objects.create(kind="race", name="马拉松", starts_on=dt.date(2026, 3, 8), ends_on=dt.date(2026, 3, 8))
    SensitivePlace.objects.create(
        ref="H", kind="hospital", name="人民医院", geometry=point(120.6605, 27.7805),
        lon_min=120.6605, lon_max=120.6605, lat_min=27.7805, lat_max=27.7805,
    )  # fmt: skip
    whole = feature(closure="full", excavation=True, road="万松东路", detour=far)
    code, out, _ = asked(tmp_path, whole, "--json")
    told = json.loads(out)
    assert code == 1
    assert [one["kind"] for one in told["conflicts"]] == ["no_dig", "on_detour", "sensitive_place", "embargo"]
    assert [one["certainty"] for one in told["conflicts"]] == ["verified", "setting", "setting", "setting"]
    assert told["shift_days"] is None, "the ban lasts beyond what is tried"
    approved = feature(closure="full", excavation=True, government_approval=True, detour=far)
    told = json.loads(asked(tmp_path, approved, "--json")[1])
    assert told["shift_days"] == -6
    by_night = feature(daily_hours=[["22:00", "05:00"]], closure="lane")
    assert [one["kind"] for one in json.loads(asked(tmp_path, by_night, "--json")[1])["conflicts"]] == [
        "sensitive_place", "embargo",
    ]  # fmt: skip


@pytest.mark.django_db
def test_coordinates_of_another_datum_give_a_hint(tmp_path):
    line = [[120.65, 27.78], [120.67, 27.78]]
    RoadSegment.objects.create(
        ref="R", name="万松东路", geometry={"type": "LineString", "coordinates": line}, length_m=2000,
        changed_at=clock.now(), lon_min=120.65, lat_min=27.78, lon_max=120.67, lat_max=27.78,
    )  # fmt: skip
    shifted = [list(wgs84_to_gcj02(lon, lat)) for lon, lat in ([120.655, 27.78], [120.656, 27.78])]
    moved = FEATURE | {"geometry": {"type": "LineString", "coordinates": shifted}}
    assert "GCJ-02" in json.loads(asked(tmp_path, moved, "--json")[1])["hint"]
    assert "GCJ-02" in asked(tmp_path, moved)[2]
    assert json.loads(asked(tmp_path, FEATURE, "--json")[1])["hint"] is None


def at(coordinates, kind="LineString"):
    return FEATURE | {"geometry": {"type": kind, "coordinates": coordinates}}


BAD = {
    "document_unreadable": [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}"],
    "document_too_large": [b" " * 5_000_001],
    "feature_missing": [[], 3, None, "x", {"type": "FeatureCollection"}, {"type": "FeatureCollection", "features": []}],
    "features_several": [{"type": "FeatureCollection", "features": [FEATURE, FEATURE]}],
    "dates_missing": [LINE, FEATURE | {"properties": None}, feature(ends_on="")],
    "date_unreadable": [feature(starts_on="tomorrow"), feature(ends_on=20260310), feature(starts_on="2026-02-30")],
    "dates_reversed": [feature(ends_on="2026-02-01")],
    "hours_unreadable": [feature(daily_hours=hours) for hours in ("22:00", [["22", "5"]], [[]] * 25)],
    "closure_unknown": [feature(closure="closed"), feature(closure=["full"])],
    "flag_unreadable": [feature(excavation="yes"), feature(emergency=1)],
    "text_unreadable": [feature(road=7)],
    "detour_unreadable": [feature(detour="x"), feature(detour=point(120, 27))],
    "geometry_malformed": [FEATURE | {"geometry": None}, at("x"), at([[1]]), {"type": "Feature"}],
    "geometry_type_unknown": [at([], "Circle")],
    "line_too_short": [at([[120.66, 27.78]])],
    "line_without_length": [at([[120.66, 27.78], [120.66, 27.78]])],
    "coordinate_not_finite": [b'{"type": "Point", "coordinates": [NaN, 27.78]}', b"[Infinity]"],
    "coordinates_swapped": [at([[27.78, 120.66], [27.79, 120.67]])],
    "coordinate_out_of_range": [at([[500, 27.78], [120.66, 27.78]]), at([[10**400, 27.78], [120.66, 27.78]])],
    "vertices_too_many": [at([[120 + n / 1e6, 27.78] for n in range(200_000)])],
}  # fmt: skip
CASES = [(code, document) for code, documents in BAD.items() for document in documents]


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "document"), CASES, ids=[f"{code}{n}" for n, (code, _) in enumerate(CASES)])
def test_what_cannot_be_used_is_refused_in_one_line(tmp_path, code, document):
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    with pytest.raises(AskedInvalid) as refusal:
        read_asked(raw)
    assert refusal.value.code == code
    left, out, err = asked(tmp_path, document)
    assert (left, out) == (2, "")
    assert len(err.strip().splitlines()) == 1 and code not in err


@pytest.mark.django_db
@pytest.mark.parametrize("file", ["/nowhere/at/all", "/", "a\0b"])
def test_a_file_that_cannot_be_opened_is_refused(file):
    code, _out, err = run("conflicts", "--on", file)
    assert code == 2 and len(err.strip().splitlines()) == 1


def test_a_collection_of_one_and_a_bare_geometry_are_understood():
    whole = read_asked(json.dumps(FEATURE).encode())
    assert read_asked(json.dumps({"type": "FeatureCollection", "features": [FEATURE]}).encode()) == whole
    assert read_asked(json.dumps(LINE | FEATURE["properties"]).encode()) == whole
    assert read_asked(json.dumps(LINE | {"properties": FEATURE["properties"]}).encode()) == whole


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just(LINE),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
members = st.sampled_from(["starts_on", "ends_on", "daily_hours", "closure", "excavation", "road", "detour"])


@given(values | st.dictionaries(members, values).map(lambda more: feature(**more)))
def test_any_json_is_understood_or_refused_by_name(document):
    try:
        assert isinstance(read_asked(json.dumps(document).encode()), AskedSite)
    except AskedInvalid as invalid:
        line = refused(Violation(invalid.code, invalid.data))
        assert line and line != invalid.code
