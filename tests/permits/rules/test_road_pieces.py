"""Along which roads a line runs: against a slow reference, and where lines are short, long, shaky or of no length."""

import math
import random

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely import LineString

from permits.rules.road_pieces import (
    MOST_DEGREES,
    MOST_PIECES,
    ON_ROAD_M,
    PIECE_M,
    WRONG_WAY_M,
    heading_beside,
    nearest_roads,
    roads_beside,
)

EAST = LineString([(0, 0), (1000, 0)])
CROSSING = LineString([(500, -400), (500, 400)])
#: No sum of two squares is 23 squares, so that no line between whole metres is cut exactly at its end.
ODD_M = math.sqrt(23)

places = st.tuples(st.integers(-60, 60), st.integers(-60, 60))
drawn = st.lists(places, min_size=2, max_size=4, unique=True).map(LineString)
networks = st.lists(st.tuples(drawn, st.booleans()), max_size=5)


def slow(line: LineString, roads, oneway, piece_m: float) -> dict[int, tuple[int, bool, float, float]]:
    """(road, against, at_m, length_m) of each piece that lies on a road, one by one; None where it is a toss-up."""
    found, number = {}, -1
    for a, b in zip(line.coords, line.coords[1:], strict=False):
        length_m = math.dist(a, b)
        parts = math.ceil(length_m / piece_m)
        for part in range(parts):
            number += 1
            share = (part + 0.5) / parts
            middle = shapely.Point(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            choices = []
            for which, road in enumerate(roads):
                at_m, apart_m = road.project(middle), road.distance(middle)
                assume(apart_m > ON_ROAD_M or is_one_place(road, road.interpolate(at_m), middle))
                before, behind = road.interpolate(max(at_m - 1, 0)), road.interpolate(at_m + 1)
                turned = math.atan2(behind.y - before.y, behind.x - before.x) - math.atan2(b[1] - a[1], b[0] - a[0])
                turned = abs(math.degrees(math.remainder(turned, math.tau)))
                back = before.equals(behind)
                assume(back or min(abs(turned - MOST_DEGREES), abs(180 - turned - MOST_DEGREES)) > 1e-6)
                assume(abs(apart_m - ON_ROAD_M) > 1e-6)
                if apart_m <= ON_ROAD_M and not back and min(turned, 180 - turned) <= MOST_DEGREES:
                    against = turned > 90
                    cost_m = apart_m + (WRONG_WAY_M if against and oneway[which] else 0)
                    choices.append((cost_m, which, against, at_m))
            if choices:
                best, *others = sorted(choices)
                assume(all(other[0] - best[0] > 1e-6 for other in others))
                found[number] = (*best[1:], length_m / parts)
    return found


def is_one_place(road: LineString, foot: shapely.Point, middle: shapely.Point) -> bool:
    """Whether a road comes as near to a point nowhere else."""
    near_m = road.distance(middle) + 1e-6
    legs = [LineString(leg) for leg in zip(road.coords, road.coords[1:], strict=False)]
    feet = [leg.interpolate(leg.project(middle)) for leg in legs if leg.distance(middle) <= near_m]
    return road.is_simple and all(one.distance(foot) < 1e-3 for one in feet)


@given(drawn, networks)
def test_each_piece_lies_where_the_slow_reference_says(line, network):
    assume(shapely.simplify(line, 1, preserve_topology=False).equals_exact(line))
    roads, oneway = [road for road, _ in network], [one for _, one in network]
    on = nearest_roads(line, roads, oneway, piece_m=ODD_M)
    wanted = slow(line, roads, oneway, ODD_M)
    assert on.piece.tolist() == list(wanted)
    assert on.road.tolist() == [which for which, *_ in wanted.values()]
    assert on.against.tolist() == [against for _, against, *_ in wanted.values()]
    assert on.length_m.tolist() == pytest.approx([length_m for *_, length_m in wanted.values()])
    assert on.at_m.tolist() == pytest.approx([at_m for _, _, at_m, _ in wanted.values()], abs=1e-3)


@given(drawn, networks.filter(bool))
def test_of_all_roads_beside_a_piece_one_is_the_nearest(line, network):
    roads, oneway = [road for road, _ in network], [one for _, one in network]
    every, one = roads_beside(line, roads), nearest_roads(line, roads, oneway, shapely.STRtree(roads))
    assert one.piece.tolist() == sorted(set(every.piece.tolist()))
    assert one.length_m.sum() <= line.length * (1 + 1e-9)
    assert set(zip(one.piece.tolist(), one.road.tolist(), strict=True)) <= set(
        zip(every.piece.tolist(), every.road.tolist(), strict=True)
    )
    assert (every.distance_m <= ON_ROAD_M).all()


@given(st.floats(0, 999), st.floats(0.01, 1000), st.booleans())
def test_a_stretch_of_a_straight_road_is_found_from_its_start_to_its_end(begins, length, backwards):
    ends = min(begins + length, 1000)
    line = LineString([(begins, 3), (ends, 3)])
    on = nearest_roads(line.reverse() if backwards else line, [EAST, CROSSING], [False, False])
    assert set(on.road.tolist()) == {0} and set(on.against.tolist()) == {backwards}
    assert on.length_m.sum() == pytest.approx(ends - begins)
    assert (on.at_m - on.length_m / 2).min() == pytest.approx(begins, abs=1e-6)
    assert (on.at_m + on.length_m / 2).max() == pytest.approx(ends, abs=1e-6)
    assert on.length_m.max() <= PIECE_M * (1 + 1e-9)


@pytest.mark.parametrize(
    ("other_m", "which"), [(WRONG_WAY_M - 1, "with"), (WRONG_WAY_M + 1, "against"), (ON_ROAD_M + 1, "against")]
)
def test_the_wrong_way_is_believed_only_where_no_other_road_is_about_as_near(other_m, which):
    line, other = LineString([(100, 0), (200, 0)]), LineString([(0, other_m), (1000, other_m)])
    on = nearest_roads(line, [EAST.reverse(), other], [True, True])
    assert set(on.road.tolist()) == {0 if which == "against" else 1}
    assert on.against.all() == (which == "against")
    assert nearest_roads(line, [EAST.reverse(), other], [False, True]).road.tolist() == [0] * 20


def test_of_two_roads_in_one_place_the_first_is_taken():
    assert set(nearest_roads(EAST, [CROSSING, EAST, EAST], [False] * 3).road.tolist()) == {1}


def test_nothing_lies_on_no_road_and_a_line_of_no_length_on_none():
    for roads in ([], [EAST]):
        for line in (LineString([(5, 0), (5, 0)]), LineString([(5, 40), (90, 40)]), LineString()):
            on = nearest_roads(line, roads, [False] * len(roads))
            assert (len(on.piece), len(on.road), len(on.length_m)) == (0, 0, 0)
    assert len(roads_beside(EAST, []).piece) == 0


def test_a_point_given_twice_changes_nothing():
    once = nearest_roads(LineString([(10, 2), (80, 2), (80, 60)]), [EAST], [False])
    twice = nearest_roads(LineString([(10, 2), (10, 2), (80, 2), (80, 2), (80, 60), (80, 60)]), [EAST], [False])
    assert len(once.piece) == 14
    for column in ("piece", "road", "at_m", "distance_m", "against", "length_m"):
        assert np.array_equal(getattr(once, column), getattr(twice, column))


def test_a_line_shorter_than_a_piece_is_one():
    on = nearest_roads(LineString([(10, 2), (12, 2)]), [EAST], [True])
    assert (on.at_m.tolist(), on.length_m.tolist(), on.distance_m.tolist()) == ([11], [2], [2])
    there_and_back = nearest_roads(LineString([(10, 2), (10.4, 2), (10, 2)]), [EAST], [False])
    assert there_and_back.against.tolist() == [False, True]
    assert there_and_back.length_m.sum() == pytest.approx(0.8)


def test_a_very_long_line_is_looked_at_in_few_pieces():
    far = LineString([(0, 0), (300_000, 0), (300_000, 300_000)])
    on = nearest_roads(far, [far], [True])
    assert len(on.piece) <= MOST_PIECES + 2
    assert on.length_m.sum() == pytest.approx(600_000)


def test_an_unsteady_hand_still_draws_along_the_road():
    rng = random.Random(4)
    line = LineString([(x / 2, rng.uniform(-0.45, 0.45)) for x in range(200, 400)])
    on = nearest_roads(line, [EAST], [True])
    assert on.length_m.sum() == pytest.approx(line.length) and line.length > 110
    assert not on.against.any()


def test_a_road_is_followed_round_its_bend_and_the_one_crossed_is_not():
    bend = LineString([(0, 0), (200, 0), (200, 200)])
    on = nearest_roads(LineString([(100, 0), (200, 0), (200, 100)]), [bend, CROSSING.reverse()], [True, True])
    assert set(on.road.tolist()) == {0} and not on.against.any()
    assert on.at_m.tolist() == pytest.approx(np.arange(102.5, 300, 5).tolist())


def test_a_road_has_a_heading_at_its_ends_and_beyond_them():
    for x in (-50, 0, 0.2, 500, 1000, 1200):
        assert heading_beside(EAST, shapely.Point(x, 7)).tolist() == [1, 0]
    assert heading_beside(CROSSING.reverse(), shapely.Point(500, 0)).tolist() == [0, -1]
