"""Where the pages get the words for what the domain refuses: each area's messages.py, in turn."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext as _

from core.errors import Violation
from permits.lifecycle import Action, Stage, State


class Speaker(Protocol):
    """What a messages.py offers to the pages; each function answers None for a code it does not know."""

    def sentence(self, violation: Violation) -> str | None: ...

    def reason(self, code: str, data: dict) -> str | None: ...

    def action_label(self, action: str) -> str | None: ...

    def stage_label(self, stage: str) -> str | None: ...


_speakers: list[Speaker] = []


def install(speakers: Iterable[Speaker]) -> None:
    """Let the pages ask these modules for words, in this order, instead of any asked before."""
    _speakers[:] = speakers


def _first(question: str, *arguments) -> str:
    for speaker in _speakers:
        answer = getattr(speaker, question, None)
        words = answer(*arguments) if answer else None
        if words:
            return str(words)
    return ""


def sentence(violation: Violation) -> str:
    """Why an action is not possible, in the reader's language."""
    return _first("sentence", violation) or _("A rule is not met (%(code)s).") % {"code": violation.code}


def reason(code: str, data: dict) -> str:
    """Why this person may not do it."""
    return _first("reason", code, data) or _("Your role does not include this.")


def action_label(action: str) -> str:
    """What an action is called on a button."""
    return str(Action(action).label) if action in Action else _first("action_label", action) or action


def stage_label(stage: str) -> str:
    """What a stage of a case or a state of a works is called."""
    for names in (Stage, State):
        if stage in names:
            return str(names(stage).label)
    return _first("stage_label", stage) or stage
