"""The small city, called through real API keys."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from api.keys import issue_key
from core import clock
from core.models import User
from tests.city import MONDAY, City, build_city


@pytest.fixture
def city(db, settings, tmp_path) -> City:
    settings.MEDIA_ROOT = tmp_path
    return build_city()


@pytest.fixture(autouse=True)
def monday():
    """Everything happens from Monday, 2 March 2026, ten o'clock on, and nobody has called before."""
    cache.clear()
    with clock.at(MONDAY):
        yield


@pytest.fixture
def call() -> Callable[[User | None], APIClient]:
    """A client with a key of that person; of nobody for None. Faults are answers too: a 500 is seen as one."""

    def client(person: User | None) -> APIClient:
        made = APIClient(raise_request_exception=False)
        made.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        if person is not None:
            _row, key = issue_key(person, "tests")
            made.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
        return made

    return client
