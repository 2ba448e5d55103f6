"""A server on the test's own day, a real Chromium, and everybody of the small city with a password."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from core.models import User
from tests.browser.days import day
from tests.browser.person import LOCALES, Person
from tests.chromium import launched
from tests.city import MONDAY, City, build_city

PASSWORD = "a-long-enough-one"
PHONE_PX = 390


@pytest.fixture(scope="module")
def chromium():
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def running_server(django_db_setup):
    """A server whose requests belong to the day the test is at; one for all, as its threads outlive a test."""
    with override_settings(MIDDLEWARE=["tests.browser.days.SameDay", *settings.MIDDLEWARE]):
        running = LiveServer("localhost")
    yield running
    running.stop()


@pytest.fixture
def server(running_server, transactional_db, settings) -> LiveServer:
    settings.ALLOWED_HOSTS = ["localhost"]
    return running_server


@pytest.fixture
def monday():
    """It begins on Monday, 2 March 2026, ten o'clock."""
    with day(MONDAY):
        yield


@pytest.fixture
def city(transactional_db, settings, tmp_path, monday) -> City:
    settings.MEDIA_ROOT = tmp_path
    built = build_city()
    User.objects.update(password=make_password(PASSWORD))
    return built


@pytest.fixture
def sit_down(chromium, server) -> Callable[..., Person]:
    """Call it to let a person sit down at a browser of their own; given a user name, they sign in.

    After the test nobody may have met a page with any trouble (see Person).
    """
    seated: list[Person] = []
    looked_over: set[tuple[str, int]] = set()

    def person(username: str = "", *, width: int = 1440, language: str = "zh-hans", **more) -> Person:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale=LOCALES[language],
            base_url=server.url,
            **more,
        )
        context.set_default_timeout(15_000)
        seated.append(Person(context.new_page(), language, looked_over))
        if username:
            seated[-1].sign_in(username, PASSWORD)
        return seated[-1]

    yield person
    troubles = [trouble for person in seated for trouble in person.troubles]
    for person in seated:
        person.page.context.close()
    assert not troubles, "\n".join(troubles)
