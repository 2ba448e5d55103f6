"""The demo city's roads: registered, labelled as invented, and joined so that there is a way round."""

import datetime as dt
import json
import random

import pytest
from shapely.geometry import shape

from core import clock, geo
from permits.models import Embargo, RoadSegment, SensitivePlace
from permits.selectors.roads import road_facts_at, roads_near
from web.demo.network import load_network
from web.demo.surroundings import PLACES_FILE, ROADS_FILE, make_surroundings
from web.demo.ways_round import CARRIAGEWAYS_M, way_round

TODAY = dt.date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _surroundings(db):
    with clock.at(TODAY):
        make_surroundings(TODAY)
        yield


def test_every_feature_of_the_demo_files_is_taken_in_and_says_that_it_is_invented():
    for file, model in ((ROADS_FILE, RoadSegment), (PLACES_FILE, SensitivePlace)):
        collection = json.loads(file.read_text(encoding="utf-8"))
        assert model.objects.count() == len(collection["features"])
        assert set(model.objects.values_list("source", flat=True)) == {"演示"}
        assert "invented" in collection["note"]
    assert all("演示" in place.name for place in SensitivePlace.objects.all())
    assert all("演示" in embargo.name for embargo in Embargo.objects.all())


def test_whatever_stretch_is_drawn_the_register_knows_its_road():
    rng, network, same = random.Random(7), load_network(), 0
    for _ in range(60):
        road, line = network.stretch(rng, 120)
        facts = road_facts_at(line)
        same += facts.road.name == road.name  # some of the drawn roads run side by side
        assert {"lanes", "lanes_opposite", "design_speed_kmh", "lane_width_m"} <= set(facts.plan_members)
    assert same >= 55


def test_a_way_round_leads_past_the_closed_stretch_in_the_direction_of_travel():
    rng, network, found = random.Random(11), load_network(), 0
    for _ in range(40):
        road, line = network.stretch(rng, 80)
        way = way_round(line)
        if way is None:
            continue
        found += 1
        closed, drawn = shape(line), geo.to_local(shape(way))
        assert drawn.length > 80
        along = geo.local_plane(shape(way)).to_metres(closed)
        assert drawn.buffer(3).intersection(along).length < 20
        # The other carriageway of a road that is shut is shut too.
        names = {one.name for one in roads_near(shape(way).bounds, 0) if one.line.dwithin(shape(way), 1e-6)}
        assert names - {road.name} or drawn.hausdorff_distance(along) > CARRIAGEWAYS_M
        leaves, joins = drawn.coords[0], drawn.coords[-1]
        first, last = along.coords[0], along.coords[-1]
        assert _m(leaves, first) < _m(joins, first) or _m(joins, last) < _m(leaves, last)
    assert found > 12


def _m(a, b) -> float:
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
