"""The lives of supervision: a visit, an order, a public report, and every action that moves them, in the order of life.

As in permits.lifecycle: a transition is named for what became true and does nothing else. *When* is here; *who* is
policy.py; *whether* is rules/; *how* is services/.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition


class VisitState(models.TextChoices):
    """The states of a visit to a site."""

    PLANNED = "PLANNED", _("Planned")
    UNDER_WAY = "UNDER_WAY", _("Inspection under way")
    RECORDED = "RECORDED", _("Recorded")
    MISSED = "MISSED", _("Not visited")


class OrderState(models.TextChoices):
    """The states of an order."""

    ISSUED = "ISSUED", _("Waiting for rectification")
    ANSWERED = "ANSWERED", _("Waiting for re-inspection")
    RETURNED = "RETURNED", _("Returned, not rectified")
    VERIFIED = "VERIFIED", _("Rectification verified")


class ReportState(models.TextChoices):
    """The states of a report from the public."""

    RECEIVED = "RECEIVED", _("Received")
    HANDLED = "HANDLED", _("Handled")


class Severity(models.TextChoices):
    """How grave a finding is (domain/rectification_defaults.csv)."""

    GENERAL = "general", _("General")
    SERIOUS = "serious", _("Serious")
    CRITICAL = "critical", _("Particularly serious")


class OrderKind(models.TextChoices):
    """What an order demands."""

    RECTIFY = "rectify", _("Order to rectify")
    STOP = "stop", _("Stop order")


class Action(models.TextChoices):
    """Everything that can be done on site; the names are the API's."""

    BEGIN_UNPLANNED_VISIT = "begin_unplanned_visit", _("Begin a visit outside the round")
    START_VISIT = "start_visit", _("Arrive")
    ATTACH_PHOTO = "attach_photo", _("Attach photo")
    RECORD_VISIT = "record_visit", _("Record inspection")
    MISS_VISIT = "miss_visit", _("Close visit as not made")
    ISSUE_ORDER = "issue_order", _("Order rectification")
    ISSUE_STOP_ORDER = "issue_stop_order", _("Order works to stop")
    ANSWER_ORDER = "answer_order", _("Answer order")
    VERIFY_ORDER = "verify_order", _("Verify rectification")
    RETURN_ORDER = "return_order", _("Return answer")
    ESCALATE_ORDER = "escalate_order", _("Escalate overdue order")
    REPORT_SITE = "report_site", _("Report a dangerous site")
    REVEAL_CONTACT = "reveal_contact", _("Show the reporter's contact")
    HANDLE_REPORT = "handle_report", _("Close report")


OPEN_ORDER_STATES = (OrderState.ISSUED, OrderState.ANSWERED, OrderState.RETURNED)
#: The contractor's turn: the deadline runs.
CONTRACTORS_TURN = (OrderState.ISSUED, OrderState.RETURNED)


def _by(action: Action) -> dict[str, Action]:
    return {"action": action}


class VisitLife(FSMModelMixin, models.Model):
    """The life of a visit. A phone without network may tell of its visit after the day was closed: MISSED is no end."""

    state = FSMField(_("state"), max_length=10, choices=VisitState, default=VisitState.PLANNED, protected=True)

    class Meta:
        abstract = True

    @transition(
        state,
        source=(VisitState.PLANNED, VisitState.MISSED),
        target=VisitState.UNDER_WAY,
        custom=_by(Action.START_VISIT),
    )
    def to_under_way(self):
        """The officers are at the site; time and position stand."""

    @transition(state, source=(VisitState.UNDER_WAY, VisitState.MISSED), target=None, custom=_by(Action.ATTACH_PHOTO))
    def photo_attached(self):
        """A photo was taken of an item of the checklist."""

    @transition(
        state,
        source=(VisitState.UNDER_WAY, VisitState.MISSED),
        target=VisitState.RECORDED,
        custom=_by(Action.RECORD_VISIT),
    )
    def to_recorded(self):
        """Every item of this site's checklist is answered."""

    @transition(
        state,
        source=(VisitState.PLANNED, VisitState.UNDER_WAY),
        target=VisitState.MISSED,
        custom=_by(Action.MISS_VISIT),
    )
    def to_missed(self):
        """The day ended without a record; the reason stands on the visit."""

    @transition(state, source=VisitState.RECORDED, target=None, custom=_by(Action.ISSUE_ORDER))
    def order_issued(self):
        """What was found is ordered to be put right (行政处罚法 28)."""

    @transition(state, source=VisitState.RECORDED, target=None, custom=_by(Action.ISSUE_STOP_ORDER))
    def stop_order_issued(self):
        """The works is ordered to stop and traffic to be restored (道路交通安全法 104(2))."""


class OrderLife(FSMModelMixin, models.Model):
    """The life of an order, from its service to its verification on site."""

    state = FSMField(_("state"), max_length=10, choices=OrderState, default=OrderState.ISSUED, protected=True)

    class Meta:
        abstract = True

    @transition(state, source=CONTRACTORS_TURN, target=OrderState.ANSWERED, custom=_by(Action.ANSWER_ORDER))
    def to_answered(self):
        """The contractor says, with photos, that it is put right."""

    @transition(state, source=CONTRACTORS_TURN, target=None, custom=_by(Action.ESCALATE_ORDER))
    def escalated(self):
        """The deadline passed without an answer."""

    @transition(state, source=OrderState.ANSWERED, target=OrderState.VERIFIED, custom=_by(Action.VERIFY_ORDER))
    def to_verified(self):
        """An officer saw at the site that it is put right."""

    @transition(state, source=OrderState.ANSWERED, target=OrderState.RETURNED, custom=_by(Action.RETURN_ORDER))
    def to_returned(self):
        """It is not put right, or the answer does not show it."""


class ReportLife(FSMModelMixin, models.Model):
    """The life of a report from the public."""

    state = FSMField(max_length=10, choices=ReportState, default=ReportState.RECEIVED, protected=True)

    class Meta:
        abstract = True

    @transition(state, source=ReportState.RECEIVED, target=None, custom=_by(Action.REVEAL_CONTACT))
    def contact_revealed(self):
        """Somebody looked at who reported it."""

    @transition(state, source=ReportState.RECEIVED, target=ReportState.HANDLED, custom=_by(Action.HANDLE_REPORT))
    def to_handled(self):
        """An officer wrote down what was done about it."""
