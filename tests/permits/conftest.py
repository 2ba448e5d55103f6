"""Most tests of permits begin on a Monday in a small city."""

import pytest

from core import clock
from tests.city import MONDAY, City, build_city


@pytest.fixture
def city(db, settings, tmp_path) -> City:
    settings.MEDIA_ROOT = tmp_path
    return build_city()


@pytest.fixture
def monday():
    """Everything happens from Monday, 2 March 2026, ten o'clock on."""
    with clock.at(MONDAY):
        yield
