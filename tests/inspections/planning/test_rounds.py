"""Who goes where: no site lost, no pair in two places, nobody outside the working day."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.planning.coverage import coverage_of
from inspections.planning.rounds import NO_CAPACITY, NO_LOCATION, Plan, Site, plan
from inspections.planning.settings import PlanningSettings, with_overrides

DAY = dt.date(2026, 12, 7)
DEPOT = (120.65, 27.78)
DEFAULTS = PlanningSettings()
OPENS, CLOSES = 8 * 60 + 30, 17 * 60


def site(number: int, lon: float, lat: float, *, overdue: int = 0, mandatory: bool = True) -> Site:
    return Site(f"W2026-{number:06d}", lon, lat, DAY - dt.timedelta(days=overdue), mandatory, ("interval",))


def city(count: int, **more) -> list[Site]:
    """Sites spread evenly over a grid of about 20 by 13 km."""
    return [site(n, 120.55 + 0.2 * (n * 7 % 29) / 29, 27.72 + 0.12 * (n * 11 % 31) / 31, **more) for n in range(count)]


def keys_of(made: Plan) -> list[str]:
    return [visit.site.key for one in made.rounds for visit in one.visits]


SITES = st.lists(
    st.tuples(
        st.floats(120.3, 121.0),
        st.floats(27.5, 28.0),
        st.integers(-7, 30),
        st.booleans(),
    ),
    max_size=60,
)


@settings(max_examples=60)
@given(places=SITES, teams=st.integers(0, 4), depot=st.none() | st.just(DEPOT))
def test_every_due_site_is_planned_or_deferred_exactly_once(places, teams, depot):
    sites = [
        site(number, lon, lat, overdue=late, mandatory=must) for number, (lon, lat, late, must) in enumerate(places)
    ]
    made = plan(sites, teams, depot, DEFAULTS)
    due = [one.key for one in sites if one.mandatory]
    planned, deferred = keys_of(made), [one.site.key for one in made.deferred]
    assert len(planned) == len(set(planned))
    assert sorted([key for key in planned if key in due] + deferred) == sorted(due)
    assert coverage_of(made, active=len(sites), due=len(due)).planned_optional == len(set(planned) - set(due))


@settings(max_examples=60)
@given(places=SITES, teams=st.integers(1, 4))
def test_no_pair_is_in_two_places_or_outside_the_working_day(places, teams):
    sites = [
        site(number, lon, lat, overdue=late, mandatory=must) for number, (lon, lat, late, must) in enumerate(places)
    ]
    made = plan(sites, teams, DEPOT, DEFAULTS)
    assert len(made.rounds) <= teams
    for one in made.rounds:
        at = one.starts_min
        assert at == OPENS
        for order, visit in enumerate(one.visits, start=1):
            assert visit.order == order
            assert visit.arrives_min >= at
            assert visit.leaves_min == visit.arrives_min + DEFAULTS.service_min
            at = visit.leaves_min
        assert at <= one.ends_min <= CLOSES


@settings(max_examples=25)
@given(places=SITES, teams=st.integers(1, 3), seed=st.randoms(use_true_random=False))
def test_the_same_sites_in_any_order_give_the_same_plan(places, teams, seed):
    sites = [
        site(number, lon, lat, overdue=late, mandatory=must) for number, (lon, lat, late, must) in enumerate(places)
    ]
    shuffled = list(sites)
    seed.shuffle(shuffled)
    assert plan(sites, teams, DEPOT, DEFAULTS) == plan(shuffled, teams, DEPOT, DEFAULTS)


def test_when_the_day_is_too_short_the_most_overdue_sites_are_seen():
    crowd = city(60) + [site(900 + n, 120.66, 27.77 + n / 1000, overdue=10 + n) for n in range(5)]
    made = plan(crowd, 1, DEPOT, DEFAULTS)
    planned = keys_of(made)
    assert {f"W2026-{900 + n:06d}" for n in range(5)} <= set(planned)
    assert {one.reason for one in made.deferred} == {NO_CAPACITY}
    assert len(planned) + len(made.deferred) == 65


def test_pairs_share_the_sites_and_drive_less_than_one_after_the_other():
    alone, shared = plan(city(16), 1, DEPOT, DEFAULTS), plan(city(16), 2, DEPOT, DEFAULTS)
    assert not shared.deferred
    assert sorted(len(one.visits) for one in shared.rounds) == [8, 8]
    assert max(one.ends_min for one in shared.rounds) < max(one.ends_min for one in alone.rounds)


def test_a_pair_drives_to_the_nearest_next_site():
    row = [site(n, lon, 27.78) for n, lon in enumerate((120.68, 120.66, 120.67))]
    made = plan(row, 1, DEPOT, DEFAULTS)
    assert [visit.site.lon for visit in made.rounds[0].visits] == [120.66, 120.67, 120.68]


def test_driving_takes_the_time_and_the_way_that_the_settings_say():
    # 0.01 degrees of longitude are 985 m at 27.78 N; there and back, by a road 1.3 times as long, at 30 km/h.
    (one,) = plan([site(1, 120.66, 27.78)], 1, DEPOT, DEFAULTS).rounds
    assert one.visits[0].arrives_min - one.starts_min == 3
    assert one.ends_min == one.visits[0].leaves_min + 3
    assert one.travel_km == 2.6
    slow = with_overrides({"speed_kmh": 10.0, "detour_factor": 1.0})
    assert plan([site(1, 120.66, 27.78)], 1, DEPOT, slow).rounds[0].visits[0].arrives_min - OPENS == 6


def test_a_site_that_is_not_yet_due_is_taken_along_only_when_it_lies_on_the_way():
    due_site = site(1, 120.70, 27.78)
    near, far = site(2, 120.69, 27.78, mandatory=False), site(3, 120.55, 27.95, mandatory=False)
    made = plan([due_site, near, far], 1, DEPOT, DEFAULTS)
    assert keys_of(made) == [near.key, due_site.key]
    assert not made.deferred


def test_without_inspectors_every_due_site_is_deferred():
    made = plan([*city(3), site(9, 120.6, 27.8, mandatory=False)], 0, DEPOT, DEFAULTS)
    assert not made.rounds
    assert len(made.deferred) == 3


def test_a_site_without_a_place_is_deferred_and_says_so():
    lost = Site("W2026-000099", None, None, DAY, True)
    made = plan([lost, *city(2)], 1, DEPOT, DEFAULTS)
    assert [(one.site.key, one.reason) for one in made.deferred] == [(lost.key, NO_LOCATION)]


def test_a_site_too_far_for_one_day_keeps_nobody_from_the_others():
    far = site(50, 123.5, 30.5, overdue=100)
    made = plan([far, *city(10)], 1, DEPOT, DEFAULTS)
    assert [one.site.key for one in made.deferred] == [far.key]
    assert len(keys_of(made)) == 10
