"""Capacity, queue, delay and nuisance against worked examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.plan import parse
from permits.plan.impact import nuisance
from permits.plan.impact.assess import assess
from permits.plan.impact.capacity import (
    alternating_share,
    hcm_capacity_pc_h,
    hcm_lane_closure_severity,
    hcm_queue_discharge_pc_h_lane,
    lane_capacity_pcu_h,
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
    assert (impact.capacity_pcu_h, impact.worst_hour) == (2800, 22)
    assert impact.worst_vc == pytest.approx(800 / 2800)
    assert (impact.max_queue_m, impact.delay_veh_h, impact.reaches_junction) == (0, 0, False)
    assert impact.best_window == ("23:00", "06:00")


def test_a_day_closure_of_a_busy_road_queues_back_to_the_junction():
    volumes = [300] * 6 + [3000] * 2 + [2000] * 12 + [800] * 4
    day = {"daily_hours": [["06:00", "09:00"]], "remaining_lane_width_m": None, "hourly_volume_pcu": volumes}
    impact = assess(first(**day))
    assert impact.max_queue_m == pytest.approx(400 * 7.6 / 3)
    assert impact.delay_veh_h == pytest.approx(100 + 300 + 400 / 2 * 0.5)
    assert impact.reaches_junction is True
    assert assess(first(**day, upstream_junction_m=1014)).reaches_junction is False
    assert assess(first(**day, upstream_junction_m=None)).reaches_junction is None


def test_part_of_an_hour_closed_takes_part_of_its_capacity():
    impact = assess(first(daily_hours=[["08:30", "09:00"]], remaining_lane_width_m=None))
    assert impact.hourly_capacity_pcu_h[8] == pytest.approx((4200 + 2800) / 2)
    assert impact.hourly_capacity_pcu_h[9] == 4200


def test_a_full_closure_has_a_detour_and_no_queue():
    there_and_back = {"type": "LineString", "coordinates": [*LINE["coordinates"], LINE["coordinates"][0]]}
    impact = assess(first(layout="L10", detour={"line": there_and_back}))
    assert (impact.worst_vc, impact.max_queue_m, impact.delay_veh_h) == (None, None, None)
    assert impact.detour_ratio == pytest.approx(2)


def test_nothing_is_said_without_volumes():
    assert assess(first(hourly_volume_pcu=None)) is None


@pytest.mark.parametrize(
    ("classes", "index"),
    [((1, 2, 2, 2, 2), 1.9), ((3, 3, 3, 3, 3), 3.0), ((5, 0, 0, 5, 5), 0.0), ((5, 5, 5, 5, 5), 5.0)],
)
def test_helsinki_examples(classes, index):
    names = ("duration", "street", "traffic", "lanes", "length")
    assert nuisance.car_index(**dict(zip(names, classes, strict=True))) == index


@pytest.mark.parametrize(("days", "grade"), [(1, 1), (13, 1), (14, 3), (90, 3), (91, 5)])
def test_helsinki_duration(days, grade):
    assert nuisance.duration_class(days) == grade


@pytest.mark.parametrize(
    ("vehicles", "grade"),
    [(0, 0), (1, 1), (499, 1), (500, 2), (1499, 2), (1500, 3), (4999, 3), (5000, 4), (9999, 4), (10000, 5)],
)
def test_helsinki_traffic(vehicles, grade):
    assert nuisance.traffic_class(vehicles) == grade


@pytest.mark.parametrize(("metres", "grade"), [(0, 0), (9.9, 2), (10, 3), (99, 3), (100, 4), (499, 4), (500, 5)])
def test_helsinki_length(metres, grade):
    assert nuisance.length_class(metres) == grade


@pytest.mark.parametrize(
    ("street", "index"),
    [
        ({}, 0),
        ({"lines": True}, 2),
        ({"lines": True, "peak_buses_per_hour": 10}, 3),
        ({"lines": True, "peak_buses_per_hour": 20}, 4),
        ({"lines": True, "peak_buses_per_hour": 21}, 5),
        ({"trunk": True}, 4),
        ({"trunk": True, "lines": True, "peak_buses_per_hour": 21}, 5),
        ({"critical": True}, 5),
    ],
)
def test_helsinki_bus(street, index):
    assert nuisance.bus_index(**street) == index


def test_helsinki_worst_mode():
    tram = nuisance.tram_index(beside_track=True)
    assert (tram, nuisance.tram_index(in_track=True), nuisance.tram_index()) == (3, 5, 0)
    assert nuisance.Nuisance(car=1.9, bus=2, bicycle=0, tram=tram).worst == (3, "tram")


def test_the_index_of_a_phase_comes_from_its_own_figures():
    """14 days 3, arterial 4, 20,400 vehicles 5, one lane 1, 402 m 4: 0.3 + 0.8 + 1.25 + 0.25 + 0.8."""
    assert assess(first()).as_json()["nuisance_car"] == 3.4
    assert nuisance.car_index_of(first(hourly_volume_pcu=None)) is None


def test_the_hcm_is_asked_only_where_it_speaks():
    assert assess(first()).hcm_capacity_pc_h is None
    on_highway = assess(first(kind="highway", daily_hours=[["08:00", "17:00"]]))
    expected = 2 * 100 * (2093 - 154 * 0.75 - 194 - 179) / (100 - 13.4)
    assert on_highway.hcm_capacity_pc_h == pytest.approx(min(expected, 4200))
