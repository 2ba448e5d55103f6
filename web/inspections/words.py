"""Words and looks of supervision: states, severities, time left, and texts that exist in both languages."""

import datetime as dt
from dataclasses import dataclass

from django.utils.timesince import timesince, timeuntil
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from inspections.lifecycle import CONTRACTORS_TURN, OrderState, ReportState, Severity, VisitState
from inspections.models import ChecklistResult, CitizenReport, Order, Visit
from permits.models import Works
from web.shell.parts import Tone


@dataclass(frozen=True)
class Badge:
    """What `{% status %}` draws."""

    tone: Tone
    label: str
    icon: str


_VISITS = {
    VisitState.PLANNED: (Tone.INFO, "calendar-event"),
    VisitState.UNDER_WAY: (Tone.WARN, "binoculars"),
    VisitState.RECORDED: (Tone.OK, "check-circle-fill"),
    VisitState.MISSED: (Tone.STOP, "x-octagon-fill"),
}
_ORDERS = {
    OrderState.ISSUED: (Tone.WARN, "hourglass-split"),
    OrderState.ANSWERED: (Tone.INFO, "reply-fill"),
    OrderState.RETURNED: (Tone.WARN, "arrow-return-left"),
    OrderState.VERIFIED: (Tone.OK, "check-circle-fill"),
}
_SEVERITIES = {
    Severity.GENERAL: (Tone.INFO, "info-circle-fill"),
    Severity.SERIOUS: (Tone.WARN, "exclamation-triangle-fill"),
    Severity.CRITICAL: (Tone.STOP, "x-octagon-fill"),
}
_REPORTS = {
    ReportState.RECEIVED: (Tone.WARN, "megaphone"),
    ReportState.HANDLED: (Tone.OK, "check-circle-fill"),
}
_RESULTS = {
    ChecklistResult.Result.OK: (Tone.OK, "check-lg"),
    ChecklistResult.Result.NOT_OK: (Tone.STOP, "x-lg"),
    ChecklistResult.Result.NOT_APPLICABLE: (Tone.MUTED, "dash-lg"),
}


def visit_badge(visit: Visit) -> Badge:
    """The state of a visit."""
    tone, icon = _VISITS[visit.state]
    return Badge(tone, visit.get_state_display(), icon)


def order_badge(order: Order) -> Badge:
    """The state of an order; one whose deadline has passed unanswered says so instead."""
    if is_late(order):
        return Badge(Tone.STOP, _("Overdue"), "alarm")
    tone, icon = _ORDERS[order.state]
    return Badge(tone, order.get_state_display(), icon)


def severity_badge(code: str) -> Badge:
    """How grave a finding or an order is."""
    tone, icon = _SEVERITIES[code]
    return Badge(tone, str(Severity(code).label), icon)


def report_badge(report: CitizenReport) -> Badge:
    """The state of a report from the public."""
    tone, icon = _REPORTS[report.state]
    return Badge(tone, report.get_state_display(), icon)


def result_badge(result: ChecklistResult) -> Badge:
    """What was answered to an item."""
    tone, icon = _RESULTS[result.result]
    return Badge(tone, result.get_result_display(), icon)


def is_late(order: Order) -> bool:
    """Whether the contractor has let the deadline pass."""
    return order.state in CONTRACTORS_TURN and order.deadline_at < clock.now()


def time_left(order: Order) -> str:
    """How long the contractor still has, or how long the order is overdue; "" when it is not its turn."""
    if order.state not in CONTRACTORS_TURN:
        return ""
    now = clock.now()
    if order.deadline_at < now:
        return _("overdue by %(time)s") % {"time": timesince(order.deadline_at, now, depth=1)}
    return _("%(time)s left") % {"time": timeuntil(order.deadline_at, now, depth=1)}


def moment(at: dt.datetime | None) -> str:
    """A moment on the city's clock, "" for none."""
    return f"{clock.local(at):%Y-%m-%d %H:%M}" if at is not None else ""


def in_language(zh: str, en: str) -> str:
    """The one of the two the reader reads."""
    return en if (get_language() or "").startswith("en") and en else zh


def site_name(works: Works) -> str:
    """What people call a site: its road, else its place, else its number."""
    return works.road_name or works.place_text or works.number


def metres(distance_m: float | None) -> str:
    """A distance as people say it, "" for none."""
    if distance_m is None:
        return ""
    return f"{distance_m:,.0f} m" if distance_m < 1000 else f"{distance_m / 1000:.1f} km"
