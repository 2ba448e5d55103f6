"""What remains when a person changes a password: a line on the trail, and with it a warning to its owner."""

from core.accounts import record
from core.models import AccountEvent, User

CHANGE_PASSWORD = "change_password"


def note_password_change(person: User) -> AccountEvent:
    """Write that the password of this account was changed; called in the transaction that changed it."""
    return record(CHANGE_PASSWORD, person, subject_user=person)
