"""Code → translated sentence: why an action on site is not possible or not permitted, and what the timeline says."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from core.errors import Violation
from inspections.lifecycle import Action, OrderState, ReportState, VisitState

_SENTENCES = {
    "second_officer_missing": _("Please name the second officer: two must act together."),
    "second_officer_unknown": _("There is no officer with this user name."),
    "second_officer_repeated": _("The second officer must be another person."),
    "second_officer_inactive": _("The second officer's account is not active."),
    "second_officer_not_entitled": _("The second officer must be a squadron officer or an inspector."),
    "second_officer_of_other_squadron": _("The second officer must belong to the squadron of this area."),
    "position_incomplete": _("Please give both longitude and latitude, or neither."),
    "position_impossible": _("This position is not on the earth: longitude −180 to 180, latitude −90 to 90 degrees."),
    "position_missing": _("Please mark the place on the map."),
    "position_outside_city": _("This place lies outside the city."),
    "arrival_in_future": _("The time of arrival lies in the future; please check the clock of the phone."),
    "arrival_on_other_day": _("This visit is of %(day)s; the arrival told was on %(arrival_day)s."),
    "arrival_missing": _("Please arrive first: time and position of the arrival are missing."),
    "checklist_item_unanswered": _("%(item)s %(name)s: not answered yet."),
    "checklist_item_unknown": _("There is no item %(item)s on the checklist."),
    "checklist_item_repeated": _("Item %(item)s was answered twice."),
    "checklist_result_unknown": _("%(item)s %(name)s: the answer must be in order, not in order or not applicable."),
    "finding_evidence_missing": _("%(item)s %(name)s: please add a note or a photo of what is wrong."),
    "finding_photo_missing": _("%(item)s %(name)s: a serious finding needs a photo."),
    "severity_unknown": _("%(item)s %(name)s: there is no such severity."),
    "note_too_long": _("%(item)s %(name)s: the note may have at most %(allowed)s characters."),
    "text_too_long": _("At most %(allowed)s characters."),
    "photos_too_many": _("At most %(allowed)s photos."),
    "works_ended": _("Works %(works)s has ended."),
    "visit_already_open": _("This site is already on a round of today or being visited (visit %(visit)s)."),
    "visit_unknown": _("Visit %(visit)s is not one of this site."),
    "token_repeated": _("This submission was already used for something else; please reload the page."),
    "findings_missing": _("Please choose at least one finding."),
    "finding_unknown": _("Finding %(finding)s is not one of this visit."),
    "finding_ordered": _("Finding %(finding)s already belongs to order %(order)s."),
    "finding_repeated": _("A finding was chosen twice."),
    "deadline_passed": _("The deadline must lie ahead."),
    "deadline_too_far": _("The deadline may be at most %(days)s days ahead."),
    "received_by_missing": _("Please write the name of the person who signed."),
    "answer_text_missing": _("Please say what was done."),
    "answer_photo_missing": _("Please add at least one photo that shows it."),
    "reinspection_missing": _("Please choose the visit on which you saw it: a visit to this site."),
    "reinspection_not_recorded": _("That visit has not been recorded yet."),
    "reinspection_before_answer": _("That visit was before the contractor's answer; please inspect again."),
    "reinspection_failed": _("On that visit item %(item)s was not in order; return the answer instead."),
    "return_reason_missing": _("Please say what is still not put right."),
    "report_text_missing": _("Please say what is dangerous."),
    "outcome_missing": _("Please say what was done about it."),
}

_REASONS = {
    "role_not_entitled": _("Your role does not include this."),
    "other_organisation": _("This belongs to another organisation."),
    "other_squadron": _("This lies in the area of another squadron."),
    "organisation_not_approved": _("Your organisation has not been approved by the window yet."),
    "account_inactive": _("This account is not active."),
    "system_not_entitled": _("Only a person may do this."),
    "not_officer_of_order": _("Only the two officers who issued the order may judge the answer."),
}

#: Why a site is on a round.
DUE_REASONS = {
    "interval": _("Interval of its closure"),
    "start_check": _("Works just started"),
    "order_due": _("Order to be re-inspected"),
    "permit_ending": _("Permit about to end"),
    "permit_expired": _("Permit ended, works still standing"),
    "risk_high": _("High risk"),
    "citizen_report": _("Reported by the public"),
}

#: Why a site that was due is on no round, and why a planned visit was not made.
NOT_VISITED = {
    "no_capacity": _("No capacity that day"),
    "no_location": _("Place not known"),
    "no_squadron": _("In no squadron's area"),
    "not_started": _("Nobody arrived"),
    "not_recorded": _("Begun but not recorded"),
    "works_ended": _("Works had ended"),
}

#: What escalation demands beyond the order (domain/rectification_defaults.csv).
REFERRALS = {
    "refer": _("Refer to the road authority; focus supervision"),
    "refer_and_substitute": _("Refer to the road authority; performance by substitute"),
}


def sentence(violation: Violation) -> str | None:
    """Why an action is not possible, in the reader's language; None for a code of another app."""
    text = _SENTENCES.get(violation.code)
    if text is None:
        return None
    chinese = (get_language() or "").startswith("zh")
    return gettext(text) % {"name": violation.data.get("zh" if chinese else "en", ""), **violation.data}


def reason(code: str, data: Mapping[str, Any]) -> str | None:
    """Why this person may not do it; None for a code of another app."""
    text = _REASONS.get(code)
    return None if text is None else gettext(text)


def action_label(action: str) -> str | None:
    """What an action is called on a button."""
    return str(Action(action).label) if action in Action else None


def stage_label(stage: str) -> str | None:
    """What a state of a visit, an order or a report is called."""
    for states in (VisitState, OrderState, ReportState):
        if stage in states:
            return str(states(stage).label)
    return None


def event_label(name: str) -> str | None:
    """What the timeline calls an event; None for an event of another app."""
    return action_label(name)


def due_reason(code: str) -> str:
    """Why a site is on a round, in words."""
    return gettext(DUE_REASONS[code])


def not_visited(code: str) -> str:
    """Why a due site was not visited, in words."""
    return gettext(NOT_VISITED[code])


def referral(code: str) -> str:
    """What escalation demands beyond the order, in words; "" for nothing."""
    return gettext(REFERRALS[code]) if code else ""
