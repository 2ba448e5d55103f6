"""People, where they belong, and the calendar."""

from core.models.account_event import AccountEvent
from core.models.calendar import CalendarDay, CalendarYear
from core.models.invitation import Invitation
from core.models.organisation import Organisation
from core.models.squadron import Squadron
from core.models.user import User

__all__ = ["AccountEvent", "CalendarDay", "CalendarYear", "Invitation", "Organisation", "Squadron", "User"]
