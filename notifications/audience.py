"""Who hears of what: one row per event, in the order of life; nobody is written too."""

from collections.abc import Mapping
from enum import Enum, Flag, auto
from types import MappingProxyType
from typing import NamedTuple

from inspections.lifecycle import Action as Site
from permits.lifecycle import Action, State
from permits.models import Event


class Who(Enum):
    """A circle of people, found for one event by recipients.py."""

    APPLICANT = "applicant"  # everybody of the organisation whose case or works it is
    SQUADRON = "squadron"  # the squadron officers of the place
    INSPECTORS = "inspectors"  # the inspectors of the place
    CLERKS = "clerks"
    REVIEWERS = "reviewers"
    LEGAL = "legal"
    LEADERS = "leaders"
    COMMANDERS = "commanders"
    ARCHIVISTS = "archivists"
    HOLDERS = "holders"  # the officers with whom the case lay when it happened
    ASKED_NOW = "asked_now"  # the partner agency this event asks
    ASKED = "asked"  # every partner agency that was asked about the case, or about the case of the permit in force
    ROAD_AUTHORITIES = "road_authorities"
    MANAGERS = "managers"  # of the organisation an account event is about
    SUBJECT = "subject"  # the person an account event is about


class By(Flag):
    """The channels of a hearing."""

    INBOX = auto()
    EMAIL = auto()


BOTH = By.INBOX | By.EMAIL


class Hearing(NamedTuple):
    """One circle that hears of an event. template: a file of templates/notifications/messages/.

    also_actor: whoever did it is told as well, as a confirmation; otherwise nobody hears of their own deed.
    """

    who: Who
    template: str
    by: By = By.INBOX
    also_actor: bool = False


NOBODY: tuple[Hearing, ...] = ()

#: Somebody in two circles of a row is told once, by the first.
AUDIENCE: Mapping[str, tuple[Hearing, ...]] = MappingProxyType(
    {
        # The case, from draft to decision
        Action.EDIT: NOBODY,
        Action.DISCARD: NOBODY,
        Action.SUBMIT: (
            Hearing(Who.APPLICANT, "application_received", BOTH, also_actor=True),
            Hearing(Who.CLERKS, "acceptance_wanted"),
        ),
        "accept_due_soon": (Hearing(Who.CLERKS, "accept_due_soon", BOTH),),
        Action.ACCEPT: (Hearing(Who.APPLICANT, "accepted", BOTH), Hearing(Who.SQUADRON, "survey_wanted")),
        "deemed_acceptance": (
            Hearing(Who.APPLICANT, "deemed_accepted", BOTH),
            Hearing(Who.CLERKS, "deemed_accepted_office"),
            Hearing(Who.LEADERS, "deemed_accepted_office"),
            Hearing(Who.SQUADRON, "survey_wanted"),
        ),
        Action.REQUEST_CORRECTION: (Hearing(Who.APPLICANT, "correction_requested", BOTH),),
        "correction_reminded": (Hearing(Who.APPLICANT, "correction_reminded", BOTH),),
        "correction_lapsed": (Hearing(Who.CLERKS, "correction_lapsed"),),
        Action.RESUBMIT: (Hearing(Who.CLERKS, "resubmitted"),),
        Action.DECLINE: (Hearing(Who.APPLICANT, "not_accepted", BOTH),),
        Action.WITHDRAW: (
            Hearing(Who.APPLICANT, "withdrawn", BOTH),
            Hearing(Who.HOLDERS, "withdrawn"),
            Hearing(Who.ASKED, "withdrawn"),
        ),
        Action.RECORD_SURVEY: (Hearing(Who.REVIEWERS, "review_wanted"),),
        Action.ASK_OPINION: (Hearing(Who.ASKED_NOW, "opinion_wanted", BOTH),),
        Action.GIVE_OPINION: (Hearing(Who.REVIEWERS, "opinion_given"),),
        Action.REQUEST_REVISION: (Hearing(Who.APPLICANT, "revision_wanted", BOTH),),
        Action.SUBMIT_REVISION: (Hearing(Who.REVIEWERS, "revision_submitted"),),
        Action.CLOSE_REVIEW: (Hearing(Who.LEADERS, "decision_wanted"), Hearing(Who.LEGAL, "review_closed")),
        Action.GIVE_LEGAL_OPINION: (Hearing(Who.LEADERS, "legal_opinion_given"),),
        Action.RETURN_TO_REVIEW: (Hearing(Who.REVIEWERS, "returned_to_review"),),
        Action.EXTEND_PROCESSING: (
            Hearing(Who.APPLICANT, "processing_extended", BOTH),
            Hearing(Who.REVIEWERS, "processing_extended"),
        ),
        "decide_due_soon": (
            Hearing(Who.HOLDERS, "decide_due_soon", BOTH),
            Hearing(Who.LEADERS, "decide_due_soon", BOTH),
        ),
        "decision_overdue": (
            Hearing(Who.LEADERS, "decision_overdue", BOTH),
            Hearing(Who.HOLDERS, "decision_overdue", BOTH),
        ),
        Action.GRANT: (Hearing(Who.APPLICANT, "granted", BOTH), Hearing(Who.CLERKS, "issue_wanted")),
        Action.REFUSE: (Hearing(Who.APPLICANT, "refused", BOTH), Hearing(Who.CLERKS, "refusal_to_serve")),
        "issue_due_soon": (Hearing(Who.CLERKS, "issue_due_soon", BOTH),),
        # The permit
        Action.ISSUE: (
            Hearing(Who.APPLICANT, "permit_issued", BOTH),
            Hearing(Who.SQUADRON, "permit_in_force"),
            Hearing(Who.ASKED, "permit_in_force"),
        ),
        "permit_ending_soon": (
            Hearing(Who.APPLICANT, "permit_ending_soon", BOTH),
            Hearing(Who.SQUADRON, "permit_ending_soon"),
        ),
        # The child that came into force has told everybody already.
        Action.SUPERSEDE: NOBODY,
        Action.EXPIRE: (Hearing(Who.APPLICANT, "permit_expired", BOTH), Hearing(Who.SQUADRON, "permit_expired")),
        Action.REVOKE: (
            Hearing(Who.APPLICANT, "permit_revoked", BOTH),
            Hearing(Who.SQUADRON, "permit_revoked"),
            Hearing(Who.CLERKS, "permit_revoked"),
            Hearing(Who.ASKED, "permit_revoked"),
        ),
        Action.RECALL: (
            Hearing(Who.APPLICANT, "permit_recalled", BOTH),
            Hearing(Who.SQUADRON, "permit_recalled"),
            Hearing(Who.CLERKS, "permit_recalled"),
            Hearing(Who.ASKED, "permit_recalled"),
        ),
        Action.CANCEL: (
            Hearing(Who.APPLICANT, "permit_cancelled", BOTH),
            Hearing(Who.SQUADRON, "permit_cancelled"),
            Hearing(Who.ASKED, "permit_cancelled"),
        ),
        "permit_expired_works_standing": (
            Hearing(Who.APPLICANT, "works_without_permit", BOTH),
            Hearing(Who.SQUADRON, "works_without_permit", BOTH),
            Hearing(Who.LEADERS, "works_without_permit"),
            Hearing(Who.COMMANDERS, "works_without_permit"),
        ),
        "permit_ended_works_standing": (
            Hearing(Who.APPLICANT, "works_without_permit", BOTH),
            Hearing(Who.SQUADRON, "works_without_permit", BOTH),
            Hearing(Who.LEADERS, "works_without_permit"),
            Hearing(Who.COMMANDERS, "works_without_permit"),
        ),
        # The works on the road
        Action.START: (
            Hearing(Who.SQUADRON, "works_started"),
            Hearing(Who.INSPECTORS, "works_started"),
            Hearing(Who.COMMANDERS, "works_started"),
            Hearing(Who.ASKED, "works_started"),
        ),
        Action.REPORT_EMERGENCY_START: (
            Hearing(Who.APPLICANT, "emergency_confirmed", BOTH, also_actor=True),
            Hearing(Who.SQUADRON, "emergency_started", BOTH),
            Hearing(Who.INSPECTORS, "emergency_started"),
            Hearing(Who.COMMANDERS, "emergency_started"),
            Hearing(Who.CLERKS, "emergency_started"),
        ),
        "emergency_apply_due_soon": (Hearing(Who.APPLICANT, "emergency_apply_due_soon", BOTH),),
        "emergency_not_applied": (
            Hearing(Who.APPLICANT, "emergency_not_applied", BOTH),
            Hearing(Who.SQUADRON, "emergency_not_applied", BOTH),
            Hearing(Who.LEADERS, "emergency_not_applied"),
            Hearing(Who.COMMANDERS, "emergency_not_applied"),
        ),
        "unauthorised_works": (
            Hearing(Who.SQUADRON, "unauthorised_works", BOTH),
            Hearing(Who.LEADERS, "unauthorised_works"),
            Hearing(Who.COMMANDERS, "unauthorised_works"),
        ),
        Action.ABANDON: (
            Hearing(Who.APPLICANT, "works_abandoned", BOTH),
            Hearing(Who.SQUADRON, "works_abandoned"),
            Hearing(Who.CLERKS, "works_abandoned"),
        ),
        Action.SUSPEND: (
            Hearing(Who.APPLICANT, "works_stopped", BOTH),
            Hearing(Who.SQUADRON, "works_stopped"),
            Hearing(Who.INSPECTORS, "works_stopped"),
            Hearing(Who.LEADERS, "works_stopped"),
            Hearing(Who.COMMANDERS, "works_stopped"),
            Hearing(Who.ASKED, "works_stopped"),
        ),
        Action.RESUME: (
            Hearing(Who.APPLICANT, "works_resumed", BOTH),
            Hearing(Who.SQUADRON, "works_resumed"),
            Hearing(Who.INSPECTORS, "works_resumed"),
            Hearing(Who.COMMANDERS, "works_resumed"),
        ),
        Action.REQUEST_ACCEPTANCE: (
            Hearing(Who.SQUADRON, "completion_acceptance_wanted"),
            Hearing(Who.ROAD_AUTHORITIES, "completion_acceptance_wanted", BOTH),
        ),
        Action.SIGN_ACCEPTANCE: (
            Hearing(Who.APPLICANT, "completion_acceptance_signed"),
            Hearing(Who.SQUADRON, "completion_acceptance_signed"),
            Hearing(Who.ROAD_AUTHORITIES, "completion_acceptance_signed", BOTH),
        ),
        "traffic_restored": (
            Hearing(Who.APPLICANT, "traffic_restored", BOTH),
            Hearing(Who.SQUADRON, "traffic_restored"),
            Hearing(Who.COMMANDERS, "traffic_restored"),
            Hearing(Who.ARCHIVISTS, "archiving_wanted"),
        ),
        Action.RETURN_TO_WORKS: (
            Hearing(Who.APPLICANT, "returned_to_works", BOTH),
            Hearing(Who.SQUADRON, "returned_to_works"),
            Hearing(Who.ROAD_AUTHORITIES, "returned_to_works"),
        ),
        Action.ARCHIVE: (Hearing(Who.APPLICANT, "archived"),),
        # The clock was wound anew after the calendar changed; the case page shows the day.
        "deadlines_recomputed": NOBODY,
        # Supervision on site
        Site.BEGIN_UNPLANNED_VISIT: NOBODY,
        Site.START_VISIT: NOBODY,
        Site.ATTACH_PHOTO: NOBODY,
        Site.RECORD_VISIT: NOBODY,
        # The coverage page shows them all; one that had to be made raises `uninspected`.
        Site.MISS_VISIT: NOBODY,
        "uninspected": (Hearing(Who.SQUADRON, "uninspected", BOTH), Hearing(Who.COMMANDERS, "uninspected")),
        Site.ISSUE_ORDER: (
            Hearing(Who.APPLICANT, "order_issued", BOTH),
            Hearing(Who.SQUADRON, "order_issued_office"),
        ),
        Site.ISSUE_STOP_ORDER: (
            Hearing(Who.APPLICANT, "stop_order_issued", BOTH),
            Hearing(Who.SQUADRON, "order_issued_office"),
            Hearing(Who.LEADERS, "order_issued_office"),
        ),
        Site.ANSWER_ORDER: (Hearing(Who.SQUADRON, "order_answered"), Hearing(Who.INSPECTORS, "order_answered")),
        Site.VERIFY_ORDER: (Hearing(Who.APPLICANT, "order_verified", BOTH),),
        Site.RETURN_ORDER: (Hearing(Who.APPLICANT, "order_returned", BOTH),),
        Site.ESCALATE_ORDER: (
            Hearing(Who.APPLICANT, "order_overdue", BOTH),
            Hearing(Who.SQUADRON, "order_overdue_office", BOTH),
            Hearing(Who.INSPECTORS, "order_overdue_office"),
            Hearing(Who.LEADERS, "order_overdue_office"),
        ),
        # The alarm stands once for all overdue orders of a works; each order's own escalation has told the others.
        "order_overdue": (Hearing(Who.COMMANDERS, "order_overdue_office"),),
        Site.REPORT_SITE: (
            Hearing(Who.SQUADRON, "citizen_report", BOTH),
            Hearing(Who.INSPECTORS, "citizen_report"),
            Hearing(Who.COMMANDERS, "citizen_report"),
        ),
        Site.REVEAL_CONTACT: NOBODY,
        Site.HANDLE_REPORT: NOBODY,
    }
)

#: The same for what happens to accounts and organisations (core.models.AccountEvent).
ACCOUNT_AUDIENCE: Mapping[str, tuple[Hearing, ...]] = MappingProxyType(
    {
        "register_organisation": (
            Hearing(Who.CLERKS, "organisation_registered"),
            Hearing(Who.MANAGERS, "registration_received", By.EMAIL, also_actor=True),
        ),
        "correct_registration": (Hearing(Who.CLERKS, "organisation_registered"),),
        "approve_organisation": (Hearing(Who.MANAGERS, "organisation_approved", BOTH),),
        "reject_organisation": (Hearing(Who.MANAGERS, "organisation_rejected", BOTH),),
        "open_agency": NOBODY,
        # The link goes out with the invitation itself (services.mailing.mail_invitation).
        "invite_member": NOBODY,
        "withdraw_invitation": NOBODY,
        "accept_invitation": (Hearing(Who.MANAGERS, "member_joined"),),
        "open_account": (Hearing(Who.SUBJECT, "account_opened", By.EMAIL),),
        "deactivate_member": NOBODY,
        "change_password": (Hearing(Who.SUBJECT, "password_changed", By.EMAIL, also_actor=True),),
        "change_account": NOBODY,
        "change_squadron": NOBODY,
        "enter_calendar_year": NOBODY,
    }
)

#: The one mail that goes to somebody without an account (services.mailing.mail_invitation).
INVITATION = "invitation"


def name_of(event: Event) -> str:
    """The row of an event: its action's name, but for two deeds whose outcome decides who must hear of them."""
    if event.action == Action.ACCEPT and event.data.get("deemed"):
        return "deemed_acceptance"
    if event.action == Action.SIGN_ACCEPTANCE and event.to_stage == State.ACCEPTED:
        return "traffic_restored"
    return event.action
