"""System checks of what settings alone cannot tell."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

E001 = "config.E001"


def demo_accounts() -> list[str]:
    """User names of active accounts that open with the demo password.

    Only the names of the demo accounts are tried, and each stored hash once: the demo city hashes one password once.
    Raises DatabaseError when there is no table of users yet.
    """
    people = get_user_model().objects.filter(username__in=settings.DEMO_ACCOUNTS, is_active=True)
    stored = dict(people.values_list("username", "password"))
    known = {encoded for encoded in set(stored.values()) if check_password(settings.DEMO_PASSWORD, encoded)}
    return sorted(name for name, encoded in stored.items() if encoded in known)


def no_demo_accounts_in_production(app_configs, databases=None, **_):
    """config.E001: a production system has accounts whose password everybody knows."""
    if settings.ENVIRONMENT != "production" or not databases:
        return []
    try:
        found = demo_accounts()
    except DatabaseError:  # before the first migrate
        return []
    if not found:
        return []
    hint = "Delete or deactivate them, or give them another password."
    return [checks.Error(f"Demo accounts in a production system: {', '.join(found)}.", hint=hint, id=E001)]


def refuse_demo_accounts() -> None:
    """Raise ImproperlyConfigured when the check finds something: for servers, which run no system checks."""
    if errors := no_demo_accounts_in_production(None, databases=["default"]):
        raise ImproperlyConfigured(f"{errors[0].msg} {errors[0].hint}")
