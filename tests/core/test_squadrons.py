"""Which squadron a place belongs to."""

import pytest
from shapely import LineString, Point, box
from shapely.geometry import mapping

from core.models import Squadron
from core.squadrons import squadron_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def squadrons():
    areas = {"west": box(120.5, 27.7, 120.6, 27.8), "east": box(120.6, 27.7, 120.7, 27.8)}
    made = [Squadron.objects.create(code=code, name=code, area=mapping(area)) for code, area in areas.items()]
    return [*made, Squadron.objects.create(code="import", name="import")]


def test_the_squadron_of_a_place(squadrons):
    assert squadron_for(Point(120.55, 27.75)).code == "west"
    assert squadron_for(LineString([(120.59, 27.75), (120.65, 27.75)])).code == "east"
    assert squadron_for(Point(-0.45, 51.3)) is None


def test_many_places_are_looked_up_without_asking_again(squadrons, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert squadron_for(Point(120.65, 27.75), squadrons).code == "east"
        assert squadron_for(Point(120.65, 27.75), []) is None


def test_without_squadrons_nobody_is_responsible():
    assert squadron_for(Point(120.55, 27.75)) is None
