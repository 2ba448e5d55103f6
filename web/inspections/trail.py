"""What happened to one order, in words, as each viewer may read it."""

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from core.models import User
from inspections import messages
from inspections.lifecycle import Action, Severity
from inspections.models import Order
from permits.models import Event
from permits.selectors.trail import may_read_office_data, trail_of
from web.inspections.words import moment
from web.shell.parts import TimelineEntry, Tone

_LOOKS = {
    Action.ISSUE_ORDER: (Tone.WARN, "file-earmark-text"),
    Action.ISSUE_STOP_ORDER: (Tone.STOP, "sign-stop-fill"),
    Action.ANSWER_ORDER: (Tone.INFO, "reply-fill"),
    Action.RETURN_ORDER: (Tone.WARN, "arrow-return-left"),
    Action.VERIFY_ORDER: (Tone.OK, "check-circle-fill"),
    Action.ESCALATE_ORDER: (Tone.STOP, "alarm"),
}


def trail_of_order(viewer: User, order: Order) -> list[TimelineEntry]:
    """The events of the order `viewer` may read, the newest first."""
    events = trail_of(viewer, order.works).filter(data__order_number=order.number, action__in=_LOOKS)
    office = may_read_office_data(viewer)
    return [_entry(event, office) for event in events.order_by("-at", "-pk")]


def _entry(event: Event, office: bool) -> TimelineEntry:
    tone, icon = _LOOKS[Action(event.action)]
    return TimelineEntry(
        at=event.at,
        title=messages.event_label(event.action) or "",
        who=str(event.actor) if event.actor is not None else _("by the clock"),
        note="\n".join(_notes({**event.data, **(event.office_data if office else {})})),
        icon=icon,
        tone=tone,
        changes=_changes(event.data),
    )


def _notes(data: Mapping[str, Any]) -> list[str]:
    """What the event says beyond its name; the findings stand on the page in the reader's language."""
    lines = [str(data[key]) for key in ("text", "reason") if data.get(key)]
    if data.get("deadline_at"):
        lines.append(_("Deadline: %(at)s") % {"at": moment(parse_datetime(data["deadline_at"]))})
    if data.get("officers"):
        lines.append(_("Officers: %(names)s") % {"names": _(", ").join(data["officers"])})
    if data.get("photos"):
        lines.append(_("%(count)s photos") % {"count": data["photos"]})
    if data.get("referral"):
        lines.append(messages.referral(data["referral"]))
    return lines


def _changes(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    before, after = data.get("severity_before"), data.get("severity")
    if not before or before == after:
        return []
    return [(_("Severity"), str(Severity(before).label), str(Severity(after).label))]
