"""The small city, one of its contractors signed in and reading English."""

import pytest
from django.utils import translation

from core import clock
from core.models import User
from permits.lifecycle import Kind
from permits.services import drafting
from tests import city as town


@pytest.fixture
def city(db):
    # A page in the person's language must not change the language of the next test.
    with clock.at(town.MONDAY), translation.override(translation.get_language()):
        made = town.build_city()
        User.objects.update(language="en")
        yield made


@pytest.fixture
def applicant(city, client):
    """The browser of the contractor."""
    client.force_login(city.people.contractor)
    return client


@pytest.fixture
def draft(city):
    """An empty draft of the contractor."""
    return drafting.create_draft(city.people.contractor, Kind.NEW)


@pytest.fixture
def filled(city):
    """A draft to which nothing is missing but the declaration."""
    return town.filled_draft(city)
