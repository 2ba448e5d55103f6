"""Every finding about a phase has its place on the drawing."""

import datetime as dt

import pytest

from permits.plan import parse
from permits.plan.check import check
from permits.plan.checks.neighbours import Neighbour
from permits.plan.layout.places import place_of
from permits.plan.situation import situations
from permits.plan.standards import RULES
from tests.permits.plan.examples import PASSING, REMOVED, changed

CLOSED = {"layout": "L10", "closed_lanes": None}
ALTERNATING = {"layout": "L07", "lanes": 1, "lanes_opposite": 1, "closed_lanes": [1]}
HIGHWAY = {"kind": "highway", "buffer": 10, "work_area": 5000}
WHOLE, WARNING, WORK, TAPER_START = (0, 402), (0, 40), (222, 342), (40, 40)
NO_LINE = {"type": "LineString", "coordinates": [[120.6387, 27.7829]] * 2}

BREACHES = [
    ("P00", {"workzone_speed_kmh": None}, TAPER_START),
    ("P01", {"workzone_speed_kmh": 60}, TAPER_START),
    ("P02", {"advance_warning": 30}, (0, 30)),
    ("P03", {"upstream_taper": 60}, (40, 100)),
    ("P04", {"buffer": 30}, (122, 152)),
    ("P05", {"buffer": 30}, (122, 152)),
    ("P06", {"downstream_taper": 2}, (342, 344)),
    ("P07", {"downstream_taper": 20}, (342, 362)),
    ("P08", {"termination": 5}, (372, 377)),
    ("P09", {"speed_limit_kmh": 80, "speed_steps_kmh": [40]}, WARNING),
    ("P10", {"signs": []}, (0, 0)),
    ("P11", {"upstream_junction_m": 600}, (-300, -300)),
    ("P12", {"class": "expressway"}, (-1000, -300)),
    ("P13", {"hoarding": {"height_m": 2, "distance_to_junction_m": 5}}, WORK),
    ("P14", {"hoarding": {"height_m": 1.2}}, WORK),
    ("P15", {**CLOSED, "notice_published_on": "2026-12-06"}, WHOLE),
    ("P16", CLOSED, WHOLE),
    ("P17", {"opened_on": "2026-01-01"}, WORK),
    ("P18", {"remaining_lane_width_m": 2.5}, WORK),
    ("P19", {"pedestrian_width_m": 1}, WORK),
    ("P20", {"hourly_volume_pcu": [5000] * 24}, TAPER_START),
    ("P21", HIGHWAY, (122, 132)),
    ("P22", {"buffer": 30}, (122, 152)),
    ("P23", {}, WHOLE),
    ("P24", {**ALTERNATING, "flaggers": 0}, TAPER_START),
    ("S01", {"ends_on": "2026-12-01"}, WHOLE),
    ("S02", {"closed_lanes": [3, 9]}, WORK),
    ("S05", {"speed_steps_kmh": [60, 50]}, WARNING),
    ("S15", {"centreline": NO_LINE}, WHOLE),
]


@pytest.mark.parametrize(("rule", "changes", "place"), BREACHES)
def test_a_finding_has_its_place(rule, changes, place):
    other = Neighbour("W2026-1", dt.date(2026, 12, 1), dt.date(2026, 12, 31), 20.0)
    found = next(f for f in check(parse(changed(**changes)), [other]).findings if f.rule == rule)
    assert found.place == place


def test_no_rule_of_the_standard_was_forgotten():
    assert {rule for rule in RULES if rule.startswith("P")} == {rule for rule, _, _ in BREACHES if rule[0] == "P"}


def test_without_areas_there_is_no_place():
    at = situations(parse(changed(lengths_m=REMOVED)))[0]
    assert place_of(at, "closed_lanes") is None


def test_a_missing_length_belongs_to_the_whole_zone():
    at = situations(parse(changed(termination=None)))[0]
    assert place_of(at, "termination") == (0, 372)
    assert place_of(situations(parse(PASSING))[0], "starts_on") == WHOLE
