"""Pages of supervision are tested on the site of tests.inspections, on a Monday at ten."""

import pytest
from django.test import Client

from tests.inspections.conftest import city, monday, works  # noqa: F401  the fixtures of the domain's own tests


@pytest.fixture
def sign_in(city):  # noqa: F811
    """A browser in which that demo account is signed in; English, so that tests read what reviewers read."""

    def signed_in(username: str, language: str = "en") -> Client:
        client = Client(headers={"accept-language": language})
        client.force_login(getattr(city.people, username))
        return client

    return signed_in


@pytest.fixture
def inspector(sign_in) -> Client:
    """inspector1, of the squadron in whose area the site lies."""
    return sign_in("inspector1")
