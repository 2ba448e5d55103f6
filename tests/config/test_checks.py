"""Demo accounts: found by their password, and refused in production."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured

from config.checks import demo_accounts, no_demo_accounts_in_production, refuse_demo_accounts
from core.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_city(settings):
    password = make_password(settings.DEMO_PASSWORD)
    for name in ("clerk", "leader", "somebody"):
        User.objects.create(username=name, password=password)
    User.objects.create(username="admin", password=make_password("a password of its own"))
    User.objects.create(username="legal", password=password, is_active=False)


def test_only_active_demo_accounts_with_the_demo_password_count(demo_city):
    assert demo_accounts() == ["clerk", "leader"]


def test_production_is_refused_with_demo_accounts(demo_city, settings):
    settings.ENVIRONMENT = "production"
    (error,) = no_demo_accounts_in_production(None, databases=["default"])
    assert error.id == "config.E001"
    assert "clerk, leader" in error.msg
    with pytest.raises(ImproperlyConfigured, match="clerk, leader"):
        refuse_demo_accounts()


def test_production_without_demo_accounts_starts(settings):
    settings.ENVIRONMENT = "production"
    refuse_demo_accounts()


def test_the_demo_may_have_demo_accounts(demo_city):
    assert no_demo_accounts_in_production(None, databases=["default"]) == []
