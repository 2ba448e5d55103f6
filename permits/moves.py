"""Which transition an action makes, and from where: read off lifecycle.py, never written twice."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from django.db import models

from core.errors import IllegalTransition
from permits.lifecycle import Action, CaseLife, WorksLife


class Move(NamedTuple):
    """The transition an action makes: method name, field name, and the stages or states it may be made from."""

    method: str
    field: str
    sources: frozenset[str]


def _moves(life: type[models.Model], field: str) -> dict[Action, Move]:
    found: dict[Action, Move] = {}
    for name, method in vars(life).items():
        for source, step in getattr(getattr(method, "_django_fsm", None), "transitions", {}).items():
            action = step.custom["action"]
            known = found.get(action)
            found[action] = Move(name, field, (known.sources if known else frozenset()) | {str(source)})
    return found


CASE_MOVES: Mapping[Action, Move] = MappingProxyType(_moves(CaseLife, "stage"))
WORKS_MOVES: Mapping[Action, Move] = MappingProxyType(_moves(WorksLife, "state"))


def moves_of(subject: models.Model) -> Mapping[Action, Move]:
    """The moves of this kind of subject: a case's or a works'."""
    return CASE_MOVES if isinstance(subject, CaseLife) else WORKS_MOVES


def possible(subject: models.Model, action: Action) -> bool:
    """Whether the subject's present stage or state knows this action."""
    move = moves_of(subject).get(action)
    return move is not None and getattr(subject, move.field) in move.sources


def require_possible(subject: models.Model, action: Action) -> None:
    """Raise IllegalTransition unless `possible`."""
    if not possible(subject, action):
        moves = moves_of(subject)
        field = next(iter(moves.values())).field
        allowed = tuple(sorted(a.value for a in moves if possible(subject, a)))
        raise IllegalTransition(action.value, getattr(subject, field), allowed)


def move(subject: models.Model, action: Action) -> None:
    """Make the transition of this action on the subject in memory."""
    require_possible(subject, action)
    getattr(subject, moves_of(subject)[action].method)()
