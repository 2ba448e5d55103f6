"""Works near each other on the same days are found, and nobody learns of a stranger's file."""

import datetime as dt
import json
import random
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from core import clock, geo
from permits.lifecycle import Stage
from permits.models import Works
from permits.models.place import Closure
from permits.rules.conflicts import Days, rank, shared_days
from permits.rules.ledger_mapping import read_mapping
from permits.selectors.conflicts import conflicts_for, conflicts_of, open_works, register_pairs
from permits.services import application, drafting
from permits.services.ledger_import import import_ledger
from tests.city import LINE, MONDAY, build_city, case_in_force, filled_draft, submitted_case

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared/data"
FROM, TO = dt.date(2026, 3, 1), dt.date(2026, 12, 31)


@pytest.fixture
def city(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.at(MONDAY):
        yield build_city()


def imported(number: int, geometry: dict, starts_on=FROM, ends_on=TO, **more) -> Works:
    place = shape(geometry)
    west, south, east, north = place.bounds
    now = clock.now()
    return Works.objects.create(
        number=f"W2025-{number:06d}", origin=Works.Origin.IMPORTED, external_ref=f"R{number}", geometry=geometry,
        lon_min=west, lat_min=south, lon_max=east, lat_max=north, starts_on=starts_on, ends_on=ends_on,
        created_at=now, changed_at=now, **more,
    )  # fmt: skip


def point(lon, lat):
    return {"type": "Point", "coordinates": [lon, lat]}


days = st.dates(FROM, TO)
intervals = st.tuples(days, days).map(lambda pair: Days(min(pair), max(pair)))


@given(intervals, intervals)
def test_shared_days_are_the_days_of_both(a, b):
    shared = shared_days(a, b)
    both = {day for day in _every(a) if b.starts_on <= day <= b.ends_on}
    assert (set(_every(shared)) if shared else set()) == both
    assert shared_days(b, a) == shared
    assert shared is None or shared.length_days == len(both)


def _every(interval):
    return (interval.starts_on + dt.timedelta(days=n) for n in range(interval.length_days))


def test_the_nearest_then_the_longest_together_comes_first():
    short, long = Days(FROM, FROM), Days(FROM, TO)
    ranked = sorted([(9.0, long), (0.0, short), (0.0, long)], key=lambda found: rank(*found))
    assert ranked == [(0.0, long), (0.0, short), (9.0, long)]


@pytest.mark.django_db
def test_what_is_near_on_the_same_days_is_in_the_way():
    near = imported(1, point(120.6600, 27.7810))
    imported(2, point(120.6600, 27.7900))
    imported(3, point(120.6600, 27.7810), starts_on=dt.date(2027, 1, 1), ends_on=dt.date(2027, 2, 1))
    touching = imported(4, LINE, ends_on=dt.date(2026, 5, 1))
    line = {"type": "LineString", "coordinates": [[120.6576877, 27.7807501], [120.6620, 27.7807]]}
    found = conflicts_of(line, dt.date(2026, 4, 1), dt.date(2026, 6, 30), within_m=50)
    assert [conflict.works for conflict in found] == [touching, near]
    assert found[0].distance_m == 0
    assert found[0].shared == Days(dt.date(2026, 4, 1), dt.date(2026, 5, 1))
    assert found[1].distance_m == pytest.approx(31.0, abs=1.0)
    assert conflicts_of(line, FROM, TO, within_m=20, exclude_works=touching) == ()


@pytest.mark.django_db
def test_the_citys_setting_is_the_distance_when_none_is_given(settings):
    imported(1, point(120.6605, 27.78))
    asked = (point(120.66, 27.78), FROM, TO)
    settings.CITY = settings.CITY | {"conflict_within_m": 40}
    assert conflicts_of(*asked) == ()
    settings.CITY = settings.CITY | {"conflict_within_m": 60}
    assert len(conflicts_of(*asked)) == 1


@pytest.mark.django_db
def test_the_answer_is_that_of_measuring_everything():
    chance = random.Random(11)

    def geometry():
        lon, lat = chance.uniform(120.64, 120.66), chance.uniform(27.77, 27.78)
        if chance.random() < 0.5:
            return point(lon, lat)
        return {"type": "LineString", "coordinates": [[lon, lat], [lon + chance.uniform(0.0002, 0.002), lat + 0.0003]]}

    works = []
    for number in range(200):
        starts_on = FROM + dt.timedelta(days=chance.randrange(200))
        works.append(imported(number, geometry(), starts_on, starts_on + dt.timedelta(days=chance.randrange(60))))
    place, asked = geometry(), Days(FROM, FROM + dt.timedelta(days=120))
    for within_m in (0, 30, 100, 400):
        expected = {
            w.number
            for w in works
            if shared_days(asked, Days(w.starts_on, w.ends_on))
            and geo.distance_m(shape(place), shape(w.geometry)) <= within_m
        }
        assert {c.works.number for c in conflicts_of(place, *asked, within_m=within_m)} == expected
    by_pair = {(p.a, p.b) for p in register_pairs(100)}
    one_by_one = {
        tuple(sorted((w.number, c.works.number)))
        for w in works
        for c in conflicts_of(w.geometry, w.starts_on, w.ends_on, within_m=100, exclude_works=w)
    }
    assert by_pair == one_by_one and len(by_pair) > 50


def test_only_works_that_stand_or_seriously_mean_to_are_counted(city):
    people = city.people
    draft = filled_draft(city)
    assert draft.works not in open_works()
    submitted = application.submit_case(people.contractor, draft.number)
    assert submitted.works in open_works()
    application.withdraw_case(people.contractor, submitted.number, reason="不再施工")
    assert submitted.works not in open_works()
    in_force = case_in_force(city)
    assert in_force.stage == Stage.IN_FORCE and in_force.works in open_works()
    assert imported(900, LINE) in open_works()
    assert imported(901, LINE, ledger_ended=True) not in open_works()
    abandoned = imported(902, LINE)
    abandoned.to_abandoned()
    abandoned.save()
    assert abandoned not in open_works()


def test_an_applicant_learns_where_and_when_but_not_whose(city):
    mine = submitted_case(city)
    theirs = drafting.create_draft(city.people.contractor2)
    theirs = drafting.edit_case(
        city.people.contractor2,
        theirs.number,
        {"geometry": LINE, "road_name": "万松东路", "starts_on": mine.starts_on, "ends_on": mine.ends_on},
    )
    (seen,) = conflicts_for(city.people.contractor2, theirs)
    assert (seen.road_name, seen.distance_m, seen.shared) == ("万松东路", 0.0, Days(mine.starts_on, mine.ends_on))
    assert (seen.starts_on, seen.ends_on, seen.closure) == (mine.starts_on, mine.ends_on, mine.works.closure)
    assert (seen.number, seen.contractor_name, seen.geometry) == ("", "", None)
    for officer in (city.people.reviewer, city.people.squadron):
        (seen,) = conflicts_for(officer, theirs)
        assert (seen.number, seen.contractor_name) == (mine.works.number, "瑞安市政工程有限公司")
        assert seen.geometry == LINE
    (seen,) = conflicts_for(city.people.squadron2, theirs)
    assert (seen.number, seen.contractor_name) == ("", "")


def test_the_number_of_a_public_works_is_no_secret(city):
    public = case_in_force(city)
    theirs = drafting.create_draft(city.people.contractor2)
    typed = {"geometry": LINE, "starts_on": public.starts_on, "ends_on": public.ends_on}
    theirs = drafting.edit_case(city.people.contractor2, theirs.number, typed)
    (seen,) = conflicts_for(city.people.contractor2, theirs)
    assert (seen.number, seen.contractor_name) == (public.works.number, "")


def test_ones_own_works_is_not_in_ones_way(city):
    case = submitted_case(city)
    assert conflicts_for(city.people.contractor, case) == ()
    assert conflicts_for(None, case.works) == ()


def test_without_place_or_dates_there_is_nothing_to_compare(city):
    submitted_case(city)
    assert conflicts_for(city.people.contractor2, drafting.create_draft(city.people.contractor2)) == ()


def test_conflicts_cost_a_bounded_number_of_queries(city, django_assert_max_num_queries):
    case = submitted_case(city)
    for number in range(30):
        imported(number, point(120.6500 + number / 1e5, 27.78075))
    with django_assert_max_num_queries(3):
        assert len(conflicts_for(city.people.reviewer, case)) == 30


def asked(*args) -> str:
    out = StringIO()
    call_command("conflicts", *args, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_answers_as_agreed():
    imported(1, point(120.66, 27.78), ends_on=dt.date(2026, 6, 1))
    imported(2, point(120.6601, 27.78), starts_on=dt.date(2026, 5, 1))
    (pair,) = json.loads(asked("--within-m", "20", "--json"))["pairs"]
    assert pair.pop("distance_m") == pytest.approx(9.86, abs=0.02)
    assert pair == {
        "a": "W2025-000001", "b": "W2025-000002", "a_ref": "R1", "b_ref": "R2",
        "from": "2026-05-01", "to": "2026-06-01",
    }  # fmt: skip
    assert json.loads(asked("--within-m", "5", "--json")) == {"within_m": 5, "pairs": []}
    assert asked("--within-m", "20").startswith("W2025-000001 (R1)  W2025-000002 (R2)  9.9 m  2026-05-01 – 2026-06-01")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["-1", "nan", "inf", "far"])
def test_what_is_not_a_distance_is_refused(text):
    with pytest.raises(CommandError, match=text):
        asked(f"--within-m={text}")


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data")
def test_the_reference_counts_of_the_national_highways_file():
    chosen = json.loads((ROOT / "docs/imports/national_highways_2025.json").read_text())
    mapping = read_mapping(chosen, closures=Closure.values, default_zone="Asia/Shanghai")
    import_ledger(SHARED / "national_highways_planned_roadworks_2025-04-14.geojson", mapping)
    assert [len(register_pairs(within_m)) for within_m in (0, 20, 50, 100)] == [31, 38, 51, 59]
