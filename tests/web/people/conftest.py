"""The small city, seen by people who read English."""

import pytest
from django.core.cache import cache
from django.utils import translation

from core import clock
from core.models import User
from tests import city as town


@pytest.fixture
def city(db):
    # A page in the person's language must not change the language of the next test.
    with clock.at(town.MONDAY), translation.override("en"):
        made = town.build_city()
        User.objects.update(language="en")
        yield made


@pytest.fixture(autouse=True)
def english(client):
    """Whoever is not signed in reads English too; nobody has sent anything yet."""
    cache.clear()
    client.cookies["django_language"] = "en"


@pytest.fixture
def manager(city, client):
    """The browser of a manager of the contractor."""
    person = city.people.contractor
    person.membership = User.Membership.MANAGER
    person.save()
    client.force_login(person)
    return client
