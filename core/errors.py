"""What can be wrong with a wish, five kinds kept apart, or with what is handed in; none knows HTTP."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Violation:
    """One reason why an action is not possible.

    code: stable machine name, noun + participle (`document_missing`).
    data: what the sentence needs, JSON-serialisable.
    field: the form field or JSON member it belongs to, "" when it belongs to the whole.
    """

    code: str
    data: dict[str, Any] = field(default_factory=dict)
    field: str = ""


class Unusable(ValueError):
    """Something handed in cannot be used. code: see the function that reads it; data: what the sentence needs."""

    def __init__(self, code: str, **data: Any):
        super().__init__(f"{code} {data}" if data else code)
        self.code, self.data = code, data

    def as_violation(self, field: str = "") -> Violation:
        """The same as a reason of a refused action."""
        return Violation(self.code, self.data, field)


class DomainError(Exception):
    """Base of every refusal the domain gives. `code` is stable; sentences live in each app's messages.py."""

    code = "domain_error"


class NotFound(DomainError):
    """The thing does not exist, or this person may not know that it does."""

    code = "not_found"

    def __init__(self, what: str, key: str):
        super().__init__(f"{what} {key}")
        self.what, self.key = what, key


class NotPermitted(DomainError):
    """This person may not do this, whatever the stage. `reason` is a code of messages.py."""

    code = "not_permitted"

    def __init__(self, action: str, reason: str = "role_not_entitled", **data: Any):
        super().__init__(f"{action}: {reason}")
        self.action, self.reason, self.data = action, reason, data


class StaleCase(DomainError):
    """Somebody changed it after the caller looked."""

    code = "changed_meanwhile"

    def __init__(self, what: str, key: str, *, seen: int, current: int, changed_by: str, changed_at: dt.datetime):
        super().__init__(f"{what} {key}: saw version {seen}, is {current}, changed by {changed_by}")
        self.what, self.key, self.seen, self.current = what, key, seen, current
        self.changed_by, self.changed_at = changed_by, changed_at


class IllegalTransition(DomainError):
    """The action is not possible in this stage or state."""

    code = "wrong_stage"

    def __init__(self, action: str, stage: str, allowed: tuple[str, ...] = ()):
        super().__init__(f"{action} is not possible in {stage}")
        self.action, self.stage, self.allowed = action, stage, allowed


class RuleViolated(DomainError):
    """The rules forbid it; every reason at once."""

    code = "rule_violated"

    def __init__(self, action: str, violations: tuple[Violation, ...]):
        super().__init__(f"{action}: {', '.join(v.code for v in violations)}")
        self.action, self.violations = action, tuple(violations)
