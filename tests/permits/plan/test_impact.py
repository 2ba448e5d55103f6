"""Capacity, queue, delay and nuisance against worked examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.plan import parse
from permits.plan.impact.assess import assess
from permits.plan.impact.capacity import (
    alternating_share,
    hcm_capacity_pc_h,
    hcm_free_flow_speed_kmh,
    hcm_lane_closure_severity,
    hcm_queue_discharge_pc_h_lane,
    lane_capacity_pcu_h,
    profiles_of,
    remaining_capacity_pcu_h,
    width_factor,
)
from permits.plan.impact.queue import queue_over_a_day
from permits.plan.situation import situations
from tests.permits.plan.examples import LINE, changed

flows = st.lists(st.floats(0, 5000), min_size=24, max_size=24)


def first(**changes):
    return situations(parse(changed(**changes)))[0]


def test_a_queue_worked_by_hand():
    """Two hours of 1,500 against 1,000 veh/h, then 500: up to 1,000 waiting, gone two hours later."""
    arrivals = [0] * 6 + [1500, 1500, 500, 500] + [0] * 14
    queue = queue_over_a_day(arrivals, [1000] * 24)
    assert queue.standing[6:10] == (500, 1000, 500, 0)
    assert (queue.most, queue.delay_veh_h, queue.clears) == (1000, 250 + 750 + 750 + 250, True)


def test_a_queue_that_clears_within_the_hour_counts_its_triangle_only():
    queue = queue_over_a_day([1500, 0] + [0] * 22, [1000] * 24)
    assert queue.delay_veh_h == pytest.approx(250 + 500 / 2 * 0.5)


def test_the_queue_of_the_evening_stands_in_the_morning():
    queue = queue_over_a_day([0] * 23 + [2000], [1000] * 24)
    assert (queue.most, queue.standing[0], queue.clears) == (1000, 0, True)
    assert queue.delay_veh_h == pytest.approx(500 + 500)


def test_a_queue_that_never_clears_says_so():
    queue = queue_over_a_day([1100] * 24, [1000] * 24)
    assert (queue.clears, queue.most) == (False, 2400)


@given(flows, st.floats(100, 5000), st.floats(0, 1000))
def test_more_capacity_is_never_worse(arrivals, capacity, more):
    little, much = queue_over_a_day(arrivals, [capacity] * 24), queue_over_a_day(arrivals, [capacity + more] * 24)
    if little.clears == much.clears:
        assert much.delay_veh_h <= little.delay_veh_h + 1e-6
        assert much.most <= little.most + 1e-6


@given(flows, st.floats(100, 5000), st.floats(0.1, 10))
def test_the_unit_of_the_flow_changes_nothing(arrivals, capacity, factor):
    one = queue_over_a_day(arrivals, [capacity] * 24)
    scaled = queue_over_a_day([a * factor for a in arrivals], [capacity * factor] * 24)
    if one.clears == scaled.clears:
        assert scaled.delay_veh_h == pytest.approx(one.delay_veh_h * factor, rel=1e-6, abs=1e-3)


def test_capacity_left_is_that_of_the_open_lanes():
    assert lane_capacity_pcu_h(60) == 1400
    assert remaining_capacity_pcu_h(first(remaining_lane_width_m=None)) == 2800
    assert remaining_capacity_pcu_h(first(remaining_lane_width_m=3.0)) == pytest.approx(2800 * width_factor(3.0))
    assert remaining_capacity_pcu_h(first(layout="L10")) == 0


def test_a_narrow_lane_carries_less_and_a_wide_one_no_more():
    assert width_factor(3.6576) == pytest.approx(1)
    assert width_factor(3.0) == pytest.approx(1 / (1 + 0.0057 * (12 - 3.0 / 0.3048)))
    assert width_factor(5.0) == 1


def test_alternating_traffic_shares_the_cycle():
    at = first(layout="L07", workzone_speed_kmh=36, upstream_taper=20, buffer=20, work_area=100, downstream_taper=10)
    assert alternating_share(at) == pytest.approx((90 - 15) / 180)
    long = first(layout="L07", workzone_speed_kmh=36, work_area=3000)
    assert alternating_share(long) == pytest.approx(1 / 3)


def test_hcm_profile():
    assert hcm_lane_closure_severity(2, 3) == 0.75
    assert hcm_lane_closure_severity(1, 3) == 2
    cones = {"barrier": False, "rural": False, "lateral_clearance_ft": 0, "night": True}
    discharge = 2093 - 154 * 0.75 - 194 - 59
    assert hcm_queue_discharge_pc_h_lane(2, 3, **cones) == discharge
    assert hcm_capacity_pc_h(2, 3, **cones, normal_capacity_pc_h=6900) == pytest.approx(2 * discharge / 0.866)
    assert hcm_capacity_pc_h(2, 3, **cones, normal_capacity_pc_h=3000) == 3000


def test_a_night_closure_of_a_busy_road():
    volumes = [300] * 6 + [3000] * 2 + [2000] * 12 + [800] * 4
    impact = assess(first(hourly_volume_pcu=volumes, remaining_lane_width_m=None))
    assert (impact.by.profile.capacity_pcu_h, impact.worst_hour) == (2800, 22)
    assert impact.worst_vc == pytest.approx(800 / 2800)
    assert (impact.by.max_queue_m, impact.by.delay_veh_h, impact.reaches_junction) == (0, 0, False)
    assert impact.best_window == ("23:00", "06:00")


def test_a_day_closure_of_a_busy_road_queues_back_to_the_junction():
    volumes = [300] * 6 + [3000] * 2 + [2000] * 12 + [800] * 4
    day = {"daily_hours": [["06:00", "09:00"]], "remaining_lane_width_m": None, "hourly_volume_pcu": volumes}
    impact = assess(first(**day))
    assert impact.by.max_queue_m == pytest.approx(400 * 7.6 / 3)
    assert impact.by.max_queue_moving_m == pytest.approx(400 * 12 / 3)
    assert impact.by.delay_veh_h == pytest.approx(100 + 300 + 400 / 2 * 0.5)
    assert impact.reaches_junction is True
    assert assess(first(**day, upstream_junction_m=1014)).reaches_junction is False
    assert assess(first(**day, upstream_junction_m=None)).reaches_junction is None


def test_part_of_an_hour_closed_takes_part_of_its_capacity():
    impact = assess(first(daily_hours=[["08:30", "09:00"]], remaining_lane_width_m=None))
    assert impact.by.hourly_capacity_pcu_h[8] == pytest.approx((4200 + 2800) / 2)
    assert impact.by.hourly_capacity_pcu_h[9] == 4200


def test_a_full_closure_has_a_detour_and_no_queue():
    there_and_back = {"type": "LineString", "coordinates": [*LINE["coordinates"], LINE["coordinates"][0]]}
    impact = assess(first(layout="L10", detour={"line": there_and_back}))
    assert (impact.worst_vc, impact.by.max_queue_m, impact.by.delay_veh_h) == (None, None, None)
    assert impact.detour_ratio == pytest.approx(2)


def test_nothing_is_said_without_volumes():
    assert assess(first(hourly_volume_pcu=None)) is None


def test_the_park_gate():
    """480 veh/h for 20 minutes, then 120, through a gate that lets pass one in 15 s: at most 80 wait, gone after an
    hour, 2,400 vehicle minutes (Mannering and Washburn, Principles of Highway Engineering and Traffic Analysis, D/D/1
    example). Steps of 20 minutes."""
    queue = queue_over_a_day([160, 40, 40, 40], [80] * 4)
    assert queue.standing == (80, 40, 0, 0)
    assert (queue.most, queue.delay_veh_h * 20, queue.clears) == (80, 2400, True)


def test_a_queue_breaks_the_capacity_down_until_it_is_gone():
    """HCM 7, chapter 10: once a queue stands, the queue discharge rate gets through, not the capacity."""
    arrivals, discharges = [900, 1100, 950, 500, 950, 0], [800] * 6
    queue = queue_over_a_day(arrivals, [1000] * 6, discharges)
    assert queue.standing == (0, 300, 450, 150, 300, 0)
    assert queue_over_a_day([950] * 24, [1000] * 24, [800] * 24).most == 0


@given(flows, st.floats(100, 5000), st.floats(0.5, 1))
def test_a_breakdown_never_helps(arrivals, capacity, share):
    whole = queue_over_a_day(arrivals, [capacity] * 24)
    broken = queue_over_a_day(arrivals, [capacity] * 24, [capacity * share] * 24)
    assert broken.clears <= whole.clears
    if broken.clears:
        assert broken.delay_veh_h >= whole.delay_veh_h - 1e-6
        assert broken.most >= whole.most - 1e-6


def test_the_hcm_is_asked_only_where_it_speaks():
    assert [one.name for one in profiles_of(first())] == ["city"]
    assert [one.name for one in profiles_of(first(kind="highway", layout="L10"))] == ["city"]
    assert [one.name for one in profiles_of(first(class_="expressway"))] == ["city", "hcm"]
    impact = assess(first(kind="highway", daily_hours=[["08:00", "17:00"]])).as_json()
    expected = 2 * 100 * (2093 - 154 * 0.75 - 194 - 179) / (100 - 13.4)
    assert impact["hcm_capacity_pc_h"] == pytest.approx(min(expected, 4200), abs=0.5)
    assert (impact["profile"], impact["capacity_pcu_h"]) == ("city", impact["profiles"][0]["capacity_pcu_h"])


def test_the_profile_of_the_hcm_discharges_its_queue_at_its_own_rate():
    """3,500 pc/h against 2 of 3 lanes of a highway by day: c = 3,613, QDR = 1,604.5 a lane; a queue needs more."""
    by_hcm = {"kind": "highway", "daily_hours": [["08:00", "12:00"]], "remaining_lane_width_m": None}
    discharge = 2 * (2093 - 154 * 0.75 - 194 - 179)
    capacity = discharge / 0.866
    volumes = [0] * 8 + [capacity + 100, 3300, 3300, 3300] + [0] * 12
    impact = assess(first(**by_hcm, hourly_volume_pcu=volumes, design_speed_kmh=80), profile="hcm")
    city, hcm = impact.profiles
    assert (impact.by, hcm.profile.capacity_pcu_h) == (hcm, pytest.approx(capacity))
    assert hcm.profile.discharge_pcu_h == pytest.approx(discharge)
    queued = capacity + 100 - discharge + 3 * (3300 - discharge)
    assert hcm.max_queue_m == pytest.approx(queued * 7.6 / 3)
    assert city.profile.capacity_pcu_h == city.profile.discharge_pcu_h == 2800


def test_a_profile_that_does_not_speak_for_the_road_is_not_used():
    assert assess(first(), profile="hcm").by.profile.name == "city"


def test_hcm_free_flow_speed():
    """80 km/h lowered to 60, one of two lanes, cones, day: 9.95 + 33.49·1.2 + 0.53·37.28 − 5.60·2 − 3.84 mi/h."""
    zone = {"workzone_limit_kmh": 60, "barrier": False, "night": False}
    mph = 9.95 + 33.49 * 1.2 + 0.53 * 60 / 1.609344 - 5.60 * 2 - 3.84
    assert hcm_free_flow_speed_kmh(1, 2, normal_limit_kmh=80, **zone) == pytest.approx(mph * 1.609344)
    slower = hcm_free_flow_speed_kmh(1, 2, normal_limit_kmh=80, **zone, ramps_per_mile=1)
    assert slower == pytest.approx((mph - 8.7) * 1.609344)
    assert hcm_free_flow_speed_kmh(1, 2, normal_limit_kmh=50, **zone) < slower + 8.7 * 1.609344


def test_the_hours_that_cost_least_are_proposed_in_one_sentence():
    volumes = [300] * 6 + [3000] * 2 + [2000] * 12 + [800] * 4
    day = {"hourly_volume_pcu": volumes, "remaining_lane_width_m": None, "daily_hours": [["06:00", "13:00"]]}
    impact = assess(first(**day))
    assert impact.proposal.message["en"] == "23:00–06:00 instead of 06:00–13:00 saves 500 vehicle hours a day."
    assert "每天可减少 500 车·小时延误" in impact.proposal.message["zh"]
    assert impact.proposal.saves_delay_veh_h == pytest.approx(impact.by.delay_veh_h) == pytest.approx(500)
    quiet = assess(first(**day | {"daily_hours": [["13:00", "18:00"]]}))
    assert quiet.proposal.message["en"].startswith("00:00–05:00 instead of 13:00–18:00 meets 8,500 pcu less")
    assert assess(first(**day | {"daily_hours": [["23:00", "06:00"]]})).proposal is None
    assert assess(first(**day | {"daily_hours": None})).proposal is None


def test_a_full_closure_is_moved_to_where_least_traffic_is_diverted():
    impact = assess(first(layout="L10", daily_hours=[["08:00", "12:00"]]))
    assert impact.best_window == ("00:00", "04:00")
    assert impact.proposal.message["en"] == "00:00–04:00 instead of 08:00–12:00 diverts 4,000 pcu less a day."


def test_when_it_is_too_full_the_hours_that_would_do_are_named():
    volumes = [300] * 6 + [3000] * 2 + [2000] * 12 + [800] * 4
    full = first(hourly_volume_pcu=volumes, remaining_lane_width_m=None, daily_hours=None)
    assert assess(full).calm_window == ("08:00", "06:00")
    assert assess(first()).calm_window is None
    assert assess(first(hourly_volume_pcu=[9000] * 24)).calm_window is None


def test_all_of_an_hour_is_told():
    hours = assess(first(remaining_lane_width_m=None)).as_json()["hours"]
    assert hours[22] == {"volume_pcu_h": 600, "capacity_pcu_h": 2800, "vc": 0.21, "queue_m": 0, "closed": 1}
    assert hours[12] == {"volume_pcu_h": 1200, "capacity_pcu_h": 4200, "vc": 0.29, "queue_m": 0, "closed": 0}
