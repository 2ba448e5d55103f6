"""The town of the notifications' tests, seen through the web."""

from tests.notifications.conftest import ask, happen, town

__all__ = ["ask", "happen", "town"]
