"""Works near each other on the same days are found, and nobody learns of a stranger's file."""

import datetime as dt
import json
import random
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from shapely.geometry import shape

from core import clock, geo
from core.geojson import parse_geometry
from permits.lifecycle import Stage
from permits.models import Case, Works
from permits.models.place import Closure
from permits.rules.conflicts.days import Days, shared_days
from permits.rules.conflicts.occupation import Occupation
from permits.rules.conflicts.site import Site
from permits.rules.ledger_mapping import read_mapping
from permits.selectors.around import city_limits
from permits.selectors.conflicts import conflicts_for, conflicts_of, earliest_start, site_of
from permits.selectors.pairs import register_pairs
from permits.selectors.standing import open_works
from permits.services import application, drafting
from permits.services.ledger_import import import_ledger
from tests.city import LINE, MONDAY, build_city, case_in_force, filled_draft, plan, submitted_case

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


def conflicts_at(geometry, starts_on, ends_on, within_m=None, exclude=None, **more):
    """The works in the way of a geometry on its days, the worst first: (number, metres, first and last day)."""
    site = Site(0, parse_geometry(geometry), (Occupation(Days(starts_on, ends_on)),), **more)
    found = conflicts_of(site, None, limits=city_limits(within_m), exclude=exclude)
    return [(view.other.number, view.found.distance_m, view.found.days) for view in found if view.found.kind in KINDS]


KINDS = ("same_place",)


@pytest.mark.django_db
def test_what_is_near_on_the_same_days_is_in_the_way():
    near = imported(1, point(120.6600, 27.7810))
    imported(2, point(120.6600, 27.7900))
    imported(3, point(120.6600, 27.7810), starts_on=dt.date(2027, 1, 1), ends_on=dt.date(2027, 2, 1))
    touching = imported(4, LINE, ends_on=dt.date(2026, 5, 1))
    line = {"type": "LineString", "coordinates": [[120.6576877, 27.7807501], [120.6620, 27.7807]]}
    found = conflicts_at(line, dt.date(2026, 4, 1), dt.date(2026, 6, 30), within_m=50)
    assert found[0] == (touching.number, 0, Days(dt.date(2026, 4, 1), dt.date(2026, 5, 1)))
    assert found[1][:2] == (near.number, pytest.approx(31.0, abs=1.0)) and len(found) == 2
    assert conflicts_at(line, FROM, TO, within_m=20, exclude=touching.pk) == []


@pytest.mark.django_db
def test_the_citys_setting_is_the_distance_when_none_is_given(settings):
    imported(1, point(120.6605, 27.78))
    asked = (point(120.66, 27.78), FROM, TO)
    settings.CITY = settings.CITY | {"conflict_within_m": 40}
    assert conflicts_at(*asked) == []
    settings.CITY = settings.CITY | {"conflict_within_m": 60}
    assert len(conflicts_at(*asked)) == 1


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
        assert {number for number, *_ in conflicts_at(place, *asked, within_m=within_m)} == expected
    by_pair = {(p.a, p.b) for p in register_pairs(100)}
    one_by_one = {
        tuple(sorted((w.number, number)))
        for w in works
        for number, *_ in conflicts_at(w.geometry, w.starts_on, w.ends_on, within_m=100, exclude=w.pk)
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


def theirs_at_the_same_place(city, mine, **typed):
    """A draft of the other contractor on the same stretch and days."""
    draft = drafting.create_draft(city.people.contractor2)
    typed = {"geometry": LINE, "road_name": "万松东路", "starts_on": mine.starts_on, "ends_on": mine.ends_on} | typed
    return drafting.edit_case(city.people.contractor2, draft.number, typed)


def in_the_way(actor, subject, kind="same_place"):
    return [view for view in conflicts_for(actor, subject) if view.found.kind == kind]


def test_an_applicant_learns_where_and_when_but_not_whose(city):
    mine = submitted_case(city)
    theirs = theirs_at_the_same_place(city, mine)
    (seen,) = in_the_way(city.people.contractor2, theirs)
    other = seen.other
    assert (other.road_name, seen.found.distance_m) == ("万松东路", 0.0)
    assert (other.starts_on, other.ends_on, other.closure) == (mine.starts_on, mine.ends_on, mine.works.closure)
    assert (other.number, other.ref, other.contractor_name, seen.geometry) == ("", None, "", None)
    assert mine.works.number not in seen.said.what
    for officer in (city.people.reviewer, city.people.squadron):
        (seen,) = in_the_way(officer, theirs)
        assert (seen.other.number, seen.other.contractor_name) == (mine.works.number, "瑞安市政工程有限公司")
        assert parse_geometry(seen.geometry) == parse_geometry(LINE)
        assert mine.works.number in seen.said.what
    (seen,) = in_the_way(city.people.squadron2, theirs)
    assert (seen.other.number, seen.other.contractor_name, seen.geometry) == ("", "", None)


def test_a_hidden_works_is_marked_on_the_own_place(city):
    mine = submitted_case(city)
    beside = {"type": "LineString", "coordinates": [[120.6500, 27.7810], [120.6520, 27.7810]]}
    (seen,) = in_the_way(city.people.contractor2, theirs_at_the_same_place(city, mine, geometry=beside))
    assert seen.at[1] == 27.7810
    (seen,) = in_the_way(city.people.reviewer, theirs_at_the_same_place(city, mine, geometry=beside))
    assert seen.at[1] == pytest.approx(27.78075, abs=1e-5)


def test_the_number_of_a_public_works_is_no_secret(city):
    public = case_in_force(city)
    theirs = theirs_at_the_same_place(city, public)
    (seen,) = in_the_way(city.people.contractor2, theirs)
    assert (seen.other.number, seen.other.contractor_name) == (public.works.number, "")
    assert seen.geometry is not None


def test_day_and_night_on_the_same_days_are_only_told(city):
    mine = submitted_case(city)
    by_day = plan(mine.starts_on, mine.ends_on)
    by_day["phases"][0]["daily_hours"] = [["08:00", "18:00"]]
    theirs = theirs_at_the_same_place(city, mine, plan=by_day, road_kind="city", road_class="arterial")
    assert in_the_way(city.people.contractor2, theirs) == []
    assert len(in_the_way(city.people.contractor2, theirs, "other_hours")) == 1
    assert conflicts_for(city.people.contractor2, theirs).shift is None


def test_ones_own_works_is_not_in_ones_way(city):
    case = submitted_case(city)
    assert in_the_way(city.people.contractor, case) == []
    assert in_the_way(None, case.works) == []


def test_without_place_or_dates_there_is_nothing_to_compare(city):
    submitted_case(city)
    assert conflicts_for(city.people.contractor2, drafting.create_draft(city.people.contractor2)).rows == ()


def test_conflicts_cost_a_bounded_number_of_queries(city, django_assert_max_num_queries):
    case = submitted_case(city, layout="L10")
    for number in range(30):
        imported(number, point(120.6500 + number / 1e5, 27.78075), excavation=True)
    with django_assert_max_num_queries(7):
        assert len(in_the_way(city.people.reviewer, case)) == 30


def test_the_dates_are_not_moved_before_the_law_allows(city):
    mine = submitted_case(city, start_in_days=60)
    theirs = theirs_at_the_same_place(city, mine)
    found = conflicts_for(city.people.contractor2, theirs)
    assert found.earliest == earliest_start(theirs) > clock.today()
    assert found.shift.later_days == 32, "the last night ends on the morning after it"
    assert found.shift.earlier_days is None, "30 days earlier would be before the law's last days"
    assert earliest_start(mine) == clock.today(), "what is handed in is the office's to move"


def test_the_permit_cuts_the_days_of_the_plan(city):
    mine = case_in_force(city)
    Case.objects.filter(pk=mine.pk).update(valid_until=mine.starts_on)
    mine = Case.objects.get(pk=mine.pk)
    assert site_of(mine).days == Days(mine.starts_on, mine.starts_on)


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
