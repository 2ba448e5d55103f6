"""The leader decides; the legal reviewer sees every refusal first (行政许可法 38, 42)."""

import datetime as dt
import json
from collections.abc import Sequence

from core import clock
from core.models import User
from core.working_calendar import current_calendar
from permits.documents import KINDS
from permits.lifecycle import Action, Kind
from permits.models import Case
from permits.rules import deadlines, decision
from permits.services import plans
from permits.services._step import case_step
from permits.services.document_facts import (
    application_head,
    closure_of,
    daily_hours_of,
    detour_roads_of,
    phases_of,
    place_of,
    reason_of,
)
from permits.services.issuing import issue_document


def give_legal_opinion(actor: User, number: str, *, agrees: bool, text: str, version: int | None = None) -> Case:
    """The legal reviewer's word on the intended decision; a refusal needs its agreement."""
    with case_step(Action.GIVE_LEGAL_OPINION, actor, number, version) as step:
        step.require(decision.reason_violations(text, "text"))
        case = step.case
        case.legal_opinion_by, case.legal_opinion_at = actor, clock.now()
        case.legal_opinion, case.legal_opinion_agrees = text, agrees
        step.note_for_office(agrees=agrees, text=text)
    return step.case


def grant_case(
    actor: User,
    number: str,
    *,
    valid_from: dt.date | None = None,
    valid_until: dt.date | None = None,
    conditions: Sequence[str] | None = None,
    reason: str = "",
    version: int | None = None,
) -> Case:
    """Grant, for the time applied for unless narrowed; conditions None keeps the reviewer's. D08."""
    with case_step(Action.GRANT, actor, number, version) as step:
        case = step.case
        valid_from, valid_until = valid_from or case.starts_on, valid_until or case.ends_on
        step.require(
            decision.grant_violations(
                recommends=case.review_recommends,
                reason=reason,
                valid_from=valid_from,
                valid_until=valid_until,
                requested_from=case.starts_on,
                requested_until=case.ends_on,
                today=clock.today(),
                emergency=case.kind == Kind.EMERGENCY,
                phases_outside=plans.phases_outside(case.plan, valid_from, valid_until),
            )
        )
        case.valid_from, case.valid_until = valid_from, valid_until
        if conditions is not None:
            case.conditions = [condition for condition in conditions if condition.strip()]
        _decide(case, actor, reason)
        case.issue_by = deadlines.issue_by(clock.today(), current_calendar()).day
        previous = ""
        if case.parent is not None:
            previous = case.parent.documents.filter(kind="D08").values_list("number", flat=True).last() or ""
        issue_document(
            KINDS["D08"],
            works=step.works,
            case=case,
            actor=actor,
            facts=application_head(case)
            | {
                "case_kind": str(case.kind),
                "credit_code": case.organisation.uscc,
                "client_org": case.client_name,
                "contractor_org": case.contractor_name,
                "reason": reason_of(case),
                "place": place_of(case),
                "accepted_on": case.accepted_on,
                "valid_from": valid_from,
                "valid_to": valid_until,
                "daily_hours": daily_hours_of(case),
                "closure": closure_of(case),
                "conditions": (*case.conditions, *_override_conditions(case)),
                "phases": phases_of(case),
                "previous_number": previous,
                "plan_json": json.dumps(case.plan, ensure_ascii=False, sort_keys=True),
                "detour_roads_json": detour_roads_of(case),
            },
        )
        step.note(valid_from=str(valid_from), valid_until=str(valid_until), conditions=case.conditions)
        step.note_for_office(reason=reason)
    return step.case


def _override_conditions(case: Case) -> list[str]:
    """Rules the reviewer let stand, printed with why."""
    return [f"方案检查{rule}项经审核予以保留，理由：{why}" for rule, why in case.review_overrides.items()]


def refuse_case(
    actor: User, number: str, *, reasons: Sequence[str], basis: Sequence[str], version: int | None = None
) -> Case:
    """Refuse in writing with reasons, basis and remedies (38(2)). D10."""
    with case_step(Action.REFUSE, actor, number, version) as step:
        case = step.case
        step.require(
            decision.refusal_violations(
                reasons=reasons,
                basis=basis,
                legal_opinion_given=case.legal_opinion_at is not None,
                legal_opinion_agrees=bool(case.legal_opinion_agrees),
            )
        )
        reasons = tuple(reason for reason in reasons if reason.strip())
        _decide(case, actor, "\n".join(reasons))
        case.ended_at = clock.now()
        issue_document(
            KINDS["D10"],
            works=step.works,
            case=case,
            actor=actor,
            facts=application_head(case)
            | {
                "accepted_on": case.accepted_on,
                "place": place_of(case),
                "reasons": reasons,
                "basis": tuple(article for article in basis if article.strip()),
            },
        )
        step.note(reasons=list(reasons), basis=list(basis))
    return step.case


def _decide(case: Case, actor: User, reason: str) -> None:
    case.decided_by, case.decided_at, case.decision_reason = actor, clock.now(), reason


def return_to_review(actor: User, number: str, *, reason: str, version: int | None = None) -> Case:
    """Send the case back to the order section."""
    with case_step(Action.RETURN_TO_REVIEW, actor, number, version) as step:
        step.require(decision.reason_violations(reason))
        step.case.reviewed_by = step.case.reviewed_at = None
        step.note_for_office(reason=reason)
    return step.case


def extend_processing(actor: User, number: str, *, workdays: int, reason: str, version: int | None = None) -> Case:
    """Up to ten more working days, told to the applicant with the reason (42(1)). D06."""
    with case_step(Action.EXTEND_PROCESSING, actor, number, version) as step:
        case = step.case
        step.require(
            decision.extension_violations(
                workdays=workdays,
                reason=reason,
                already_extended=case.extended_workdays,
                decide_by=case.decide_by,
                today=clock.today(),
            )
        )
        before = case.decide_by
        case.extended_workdays, case.extension_reason = workdays, reason
        case.decide_by = deadlines.decide_by(
            case.accepted_on, current_calendar(), extended=workdays, paused=case.paused_workdays
        ).day
        issue_document(
            KINDS["D06"],
            works=step.works,
            case=case,
            actor=actor,
            facts=application_head(case)
            | {
                "accepted_on": case.accepted_on,
                "decide_by": before,
                "extension_days": workdays,
                "extended_to": case.decide_by,
                "reason": reason,
                "approver_name": str(actor),
            },
        )
        step.note(workdays=workdays, reason=reason, decide_by=str(case.decide_by))
    return step.case
