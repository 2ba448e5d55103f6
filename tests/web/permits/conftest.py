"""A small city seen through the web: who is signed in, and what their page says."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from core import clock
from core.models import User
from tests import city as town


@pytest.fixture
def city():
    with clock.at(town.MONDAY):
        yield town.build_city()


@pytest.fixture
def as_user() -> Callable[..., Client]:
    """Call it with a person to get a browser signed in as them, reading English."""

    def sign_in(person: User, language: str = "en") -> Client:
        person.language = language
        person.save(update_fields=["language"])
        client = Client()
        client.force_login(person)
        return client

    return sign_in


def text_of(response) -> str:
    """What the page says, without tags and runs of white space."""
    body = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def hidden_of(response) -> dict[str, str]:
    """The hidden members of the acting form of a page: version and submission token."""
    form = response.content.decode().split('class="panel" method="post"', 1)[1]
    return dict(re.findall(r'<input type="hidden" name="(version|submission|rows)" value="([^"]*)"', form))
