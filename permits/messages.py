"""Code → translated sentence: why an action of permits is not possible or not permitted, and what the timeline says."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from core.errors import Violation
from permits.lifecycle import Action

_SENTENCES = {
    "field_missing": _("Please fill this in."),
    "field_unknown": _("There is no field named %(field)s."),
    "material_missing": _("Material %(material)s is required for this case; please add the file."),
    "material_unknown": _("There is no material %(material)s."),
    "plan_missing": _("The traffic-organization plan has no phase yet."),
    "plan_unreadable": _("The traffic-organization plan cannot be read: %(problems)s"),
    "plan_blocked": _("The plan breaks rule %(rule)s (%(phase)s); see the check result for what to change."),
    "dates_reversed": _("The last day (%(ends_on)s) is before the first day (%(starts_on)s)."),
    "dates_past": _("%(day)s has already passed."),
    "place_outside_city": _("The place lies outside the city; please check the coordinates."),
    "declaration_missing": _("Please declare that the application is true and complete."),
    "permit_not_in_force": _("The permit to be varied or renewed is not in force."),
    "parent_missing": _("Please choose the permit to be varied or renewed."),
    "case_already_open": _("Case %(case)s about the same works is still open."),
    "correction_already_requested": _("Corrections were already requested on %(day)s; the law allows it once."),
    "correction_too_late": _("Corrections could be requested until %(last_day)s; the case now counts as accepted."),
    "correction_items_missing": _("Please list at least one item to correct."),
    "correction_text_missing": _("Item %(item)s says nothing."),
    "correction_not_lapsed": _("The applicant may still answer until %(last_day)s; only then may the window close it."),
    "decline_ground_unknown": _("Please choose why the application is not accepted."),
    "competent_authority_missing": _("Please name the authority to apply to instead."),
    "reason_missing": _("Please give the reason in words."),
    "second_officer_missing": _("Please name the second officer: two must act together."),
    "second_officer_same": _("The second officer must be another person."),
    "second_officer_elsewhere": _("%(officer)s is not an officer of this squadron."),
    "survey_in_future": _("The survey cannot lie in the future."),
    "survey_before_acceptance": _("The survey cannot be before the acceptance of the case on %(accepted_on)s."),
    "opinion_already_asked": _("This agency has already been asked."),
    "opinion_pending": _("%(agency)s may still give its opinion until %(last_day)s."),
    "verdict_missing": _("Please choose: agrees, agrees with conditions, or objects."),
    "recommendation_missing": _("Please recommend granting or refusing."),
    "override_reason_missing": _("Please say why rule %(rule)s may be left aside, or have the plan revised."),
    "deviation_reason_missing": _("The review recommends refusal; please give the reason for deciding otherwise."),
    "validity_outside_application": _(
        "The validity must lie within the time applied for: %(starts_on)s to %(ends_on)s."
    ),
    "phase_outside_validity": _(
        "Phase %(phase)s of the plan, %(starts_on)s to %(ends_on)s, is outside this validity. Please cover it, or say"
        " why the plan is cut short."
    ),
    "legal_basis_missing": _("Please name the articles the decision rests on."),
    "legal_opinion_missing": _("The legal reviewer has not given an opinion yet; a refusal needs it."),
    "legal_opinion_disagrees": _("The legal reviewer does not agree with a refusal."),
    "already_extended": _("The processing time has already been extended by %(workdays)s working days."),
    "extension_too_long": _("The extension must be 1 to %(most)s working days."),
    "decision_time_over": _("The time to decide ended on %(last_day)s and can no longer be extended."),
    "revocation_ground_unknown": _("Please choose the legal ground of the revocation."),
    "permit_missing": _("There is no permit in force for this works."),
    "permit_not_yet_valid": _("The permit is valid from %(day)s; the works may not start before."),
    "permit_expired": _("The permit was valid until %(day)s."),
    "permit_still_in_force": _("The permit of case %(case)s is still in force; have it cancelled first."),
    "notice_not_published": _("A full closure may start %(days)s days after its public notice; none is published yet."),
    "notice_too_recent": _(
        "The notice was published on %(published_on)s; a full closure may start %(days)s days later, on %(earliest)s."
    ),
    "not_an_emergency": _("Only a works with an emergency case may start before its permit."),
    "start_in_future": _("The start cannot lie in the future."),
    "works_already_begun": _("The works have begun; their application can no longer be thrown away."),
    "order_open": _("%(orders)s order(s) are still open; they must be answered and verified first."),
    "already_signed": _("Your authority has already signed."),
    "acceptance_item_failed": _("%(items)s item(s) did not pass; return the works instead of signing."),
    "case_still_open": _("Case %(case)s is still open."),
    "document_not_drawn": _("%(documents)s document(s) are still being made; please try again in a minute."),
    "document_missing": _("Document %(document)s is missing from the file."),
}

_REASONS = {
    "role_not_entitled": _("Your role does not include this."),
    "other_organisation": _("This belongs to another organisation."),
    "other_squadron": _("This lies in the area of another squadron."),
    "opinion_not_asked": _("Your agency has not been asked for an opinion."),
    "not_road_authority": _("Only the road authority may do this."),
    "organisation_not_approved": _("Your organisation has not been approved by the window yet."),
    "reviewer_may_not_decide": _("Whoever reviewed the case may not decide it."),
    "account_inactive": _("This account is not active."),
    "system_not_entitled": _("Only a person may do this."),
    "wrong_stage": _("Not possible at this stage."),
}

#: What the clock and the alarms write on the timeline, beside the actions.
EVENTS = {
    "accept_due_soon": _("The time to accept or to ask for corrections ends soon"),
    "correction_reminded": _("Reminder: corrections are due"),
    "correction_lapsed": _("The corrections were not answered in time"),
    "decide_due_soon": _("The time to decide ends soon"),
    "issue_due_soon": _("The time to issue the permit ends soon"),
    "permit_ending_soon": _("The permit ends soon"),
    "emergency_apply_due_soon": _("The 24 hours to apply for the emergency works end soon"),
    "permit_expired_works_standing": _("Alarm: the permit has expired and the works still stand"),
    "permit_ended_works_standing": _("Alarm: the permit was taken away and the works still stand"),
    "emergency_not_applied": _("Alarm: no application within 24 hours of the emergency start"),
    "decision_overdue": _("Alarm: the decision is overdue"),
    "order_overdue": _("Alarm: a rectification order is overdue"),
    "uninspected": _("Alarm: the site was not inspected in time"),
    "unauthorised_works": _("Alarm: works without permit"),
    "ledger_added": _("Taken in from a ledger"),
    "ledger_changed": _("Brought up to date from a ledger"),
    "deadlines_recomputed": _("The last days were counted anew after a change of the calendar"),
}


def sentence(violation: Violation) -> str | None:
    """Why an action is not possible, in the reader's language; None for a code of another app."""
    text = _SENTENCES.get(violation.code)
    return None if text is None else gettext(text) % _Words(violation.data)


def reason(code: str, data: Mapping[str, Any]) -> str | None:
    """Why this person may not do it; None for a code of another app."""
    text = _REASONS.get(code)
    return None if text is None else gettext(text) % _Words(data)


def event_label(name: str) -> str | None:
    """What the timeline calls an event; None for an event of another app."""
    if name in Action:
        return str(Action(name).label)
    text = EVENTS.get(name)
    return None if text is None else gettext(text)


class _Words(dict):
    """Data for a sentence: lists as text, a missing member as a dash rather than a crash."""

    def __init__(self, data: Mapping[str, Any]):
        super().__init__({k: "; ".join(map(str, v)) if isinstance(v, list | tuple) else v for k, v in data.items()})

    def __missing__(self, key: str) -> str:
        return "—"
