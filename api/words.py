"""Codes of every floor → sentences in the caller's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import messages as core_words
from core.errors import Violation
from inspections import messages as inspections_words
from inspections.documents import KINDS as INSPECTION_KINDS
from permits import messages as permits_words
from permits.documents import KINDS as PERMIT_KINDS
from permits.lifecycle import Action, Stage, State

DOCUMENT_KINDS = {**PERMIT_KINDS, **INSPECTION_KINDS}
_SPEAKERS = (permits_words, inspections_words, core_words)


def sentence(violation: Violation) -> str:
    """Why an action is not possible."""
    for speaker in _SPEAKERS:
        if words := speaker.sentence(violation):
            return words
    return _("A rule is not met (%(code)s).") % {"code": violation.code}


def reason(code: str, data: Mapping[str, Any]) -> str:
    """Why this person may not do it."""
    for speaker in _SPEAKERS:
        if words := speaker.reason(code, dict(data)):
            return words
    return _("You may not do this.")


def action_label(action: str) -> str:
    """What an action is called."""
    if action in Action:
        return str(Action(action).label)
    return inspections_words.action_label(action) or core_words.action_label(action) or action


def stage_label(stage: str) -> str:
    """What a stage of a case, or a state of a works, a visit, an order or a report is called."""
    for names in (Stage, State):
        if stage in names:
            return str(names(stage).label)
    return inspections_words.stage_label(stage) or stage


def event_label(name: str) -> str:
    """What the timeline calls an event."""
    return permits_words.event_label(name) or inspections_words.event_label(name) or name


def document_name(kind: str) -> str:
    """The legal name of a kind of document (D01 …)."""
    known = DOCUMENT_KINDS.get(kind)
    if known is None:
        return kind
    return known.name_en if (get_language() or "").startswith("en") else known.name_zh


def not_visited(code: str) -> str:
    """Why a due site was not visited; "" while its day is not closed."""
    return inspections_words.not_visited(code) if code else ""
