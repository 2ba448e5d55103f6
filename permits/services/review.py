"""The order section judges the plan; partner agencies say what they think of it."""

import datetime as dt
from collections.abc import Mapping

from core import clock
from core.errors import NotFound
from core.models import Organisation, User
from permits.lifecycle import Action
from permits.models import Case, Event, Opinion
from permits.rules import decision, review
from permits.services._step import case_step


def ask_opinion(
    actor: User, number: str, *, organisation: int, due_on: dt.date, question: str = "", version: int | None = None
) -> Case:
    """Ask a partner agency, by primary key, for its opinion by a day; silence beyond it does not stop the case."""
    with case_step(Action.ASK_OPINION, actor, number, version) as step:
        agency = Organisation.objects.exclude(kind=Organisation.Kind.CONTRACTOR).filter(pk=organisation).first()
        if agency is None:
            raise NotFound("organisation", str(organisation))
        step.require(
            review.opinion_request_violations(
                already_asked=step.case.opinions.filter(organisation=agency).exists(),
                due_on=due_on,
                today=clock.today(),
            )
        )
        Opinion.objects.create(
            case=step.case, organisation=agency, question=question, asked_by=actor, asked_at=clock.now(), due_on=due_on
        )
        step.level = Event.Level.OFFICE
        step.note(agency=agency.name, organisation=agency.pk, due_on=str(due_on))
    return step.case


def give_opinion(actor: User, number: str, *, verdict: str, text: str = "", version: int | None = None) -> Case:
    """The agency of `actor` answers; until the review is closed it may answer again, and the last word counts."""
    with case_step(Action.GIVE_OPINION, actor, number, version) as step:
        step.require(review.opinion_violations(verdict, text))
        opinion = step.case.opinions.select_for_update().get(organisation_id=actor.organisation_id)
        opinion.verdict, opinion.text = verdict, text
        opinion.given_by, opinion.given_at = actor, clock.now()
        opinion.save()
        step.level = Event.Level.OFFICE
        step.note(agency=actor.organisation.name, verdict=verdict)
        step.note_for_office(text=text)
    return step.case


def request_revision(actor: User, number: str, *, reason: str, version: int | None = None) -> Case:
    """Send the plan back to the applicant, after acceptance; the legal clock runs on unless the city set otherwise."""
    with case_step(Action.REQUEST_REVISION, actor, number, version) as step:
        step.require(decision.reason_violations(reason))
        step.case.revision_reason, step.case.revision_requested_on = reason, clock.today()
        step.note(reason=reason)
    return step.case


def close_review(
    actor: User,
    number: str,
    *,
    recommends: str,
    text: str,
    conditions: list[str] | None = None,
    overrides: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Case:
    """Judge the plan and hand the case to the leader.

    recommends: `grant` or `refuse`. overrides: rule id → why an overridable block may stand (recorded, printed).
    """
    overrides = dict(overrides or {})
    with case_step(Action.CLOSE_REVIEW, actor, number, version) as step:
        case = step.case
        pending = case.opinions.filter(given_at=None).values_list("organisation__name", "due_on")
        step.require(
            review.violations(
                review.ReviewFacts(
                    recommends=recommends,
                    text=text,
                    findings=case.plan_check.get("findings", ()),
                    overrides=overrides,
                    pending_opinions=tuple(pending),
                    today=clock.today(),
                )
            )
        )
        case.reviewed_by, case.reviewed_at = actor, clock.now()
        case.review_text, case.review_recommends = text, recommends
        case.review_overrides = overrides
        case.conditions = [condition for condition in conditions or [] if condition.strip()]
        case.legal_opinion_by = case.legal_opinion_at = case.legal_opinion_agrees = None
        case.legal_opinion = ""
        step.note_for_office(recommends=recommends, text=text, overrides=overrides)
    return step.case
