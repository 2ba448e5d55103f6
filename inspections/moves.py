"""What can be done now with a visit, an order or a report: read off lifecycle.py, never written twice."""

from core.errors import IllegalTransition
from inspections.lifecycle import Action, OrderLife, ReportLife, VisitLife

Subject = VisitLife | OrderLife | ReportLife


def possible_actions(subject: Subject) -> dict[Action, str]:
    """The actions the subject's present state knows, each with the name of its transition."""
    return {step.custom["action"]: step.name for step in subject.get_available_state_transitions()}


def require_possible(subject: Subject, action: Action) -> None:
    """Raise IllegalTransition unless the subject's present state knows this action."""
    possible = possible_actions(subject)
    if action not in possible:
        raise IllegalTransition(action.value, subject.state, tuple(sorted(possible)))


def move(subject: Subject, action: Action) -> None:
    """Make the transition of this action on the subject in memory."""
    require_possible(subject, action)
    getattr(subject, possible_actions(subject)[action])()
