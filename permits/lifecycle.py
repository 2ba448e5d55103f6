"""The two lives: the stages of a case, the states of a works, and every action that moves them, in the order of life.

A transition method is named for what became true, has an empty body and a one-line docstring: no mail, no PDF, no
query, no permission. *When* is here; *who* is policy.py; *whether* is rules/; *how* is services/.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, FSMField, FSMModelMixin, transition


class Kind(models.TextChoices):
    """What procedure a case is."""

    NEW = "new", _("New permit")
    VARIATION = "variation", _("Variation")
    RENEWAL = "renewal", _("Renewal")
    EMERGENCY = "emergency", _("Emergency repair")


class Stage(models.TextChoices):
    """The stages of a case (domain/process_stages.csv)."""

    DRAFT = "DRAFT", _("Draft")
    SUBMITTED = "SUBMITTED", _("Waiting for acceptance")
    CORRECTION = "CORRECTION", _("Correction requested")
    NOT_ACCEPTED = "NOT_ACCEPTED", _("Not accepted")
    ACCEPTED = "ACCEPTED", _("Accepted")
    SURVEYED = "SURVEYED", _("Surveyed")
    REVISION = "REVISION", _("Plan to be revised")
    REVIEWED = "REVIEWED", _("Reviewed")
    REFUSED = "REFUSED", _("Refused")
    GRANTED = "GRANTED", _("Granted")
    IN_FORCE = "IN_FORCE", _("In force")
    EXPIRED = "EXPIRED", _("Expired")
    SUPERSEDED = "SUPERSEDED", _("Superseded")
    REVOKED = "REVOKED", _("Revoked")
    RECALLED = "RECALLED", _("Recalled")
    CANCELLED = "CANCELLED", _("Cancelled")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn by applicant")


class State(models.TextChoices):
    """The states of a works."""

    PLANNED = "PLANNED", _("Not started")
    UNDER_WAY = "UNDER_WAY", _("Under way")
    SUSPENDED = "SUSPENDED", _("Stopped by order")
    AWAITING_ACCEPTANCE = "AWAITING_ACCEPTANCE", _("Awaiting completion acceptance")
    ACCEPTED = "ACCEPTED", _("Accepted, traffic restored")
    ARCHIVED = "ARCHIVED", _("Archived")
    ABANDONED = "ABANDONED", _("Not carried out")


class Action(models.TextChoices):
    """Everything that can be done to a case or a works; the names are the API's."""

    EDIT = "edit", _("Edit")
    SUBMIT = "submit", _("Submit")
    DISCARD = "discard", _("Discard draft")
    ACCEPT = "accept", _("Accept")
    REQUEST_CORRECTION = "request_correction", _("Request correction")
    DECLINE = "decline", _("Decline to accept")
    WITHDRAW = "withdraw", _("Withdraw")
    RESUBMIT = "resubmit", _("Resubmit")
    RECORD_SURVEY = "record_survey", _("Record site survey")
    ASK_OPINION = "ask_opinion", _("Ask for an opinion")
    GIVE_OPINION = "give_opinion", _("Give opinion")
    REQUEST_REVISION = "request_revision", _("Request plan revision")
    SUBMIT_REVISION = "submit_revision", _("Submit revised plan")
    CLOSE_REVIEW = "close_review", _("Close review")
    GIVE_LEGAL_OPINION = "give_legal_opinion", _("Give legal opinion")
    GRANT = "grant", _("Grant")
    REFUSE = "refuse", _("Refuse")
    RETURN_TO_REVIEW = "return_to_review", _("Return to review")
    EXTEND_PROCESSING = "extend_processing", _("Extend processing time")
    ISSUE = "issue", _("Issue and serve")
    SUPERSEDE = "supersede", _("Supersede")
    EXPIRE = "expire", _("Expire")
    REVOKE = "revoke", _("Revoke")
    RECALL = "recall", _("Recall")
    CANCEL = "cancel", _("Cancel permit")
    START = "start", _("Start works")
    REPORT_EMERGENCY_START = "report_emergency_start", _("Report emergency start")
    ABANDON = "abandon", _("Abandon")
    SUSPEND = "suspend", _("Stop works")
    RESUME = "resume", _("Let works resume")
    REQUEST_ACCEPTANCE = "request_acceptance", _("Request completion acceptance")
    SIGN_ACCEPTANCE = "sign_acceptance", _("Sign completion acceptance")
    RETURN_TO_WORKS = "return_to_works", _("Return to works")
    ARCHIVE = "archive", _("Archive")


#: Stages in which the file lies with the office and a legal clock runs or has run.
UNDER_DECISION = (Stage.ACCEPTED, Stage.SURVEYED, Stage.REVISION, Stage.REVIEWED)
OPEN_STAGES = (Stage.SUBMITTED, Stage.CORRECTION, *UNDER_DECISION, Stage.GRANTED)
EDITABLE_STAGES = (Stage.DRAFT, Stage.CORRECTION, Stage.REVISION)
ENDED_STAGES = (
    Stage.NOT_ACCEPTED,
    Stage.REFUSED,
    Stage.EXPIRED,
    Stage.SUPERSEDED,
    Stage.REVOKED,
    Stage.RECALLED,
    Stage.CANCELLED,
    Stage.WITHDRAWN,
)
ACTIVE_STATES = (State.UNDER_WAY, State.SUSPENDED, State.AWAITING_ACCEPTANCE)
ENDED_STATES = (State.ACCEPTED, State.ARCHIVED, State.ABANDONED)


def _by(action: Action) -> dict[str, Action]:
    return {"action": action}


class CaseLife(FSMModelMixin, models.Model):
    """The life of a case, written once, top to bottom."""

    stage = FSMField(_("stage"), max_length=16, choices=Stage, default=Stage.DRAFT, protected=True)

    class Meta:
        abstract = True

    @transition(stage, source=EDITABLE_STAGES, target=None, custom=_by(Action.EDIT))
    def edited(self):
        """The applicant changed what the file says."""

    @transition(stage, source=Stage.DRAFT, target=None, custom=_by(Action.DISCARD))
    def discarded(self):
        """The draft is thrown away; the service deletes the row."""

    @transition(stage, source=Stage.DRAFT, target=Stage.SUBMITTED, custom=_by(Action.SUBMIT))
    @transition(stage, source=Stage.CORRECTION, target=Stage.SUBMITTED, custom=_by(Action.RESUBMIT))
    def to_submitted(self):
        """The file lies at the window."""

    @transition(stage, source=Stage.SUBMITTED, target=Stage.CORRECTION, custom=_by(Action.REQUEST_CORRECTION))
    def to_correction(self):
        """The applicant was told, once and completely, what is missing (行政许可法 32(1)(四))."""

    @transition(stage, source=Stage.SUBMITTED, target=Stage.NOT_ACCEPTED, custom=_by(Action.DECLINE))
    def to_not_accepted(self):
        """No permit is needed, or another authority is competent (行政许可法 32(1)(一)(二))."""

    @transition(stage, source=Stage.SUBMITTED, target=Stage.ACCEPTED, custom=_by(Action.ACCEPT))
    def to_accepted(self):
        """The file is complete, or the five days ran out (行政许可法 32(1)(四)(五))."""

    @transition(stage, source=Stage.ACCEPTED, target=Stage.SURVEYED, custom=_by(Action.RECORD_SURVEY))
    @transition(stage, source=Stage.REVISION, target=Stage.SURVEYED, custom=_by(Action.SUBMIT_REVISION))
    @transition(stage, source=Stage.REVIEWED, target=Stage.SURVEYED, custom=_by(Action.RETURN_TO_REVIEW))
    def to_surveyed(self):
        """Two officers saw the place (行政许可法 34(3)); the order section judges the plan."""

    @transition(stage, source=Stage.SURVEYED, target=None, custom=_by(Action.ASK_OPINION))
    def opinion_asked(self):
        """A partner agency was asked for its opinion by a date."""

    @transition(stage, source=Stage.SURVEYED, target=None, custom=_by(Action.GIVE_OPINION))
    def opinion_given(self):
        """A partner agency answered."""

    @transition(stage, source=Stage.SURVEYED, target=Stage.REVISION, custom=_by(Action.REQUEST_REVISION))
    def to_revision(self):
        """The plan must be revised before it can be judged."""

    @transition(stage, source=Stage.SURVEYED, target=Stage.REVIEWED, custom=_by(Action.CLOSE_REVIEW))
    def to_reviewed(self):
        """The reviewer has judged; the leader decides."""

    @transition(stage, source=Stage.REVIEWED, target=None, custom=_by(Action.GIVE_LEGAL_OPINION))
    def legal_opinion_given(self):
        """The legal reviewer has judged a refusal."""

    @transition(stage, source=Stage.REVIEWED, target=None, custom=_by(Action.EXTEND_PROCESSING))
    def processing_extended(self):
        """The head allowed up to ten more working days (行政许可法 42(1))."""

    @transition(stage, source=Stage.REVIEWED, target=Stage.REFUSED, custom=_by(Action.REFUSE))
    def to_refused(self):
        """Refused in writing with reasons and remedies (行政许可法 38(2))."""

    @transition(stage, source=Stage.REVIEWED, target=Stage.GRANTED, custom=_by(Action.GRANT))
    def to_granted(self):
        """Granted in writing (行政许可法 38(1)); to be issued and served within ten working days (44)."""

    @transition(stage, source=Stage.GRANTED, target=Stage.IN_FORCE, custom=_by(Action.ISSUE))
    def to_in_force(self):
        """Certificate made and served."""

    @transition(stage, source=Stage.IN_FORCE, target=Stage.SUPERSEDED, custom=_by(Action.SUPERSEDE))
    def to_superseded(self):
        """A variation or renewal of the same works came into force."""

    @transition(stage, source=Stage.IN_FORCE, target=Stage.EXPIRED, custom=_by(Action.EXPIRE))
    def to_expired(self):
        """The last day of validity has passed."""

    @transition(stage, source=Stage.IN_FORCE, target=Stage.REVOKED, custom=_by(Action.REVOKE))
    def to_revoked(self):
        """Unlawfully granted, or obtained by fraud (行政许可法 69)."""

    @transition(stage, source=Stage.IN_FORCE, target=Stage.RECALLED, custom=_by(Action.RECALL))
    def to_recalled(self):
        """The facts or the law it rested on have changed (行政许可法 8(2))."""

    @transition(stage, source=(Stage.IN_FORCE, Stage.EXPIRED), target=Stage.CANCELLED, custom=_by(Action.CANCEL))
    def to_cancelled(self):
        """Struck off (行政许可法 70)."""

    @transition(
        stage,
        source=(Stage.SUBMITTED, Stage.CORRECTION, *UNDER_DECISION),
        target=Stage.WITHDRAWN,
        custom=_by(Action.WITHDRAW),
    )
    def to_withdrawn(self):
        """The applicant took the application back, or never answered the correction notice."""


class WorksLife(FSMModelMixin, models.Model):
    """The life of a works, written once, top to bottom."""

    state = FSMField(_("state"), max_length=20, choices=State, default=State.PLANNED, protected=True)

    class Meta:
        abstract = True

    @property
    def fully_signed(self) -> bool:
        """Whether police and road authority have both signed the completion acceptance (道路交通安全法 32(2))."""
        raise NotImplementedError

    @transition(state, source=State.PLANNED, target=State.UNDER_WAY, custom=_by(Action.START))
    @transition(state, source=State.SUSPENDED, target=State.UNDER_WAY, custom=_by(Action.RESUME))
    @transition(state, source=State.AWAITING_ACCEPTANCE, target=State.UNDER_WAY, custom=_by(Action.RETURN_TO_WORKS))
    def to_under_way(self):
        """The road is occupied."""

    @transition(state, source=State.PLANNED, target=State.UNDER_WAY, custom=_by(Action.REPORT_EMERGENCY_START))
    def to_under_way_at_once(self):
        """Emergency repair: the road is opened first, the application follows within 24 hours (城市道路管理条例 34)."""

    @transition(state, source=State.PLANNED, target=State.ABANDONED, custom=_by(Action.ABANDON))
    def to_abandoned(self):
        """The works will not be carried out."""

    @transition(state, source=State.UNDER_WAY, target=State.SUSPENDED, custom=_by(Action.SUSPEND))
    def to_suspended(self):
        """Stopped by order (道路交通安全法 104(2))."""

    @transition(
        state,
        source=(State.UNDER_WAY, State.SUSPENDED),
        target=State.AWAITING_ACCEPTANCE,
        custom=_by(Action.REQUEST_ACCEPTANCE),
    )
    def to_awaiting_acceptance(self):
        """The contractor says the road is clear and restored."""

    @transition(
        state,
        source=State.AWAITING_ACCEPTANCE,
        target=GET_STATE(
            lambda works: State.ACCEPTED if works.fully_signed else State.AWAITING_ACCEPTANCE,
            states=(State.AWAITING_ACCEPTANCE, State.ACCEPTED),
        ),
        custom=_by(Action.SIGN_ACCEPTANCE),
    )
    def to_accepted_when_fully_signed(self):
        """One of the two authorities signed; the second signature restores traffic (道路交通安全法 32(2))."""

    @transition(state, source=State.ACCEPTED, target=State.ARCHIVED, custom=_by(Action.ARCHIVE))
    def to_archived(self):
        """The file is complete and closed."""
