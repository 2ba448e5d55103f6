"""The road graph: where roads meet, what a works closes, and what other closures do to the way round."""

import pytest
import shapely

from permits.rules.conflicts.conflict import Severity
from permits.rules.conflicts.limits import Limits
from permits.rules.conflicts.network import Network
from permits.rules.conflicts.way_round import way_round
from tests.permits.rules.conflicts.sites import BY_DAY, NIGHT, PLANE, days, line, phase, road, site

LIMITS = Limits()
#: A ladder: three streets east–west, 200 m apart, and three cross streets, 300 m apart; joined only by crossing.
STREETS = [road(f"S{n}", (-400, 200 * n), (1000, 200 * n)) for n in range(3)]
CROSS = [road(f"C{n}", (300 * n, -100), (300 * n, 500)) for n in range(3)]
CITY = [*STREETS, *CROSS]


def shut(key: int, *points, first: int = 0, last: int = 9, **more):
    return site(key, line(*points), phase(first, last, closure="full", **more))


def told(mine, *others, roads=CITY):
    return list(way_round(mine, others, roads, LIMITS))


def test_roads_that_only_cross_are_joined():
    network = Network(CITY, PLANE)
    (closed,) = [network.closed_by(line((50, 1), (250, 1)))]
    (edge,) = (network.edges[number] for number in closed)
    assert edge.length_m == pytest.approx(300, abs=0.1)
    metres, edges = network.way(*network.ends_of(closed), without=closed)
    assert metres == pytest.approx(700, abs=0.5) and len(edges) == 3
    assert network.way(edge.a, edge.b)[0] == pytest.approx(300, abs=0.1)


def test_the_way_round_grows_when_the_parallel_road_is_closed_too():
    mine = shut(0, (50, 0), (250, 0))
    (found,) = told(mine, shut(7, (50, 200), (250, 200), first=5, last=30))
    assert (found.says, found.severity, found.others) == ("way_round.longer", Severity.MEDIUM, (7,))
    assert (found.data["alone_m"], found.data["left_m"]) == (700, 1100)
    assert found.data["roads"] == (("S1", ""),)
    assert found.data["along"] == (("C0", ""), ("S2", ""), ("C1", ""))
    assert found.days == days(5, 9) and found.blocked == ((-4, 30),)
    assert shapely.distance(found.place, line((0, 400), (300, 400))) == pytest.approx(0, abs=1e-9)


def test_no_way_is_left():
    mine = shut(0, (50, 0), (250, 0))
    above = [shut(7, (50, 200), (250, 200)), shut(8, (50, 400), (250, 400))]
    away = [shut(9, (310, 0), (590, 0)), shut(10, (-390, 0), (-10, 0))]
    (found,) = told(mine, *above, *away, roads=[*STREETS, *CROSS[:2]])
    assert (found.says, found.severity, found.others) == ("way_round.none", Severity.HIGH, (7,))
    assert found.data["left_m"] is None


@pytest.mark.parametrize(
    "rival",
    [
        shut(7, (50, 200), (250, 200), first=10, last=30),
        site(7, line((50, 200), (250, 200)), phase(closure="half")),
        shut(7, (50, 400), (250, 400)),
        shut(7, (650, 200), (750, 200)),
        shut(7, (50, 260), (250, 260)),
    ],
)
def test_what_does_not_lengthen_the_way_is_not_told(rival):
    assert told(shut(0, (50, 0), (250, 0)), rival) == []


def test_by_day_and_by_night_the_way_is_free():
    assert told(shut(0, (50, 0), (250, 0), windows=NIGHT), shut(7, (50, 200), (250, 200), windows=BY_DAY)) == []


def test_only_a_full_closure_needs_a_way_round_and_a_register():
    rival = shut(7, (50, 200), (250, 200))
    assert told(site(0, line((50, 0), (250, 0)), phase(closure="half")), rival) == []
    assert told(shut(0, (50, 0), (250, 0)), rival, roads=[]) == []
    assert told(shut(0, (50, 90), (250, 90)), rival) == [], "on no registered road"
    assert told(shut(0, (900, 0), (1000, 0)), rival, roads=[STREETS[0]]) == [], "no way round anyhow"


def test_a_oneway_road_is_no_way_back():
    up, down = road("C0", (0, -100), (0, 500), oneway=True), road("C1", (300, 500), (300, -100), oneway=True)
    oneway = road("S1", (-400, 200), (1000, 200), oneway=True)
    city = [STREETS[0], oneway, STREETS[2], up, down]
    network = Network(city, PLANE)
    closed = network.closed_by(line((50, 0), (250, 0)))
    west, east = sorted(network.ends_of(closed), key=lambda node: network.nodes[node][0])
    assert network.way(west, east, without=closed)[0] == pytest.approx(700, abs=0.5)
    assert network.way(east, west, without=closed) is None


def test_of_two_carriageways_the_one_under_the_works_is_closed():
    east, west = road("E", (-400, -8), (400, -8), oneway=True), road("W", (400, 8), (-400, 8), oneway=True)
    network = Network([east, west], PLANE)
    assert {network.edges[n].road for n in network.closed_by(line((0, -3), (100, -3)))} == {0}
    assert {network.edges[n].road for n in network.closed_by(line((100, 3), (0, 3)))} == {1}


@pytest.mark.parametrize(
    ("points", "roads"),
    [
        ([(294.8, 0), (300, 0)], {"S0": (0, 300)}),
        ([(250, 0), (300, 0), (300, 50)], {"S0": (0, 300), "C1": (0, 200)}),
        ([(250, 0), (302, 0)], {"S0": (0, 600)}),
    ],
)
def test_works_close_no_road_beyond_the_junction_at_which_they_end(points, roads):
    network = Network(CITY, PLANE)
    closed = [network.edges[number] for number in network.closed_by(line(*points))]
    found = {network.roads[one.road].ref for one in closed}
    assert found == set(roads)
    origin = {"S0": -400, "C1": -100}
    for ref, (low, high) in roads.items():
        of_it = [one for one in closed if network.roads[one.road].ref == ref]
        assert min(one.from_m for one in of_it) == pytest.approx(low - origin[ref], abs=0.1)
        assert max(one.to_m for one in of_it) == pytest.approx(high - origin[ref], abs=0.1)


def test_points_and_areas_close_roads_too():
    network = Network(CITY, PLANE)
    point = PLANE.to_lonlat(shapely.Point(150, 5))
    area = PLANE.to_lonlat(shapely.box(100, -20, 200, 220))
    assert {network.edges[n].road for n in network.closed_by(point)} == {0}
    assert {network.edges[n].road for n in network.closed_by(area)} == {0, 1}
    assert network.closed_by(PLANE.to_lonlat(shapely.Point(150, 100))) == frozenset()


def test_without_roads_or_length_nothing_is_closed():
    nowhere = line((50, 0), (50, 0))
    for place in (nowhere, line((50, 0), (250, 0)), PLANE.to_lonlat(shapely.Point(150, 5))):
        assert Network([], PLANE).closed_by(place) == frozenset()
    assert Network(CITY, PLANE).closed_by(nowhere) == frozenset()


def test_a_closure_over_a_junction_ends_at_the_farthest_ones():
    network = Network(CITY, PLANE)
    closed = network.closed_by(line((250, 0), (350, 0)))
    ends = network.ends_of(closed)
    places = sorted(network.nodes[node].tolist() for node in ends)
    assert places[0][0] == pytest.approx(0, abs=0.1) and places[1][0] == pytest.approx(600, abs=0.1)
