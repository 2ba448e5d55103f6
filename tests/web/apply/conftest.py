"""The small city, one of its contractors signed in and reading English."""

import shutil

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import translation
from playwright.sync_api import sync_playwright

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


@pytest.fixture
def chromium_page(live_server, monkeypatch):
    """Call it with somebody and an address to have the page open in a real Chromium; nobody may meet a script error."""
    # Playwright's loop runs in this thread; the test's own queries are still one after the other.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    troubles = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])

        def opened(person, path, **more):
            screen = {"viewport": {"width": 1440, "height": 1000}} | more
            context = browser.new_context(locale="en-GB", base_url=live_server.url, **screen)
            context.add_cookies([{"name": "sessionid", "value": _session_of(person), "url": live_server.url}])
            page = context.new_page()
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on("console", lambda said: troubles.append(said.text) if "Security Policy" in said.text else None)
            page.goto(path)
            page.wait_for_load_state("networkidle")
            return page

        yield opened
        browser.close()
    assert not troubles


def _session_of(person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key
