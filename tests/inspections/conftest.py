"""Tests of supervision begin on a Monday in a small city with one site on 万松东路."""

import pytest

from core import clock
from permits.models import Works
from tests.city import MONDAY, City, build_city, works_under_way


@pytest.fixture
def city(db, settings, tmp_path) -> City:
    settings.MEDIA_ROOT = tmp_path
    return build_city()


@pytest.fixture
def monday():
    """Everything happens from Monday, 2 March 2026, ten o'clock on."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def works(city: City, monday) -> Works:
    """A works that occupies a lane since this Monday, with one condition in its permit."""
    return Works.objects.get(cases=works_under_way(city))
