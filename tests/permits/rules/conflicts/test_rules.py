"""Each rule of conflicts: when it speaks, how gravely, and what it names."""

import datetime as dt

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from permits.rules.conflicts.carriageways import across, carriageways
from permits.rules.conflicts.conflict import KINDS, Conflict, Severity, ranked
from permits.rules.conflicts.detours import detour_here, on_detour, standing_on_ways, ways_past
from permits.rules.conflicts.embargo import Quiet, embargo, quiet_here, window_of
from permits.rules.conflicts.judgement import Around, Ground, judge
from permits.rules.conflicts.limits import Limits
from permits.rules.conflicts.no_dig import no_dig
from permits.rules.conflicts.occupation import WHOLE_DAY, Window
from permits.rules.conflicts.same_place import near_by, same_place
from permits.rules.conflicts.sensitive import Guarded, sensitive_places
from permits.rules.conflicts.site import ways_of
from permits.rules.conflicts.trench import shared_trench
from permits.rules.no_dig_period import NoDigYears, years_after
from tests.permits.rules.conflicts.sites import BY_DAY, DAY, NIGHT, PLANE, days, line, phase, road, site, way

LIMITS = Limits()
YEARS = NoDigYears(5, 3)


def place_of(x: float, y: float):
    return PLANE.to_lonlat(shapely.Point(x, y))


def near(mine, other):
    return [conflict for one in near_by(mine, [other], LIMITS) if (conflict := same_place(one))]


@pytest.mark.parametrize(
    ("beside_m", "closure", "severity"),
    [(0, "lane", 1), (0, "footway", 3), (30, "full", 2), (30, "unknown", 2), (30, "shoulder", 3)],
)
def test_the_same_place_is_graver_where_works_touch(beside_m, closure, severity):
    other = site(7, line((50, beside_m), (150, beside_m)), phase(5, 20, closure=closure))
    (found,) = near(site(0, None, phase(closure="shoulder")), other)
    assert (found.kind, found.severity, found.others) == ("same_place", severity, (7,))
    assert found.distance_m == pytest.approx(beside_m, abs=0.01)
    assert found.days == days(5, 9)
    assert found.blocked == ((-4, 20),)
    assert found.says == ("same_place" if beside_m else "same_place.touching")


def test_beyond_the_citys_distance_nothing_is_near():
    assert near(site(), site(7, line((50, 51), (150, 51)))) == []
    assert near(site(), site(7, line((50, 5000), (150, 5000)))) == []


def test_other_hours_on_the_same_days_are_only_a_note():
    (found,) = near(site(0, None, phase(windows=NIGHT)), site(7, None, phase(3, 20, windows=BY_DAY)))
    assert (found.kind, found.severity, found.days, found.blocked) == ("other_hours", Severity.NOTE, days(3, 9), ())
    assert near(site(0, None, phase(0, 2)), site(7, None, phase(3, 20))) == []


@pytest.mark.parametrize(
    ("closure", "says"), [("full", "on_detour.full"), ("lane", "on_detour"), ("footway", "on_detour")]
)
def test_works_on_the_detour_count_while_the_detour_is_used(closure, says):
    mine = site(0, None, phase(0, 30), ways=(way([(0, 200), (100, 200)], 0, 4, closure="full"),))
    other = site(7, line((50, 210), (90, 210)), phase(3, 20, closure=closure))
    (found,) = (on_detour(one) for one in standing_on_ways(mine, [other], LIMITS))
    assert (found.kind, found.says, found.others, found.days) == ("on_detour", says, (7,), days(3, 4))
    later = site(7, line((50, 210), (90, 210)), phase(5, 20, closure=closure))
    assert [on_detour(one) for one in standing_on_ways(mine, [later], LIMITS)] == [None]
    beside = site(7, line((50, 230), (90, 230)), phase(3, 20))
    assert list(standing_on_ways(mine, [beside], LIMITS)) == []


def test_the_detour_of_others_leads_past_here():
    other = site(7, line((0, 900), (100, 900)), phase(0, 30), ways=(way([(0, 10), (300, 10)], 2, 40, closure="full"),))
    mine = site(0, None, phase(closure="full"))
    (relation,) = ways_past(mine, [other], LIMITS)
    found = detour_here(relation)
    assert (found.kind, found.severity, found.others) == ("detour_here", Severity.HIGH, (7,))
    assert (found.days, found.distance_m) == (days(2, 9), pytest.approx(10, abs=0.1))
    assert list(ways_past(mine, [site(8, line((0, 900), (100, 900)))], LIMITS)) == []


EAST = road("E", (-500, -10), (500, -10), name="万松东路", oneway=True)
WEST = road("W", (500, 10), (-500, 10), name="万松东路", oneway=True)


@pytest.mark.parametrize(
    ("mine", "theirs", "severity"),
    [("full", "full", 1), ("full", "lane", 2), ("lane", "lane", 3), ("lane", "unknown", 3)],
)
def test_both_carriageways_at_once(mine, theirs, severity):
    here = site(0, line((0, -11), (100, -11)), phase(closure=mine))
    there = site(7, line((100, 11), (0, 11)), phase(5, 20, closure=theirs))
    ((road_here, relation),) = across(here, [there], [EAST, WEST], LIMITS)
    found = carriageways(road_here, relation)
    assert found.data["road"] == "万松东路"
    assert (found.kind, found.severity, found.days) == ("carriageways", severity, days(5, 9))


def test_carriageways_are_told_apart_by_the_register():
    here, there = site(0, line((0, -11), (100, -11))), site(7, line((100, 11), (0, 11)))
    same_side = site(8, line((120, -11), (150, -11)))
    meeting = site(9, line((150, -11), (100, -11)))
    assert list(across(here, [meeting], [EAST, WEST], LIMITS)) == [], "drawn the other way, but end to end"
    other_name = road("W", (500, 10), (-500, 10), name="罗阳大道", oneway=True)
    both_ways = road("T", (500, 10), (-500, 10), name="万松东路")
    assert list(across(here, [there], [EAST, other_name], LIMITS)) == []
    assert list(across(here, [there], [EAST, both_ways], LIMITS)) == []
    assert list(across(here, [there], [], LIMITS)) == []
    assert list(across(here, [same_side], [EAST, WEST], LIMITS)) == []
    told = judge(here, Around((there,), (EAST, WEST)), Ground(YEARS), LIMITS)
    assert [one.kind for one in told.conflicts] == ["carriageways"], "not told once more as near by"


@pytest.mark.parametrize(
    ("opened", "overhauled", "says", "until"),
    [
        (dt.date(2022, 1, 1), None, "no_dig.opened", dt.date(2027, 1, 1)),
        (None, dt.date(2024, 2, 29), "no_dig.overhauled", dt.date(2027, 2, 28)),
        (dt.date(2022, 1, 1), dt.date(2025, 1, 1), "no_dig.overhauled", dt.date(2028, 1, 1)),
        (dt.date(2021, 6, 2), None, "no_dig.opened", dt.date(2026, 6, 2)),
    ],
)
def test_a_road_too_new_may_not_be_dug(opened, overhauled, says, until):
    new = road("R", (0, 0), (100, 0), opened_on=opened, overhauled_on=overhauled)
    (found,) = no_dig(site(excavation=True), new, YEARS, approved=False, emergency=False)
    assert (found.says, found.severity, found.data["until"]) == (says, Severity.HIGH, until)
    assert (found.certainty, found.clause) == ("verified", "城市道路管理条例 33")
    assert found.blocked[0][1] == (until - DAY).days - 1


def test_who_may_dig_all_the_same():
    new = road("R", (0, 0), (100, 0), opened_on=dt.date(2025, 1, 1))
    for grounds, says in (({"approved": True, "emergency": False}, "no_dig.approved"),
                          ({"approved": False, "emergency": True}, "no_dig.emergency")):  # fmt: skip
        (found,) = no_dig(site(excavation=True), new, YEARS, **grounds)
        assert (found.says, found.severity, found.blocked) == (says, Severity.NOTE, ())
    nothing = {"approved": False, "emergency": False}
    assert list(no_dig(site(), new, YEARS, **nothing)) == []
    assert list(no_dig(site(excavation=True), None, YEARS, **nothing)) == []
    old = road("R", (0, 0), (100, 0), opened_on=dt.date(2021, 6, 1))
    assert list(no_dig(site(excavation=True), old, YEARS, **nothing)) == []
    assert years_after(dt.date(2024, 2, 29), 5) == dt.date(2029, 2, 28)


def test_an_embargo_holds_by_days_hours_area_and_class():
    area = place_of(0, 0).buffer(0.01)
    quiet = Quiet(3, days(5, 6), "中考", "Examination", windows=window_of(dt.time(7), dt.time(18)), area=area,
                  road_classes=frozenset({"arterial"}))  # fmt: skip
    here = site(road_class="arterial")

    def told(works, one=quiet):
        return [found for q, relation in quiet_here(works, [one]) if (found := embargo(q, relation))]

    (found,) = told(here)
    assert (found.kind, found.fact, found.severity, found.days) == ("embargo", 3, Severity.MEDIUM, days(5, 6))
    assert found.blocked == ((-4, 6),)
    assert told(site(0, None, phase(windows=NIGHT), road_class="arterial")) == []
    assert told(site(road_class="branch")) == []
    assert len(told(site())) == 1, "an unknown class is taken to be meant"
    assert told(site(0, line((5000, 0), (5100, 0)), road_class="arterial")) == []
    assert told(site(0, None, phase(7, 9), road_class="arterial")) == []
    assert window_of(None, None) == WHOLE_DAY
    assert window_of(dt.time(20), dt.time(6)) == (Window(1200, 1800),)


@pytest.mark.parametrize(
    ("kind", "closure", "windows", "severity"),
    [
        ("fire_station", "full", NIGHT, 1),
        ("hospital", "lane", NIGHT, 2),
        ("hospital", "footway", NIGHT, 3),
        ("school", "full", BY_DAY, 2),
        ("school", "lane", BY_DAY, 3),
        ("school", "full", NIGHT, None),
    ],
)
def test_ways_in_that_must_stay_free(kind, closure, windows, severity):
    works = site(0, None, phase(windows=windows, closure=closure))
    found = list(sensitive_places(works, [Guarded(4, kind, place_of(50, 80), "某校", "A school")], LIMITS))
    assert [one.severity for one in found] == ([severity] if severity else [])
    for one in found:
        assert (one.says, one.fact, one.blocked) == (f"sensitive_place.{kind}", 4, ())
    assert list(sensitive_places(works, [Guarded(4, kind, place_of(50, 101), "远")], LIMITS)) == []


def test_two_excavations_of_one_road_within_a_year_are_better_one():
    mine = site(excavation=True, road_name="万松东路")
    later = site(7, line((150, 0), (250, 0)), phase(100, 120), excavation=True, road_name=" 万松东路 ")
    (found,) = shared_trench(mine, [later], LIMITS)
    assert (found.severity, found.data["gap_days"], found.says) == (Severity.NOTE, 91, "shared_trench")
    assert (
        shared_trench(mine, [site(7, later.place, phase(375, 380), excavation=True, road_name="万松东路")], LIMITS)
        == ()
    )
    assert shared_trench(mine, [site(7, later.place, phase(100, 120), road_name="万松东路")], LIMITS) == ()
    assert shared_trench(mine, [site(7, later.place, phase(), excavation=True, road_name="安阳路")], LIMITS) == ()
    assert shared_trench(mine, [site(7, later.place, phase(), excavation=True)], LIMITS) == (), "no name is no road"
    touching = site(7, line((100, 0), (100, 90)), phase(), excavation=True, road_name="安阳路")
    assert shared_trench(mine, [touching], LIMITS)[0].says == "shared_trench.same_days"
    many = [site(n, later.place, phase(20 + n, 30 + n), excavation=True, road_name="万松东路") for n in range(1, 9)]
    assert [one.others for one in shared_trench(mine, many, LIMITS)] == [(1,), (2,), (3,)]


def test_a_plan_names_its_detours():
    drawn = {"type": "LineString", "coordinates": [[120.66, 27.78], [120.67, 27.79]]}
    one = {"starts_on": "2026-06-01", "ends_on": "2026-06-05", "layout": "L10", "detour": {"line": drawn}}
    broken = one | {"detour": {"line": {"type": "LineString", "coordinates": [[1]]}}}
    (found,) = ways_of({"phases": [one, broken, one | {"detour": {"description": "绕行"}}]}, days(2, 9))
    assert (found.occupation.days, found.occupation.closure, found.line.length > 0) == (days(2, 4), "full", True)
    assert ways_of(None, days(0, 1)) == ()


conflicts = st.builds(
    Conflict, st.sampled_from(KINDS), st.sampled_from(Severity), st.just("x"),
    others=st.tuples(st.integers(0, 3)), distance_m=st.none() | st.floats(0, 50),
    days=st.none() | st.builds(days, st.integers(0, 3), st.integers(3, 9)),
)  # fmt: skip


@given(st.lists(conflicts, max_size=8), st.randoms())
def test_the_order_is_total_and_begins_with_the_worst(found, chance):
    mixed = list(found)
    chance.shuffle(mixed)
    assert [one.rank for one in ranked(mixed)] == [one.rank for one in ranked(found)]
    assert [one.severity for one in ranked(found)] == sorted(one.severity for one in found)


def test_a_move_does_not_land_in_the_next_works():
    now, next_one = site(7, None, phase(5, 12)), site(8, None, phase(14, 30))
    told = judge(site(), Around((now, next_one)), Ground(YEARS), LIMITS)
    assert [one.others for one in told.conflicts] == [(7,)]
    shift = told.shift(LIMITS)
    assert (shift.earlier_days, shift.later_days, shift.best_days) == (-5, 31, -5)
    assert told.shift(LIMITS, lowest_days=0).best_days == 31
    assert told.shift(Limits(shift_within_days=30), lowest_days=0).best_days is None
    assert judge(site(), Around(), Ground(YEARS), LIMITS).shift(LIMITS) is None
