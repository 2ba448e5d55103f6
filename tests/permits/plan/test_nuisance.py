"""The nuisance index of Helsinki: the published classes and examples, and every mode from the road register."""

import pytest
from shapely import LineString

from permits.plan.impact import nuisance
from permits.plan.impact.assess import assess
from permits.rules.roads import RegisteredRoad
from tests.permits.plan.examples import LINE
from tests.permits.plan.test_impact import first


def registered(**facts):
    return RegisteredRoad(ref="r1", name="万松东路", line=LineString(LINE["coordinates"]), **facts)


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
    assert nuisance.Nuisance(car=1.9, bus=2, bicycle=0, tram=3).worst == (3, "tram")
    assert nuisance.Nuisance(car=3.0, tram=3).worst == (3.0, "car")


def test_the_index_of_a_phase_comes_from_its_own_figures():
    """14 days 3, arterial 4, 20,400 vehicles 5, one lane 1, 402 m 4: 0.3 + 0.8 + 1.25 + 0.25 + 0.8."""
    assert assess(first()).as_json()["nuisance_car"] == 3.4
    assert nuisance.car_index_of(first(hourly_volume_pcu=None)) is None


def test_what_nobody_knows_is_unknown_and_not_harmless():
    known = assess(first()).nuisance
    assert (known.worst, known.unknown) == ((3.4, "car"), ("bus", "bicycle", "tram"))
    assert known.as_json() == {
        "car": 3.4, "bus": None, "bicycle": None, "tram": None, "worst": 3.4, "worst_mode": "car"
    }  # fmt: skip
    assert nuisance.Nuisance().worst is None


@pytest.mark.parametrize(
    ("facts", "indices"),
    [
        ({}, (0, None, 0)),
        ({"bus_route": "other"}, (None, None, 0)),
        ({"bus_route": "other", "rush_hour_buses": 12, "cycle_route_class": 2}, (4, 2, 0)),
        ({"bus_route": "trunk", "tram": "beside"}, (4, None, 3)),
        ({"bus_route": "critical", "tram": "within", "cycle_route_class": 0}, (5, 0, 5)),
    ],
)
def test_the_register_knows_buses_cycles_and_trams(facts, indices):
    found = assess(first(), [registered(**facts)]).nuisance
    assert (found.bus, found.bicycle, found.tram) == indices


def test_the_road_of_the_register_is_known_without_volumes():
    found = assess(first(hourly_volume_pcu=None), [registered(bus_route="critical")])
    assert found.nuisance.worst == (5, "bus")
    assert (found.worst_vc, found.by.delay_veh_h, found.proposal) == (None, None, None)
    assert found.as_json()["hours"][0]["volume_pcu_h"] is None


def test_a_full_closure_takes_every_lane():
    """14 days 3, arterial 4, 20,400 vehicles 5, three lanes 3, 402 m 4: 0.3 + 0.8 + 1.25 + 0.75 + 0.8."""
    assert assess(first(layout="L10")).nuisance.car == 3.9
