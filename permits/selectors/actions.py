"""What can be done now, and why not what cannot."""

from dataclasses import dataclass

from core.models import User
from permits import moves, policy
from permits.lifecycle import Action
from permits.models import Case, Works


@dataclass(frozen=True)
class Option:
    """One action as a page offers it. reason: code of messages.py why it is not available, "" when it is."""

    action: Action
    reason: str

    @property
    def available(self) -> bool:
        return not self.reason


#: Actions with a place of their own on the page, never a button of the bar.
_NOT_OFFERED = frozenset({Action.EDIT})


def options(actor: User, subject: Case | Works) -> tuple[Option, ...]:
    """Every action the person's role could ever do on this kind of subject, in the order of life.

    One that the stage does not know now, or that this person may not do here, carries the reason.
    """
    found = []
    for action in Action:
        if action not in moves.moves_of(subject) or action in _NOT_OFFERED:
            continue
        if not any(grant.role == actor.role for grant in policy.MATRIX[action]):
            continue
        reason = policy.refusal(actor, action, subject)
        if not moves.possible(subject, action):
            reason = reason or "wrong_stage"
        found.append(Option(action, reason))
    return tuple(found)


def available(actor: User, subject: Case | Works) -> tuple[Action, ...]:
    """The actions open to this person now (policy and stage; the rules answer when it is tried)."""
    return tuple(option.action for option in options(actor, subject) if option.available)
