"""What a production system may not be started with."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

ENVIRONMENTS = ("demo", "production")


def refuse_unfit(settings: Mapping[str, Any]) -> None:
    """Raise ImproperlyConfigured, with every reason at once, when these settings may not serve a real city.

    Demo accounts are looked for by a system check (config.checks): they stand in the database.
    """
    environment = settings["ENVIRONMENT"]
    if environment not in ENVIRONMENTS:
        raise ImproperlyConfigured(f"ENVIRONMENT must be one of {', '.join(ENVIRONMENTS)}, not {environment!r}")
    if environment == "production" and (reasons := _reasons(settings)):
        raise ImproperlyConfigured("ENVIRONMENT=production refuses to start: " + "; ".join(reasons))


def _reasons(settings: Mapping[str, Any]) -> list[str]:
    reasons = []
    if settings["SECRET_KEY"] == settings["DEMO_SECRET_KEY"] or len(settings["SECRET_KEY"]) < 50:
        reasons.append("SECRET_KEY is the default one or shorter than 50 characters")
    if settings["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3":
        reasons.append("DATABASE_URL is SQLite")
    if settings["BROKER_IS_EMBEDDED"]:
        reasons.append("CELERY_BROKER_URL is missing, so the broker would be the embedded one")
    if settings["DEBUG"]:
        reasons.append("DEBUG is on")
    if not settings["PUBLIC_URL"].startswith("https://"):
        reasons.append("PUBLIC_URL is not https")
    return reasons
