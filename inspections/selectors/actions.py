"""What can be done now with a visit, an order or a report, and why not what cannot."""

from core.models import User
from inspections import moves, policy
from inspections.lifecycle import Action
from inspections.models import CitizenReport, Order, Visit
from permits.selectors.actions import Option

_OF_KIND: dict[type, tuple[Action, ...]] = {
    Visit: (
        Action.START_VISIT,
        Action.ATTACH_PHOTO,
        Action.RECORD_VISIT,
        Action.ISSUE_ORDER,
        Action.ISSUE_STOP_ORDER,
    ),
    Order: (Action.ANSWER_ORDER, Action.VERIFY_ORDER, Action.RETURN_ORDER),
    CitizenReport: (Action.REVEAL_CONTACT, Action.HANDLE_REPORT),
}


def options(actor: User, subject: Visit | Order | CitizenReport) -> tuple[Option, ...]:
    """Every action the person's role could ever do on it, in the order of life; one that is closed has its reason."""
    possible = moves.possible_actions(subject)
    found = []
    for action in _OF_KIND[type(subject)]:
        if any(grant.role == actor.role for grant in policy.MATRIX[action]):
            reason = policy.refusal(actor, action, subject)
            found.append(Option(action, reason or ("" if action in possible else "wrong_stage")))
    return tuple(found)
