"""The small city, one of its contractors signed in and reading English."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import translation

from core import clock
from core.models import User
from permits.lifecycle import Kind
from permits.services import drafting
from tests import city as town
from tests.chromium import launched, listen


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


@pytest.fixture
def chromium_page(live_server):
    """Call it with somebody and an address to have the page open in a real Chromium; nobody may meet a script error."""
    troubles = []
    with launched() as browser:

        def opened(person, path, **more):
            screen = {"viewport": {"width": 1440, "height": 1000}} | more
            context = browser.new_context(locale="en-GB", base_url=live_server.url, **screen)
            context.add_cookies([{"name": "sessionid", "value": _session_of(person), "url": live_server.url}])
            page = context.new_page()
            listen(page, troubles)
            page.goto(path)
            page.wait_for_load_state("networkidle")
            return page

        yield opened
    assert not troubles


def _session_of(person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key
