"""The timeline of a case or a works, in words, as each viewer may read it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from core.models import User
from permits import messages
from permits.lifecycle import Stage, State
from permits.models import Case, Event, Opinion, Works
from permits.selectors.trail import may_read_office_data, trail_of
from web.permits.actions.acceptance import GROUNDS as DECLINE_GROUNDS
from web.permits.actions.force import GROUNDS as REVOCATION_GROUNDS
from web.permits.facts import recommendation
from web.shell import sentences
from web.shell.looks import stage_look, state_look
from web.shell.parts import TimelineEntry, Tone
from web.shell.templatetags.ui import clause

#: How many events a page shows; the rest is on the page of all of them.
SHOWN = 100


def timeline_of(viewer: User, subject: Case | Works, most: int = SHOWN) -> list[TimelineEntry]:
    """The latest events `viewer` may read, the newest first."""
    events = trail_of(viewer, subject).order_by("-at", "-pk").select_related("actor__squadron")[:most]
    office = may_read_office_data(viewer)
    return [_entry(event, office) for event in events]


def _entry(event: Event, office: bool) -> TimelineEntry:
    look = _look(event)
    data = {**event.data, **(event.office_data if office else {})}
    return TimelineEntry(
        at=event.at,
        title=messages.event_label(event.action) or sentences.action_label(event.action),
        who=_who(event),
        note="\n".join(_notes(data)),
        icon=look.icon if look else "dot",
        tone=look.tone if look else Tone.WARN if event.actor_id is None else Tone.MUTED,
    )


def _look(event: Event):
    if event.to_stage in Stage:
        return stage_look(event.to_stage)
    return state_look(event.to_stage) if event.to_stage in State else None


def _who(event: Event) -> str:
    person = event.actor
    if person is None:
        return _("by the clock")
    unit = person.squadron or person.organisation
    return f"{person} · {unit}" if unit else str(person)


def _notes(data: Mapping[str, Any]) -> list[str]:
    """What the event says beyond its name, a line per fact."""
    lines = []
    for key in ("reason", "text", "opinion", "findings"):
        if data.get(key):
            lines.append(str(data[key]))
    told = {**data, "basis": [clause(one) for one in data.get("basis") or ()]}
    for key in ("reasons", "items", "basis"):
        lines += [f"{number}. {text}" for number, text in enumerate(told.get(key) or (), 1)]
    for key, label, value in _labelled(data):
        if data.get(key) not in (None, "", [], {}):
            lines.append(_("%(label)s: %(value)s") % {"label": label, "value": value})
    return lines


def _labelled(data: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    grounds = {**DECLINE_GROUNDS, **REVOCATION_GROUNDS}
    verdicts = dict(Opinion.Verdict.choices)
    return [
        ("ground", _("Ground"), grounds.get(data.get("ground"), data.get("ground"))),
        ("competent_authority", _("Competent authority"), data.get("competent_authority")),
        ("accept_by", _("To be taken in by"), data.get("accept_by")),
        ("correction_by", _("To be corrected by"), data.get("correction_by")),
        ("decide_by", _("To be decided by"), data.get("decide_by")),
        ("officers", _("Officers"), _(", ").join(data.get("officers") or ())),
        ("agency", _("Agency"), data.get("agency")),
        ("due_on", _("Answer by"), data.get("due_on")),
        ("verdict", _("Opinion"), verdicts.get(data.get("verdict"), data.get("verdict"))),
        ("recommends", _("Review recommends"), recommendation(data.get("recommends", ""))),
        ("workdays", _("Working days"), data.get("workdays")),
        ("valid_from", _("Validity"), f"{data.get('valid_from')} – {data.get('valid_until')}"),
        ("permit", _("Permit"), data.get("permit")),
        ("superseded_by", _("Replaced by"), data.get("superseded_by")),
        ("order_number", _("Order"), data.get("order_number")),
    ]
