"""Words of a command line that are read the same way by several commands."""

import datetime as dt

from django.core.management.base import CommandError


def day_argument(name: str, text: str) -> dt.date:
    """The day, written as YYYY-MM-DD. Raises CommandError with exit 2, naming the argument."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    # fromisoformat also reads 20260203 and 2026-W06-2, which nobody types on purpose.
    if day is None or day.isoformat() != text:
        raise CommandError(f"{name} is not a day written YYYY-MM-DD: {text}", returncode=2)
    return day
