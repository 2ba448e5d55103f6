"""At the window: accept, ask for corrections once, decline (行政许可法 32)."""

from collections.abc import Sequence

from django.conf import settings

from core import clock
from core.models import User
from core.working_calendar import current_calendar
from permits.documents import KINDS
from permits.documents.correction_notice import CorrectionItem as PrintedItem
from permits.lifecycle import Action
from permits.models import Case, CorrectionItem
from permits.rules import acceptance, deadlines
from permits.services._step import Step, case_step
from permits.services.document_facts import application_head
from permits.services.issuing import issue_document


def accept_case(actor: User, number: str, *, version: int | None = None) -> Case:
    """The file is complete: the twenty working days begin (42(1)). D02."""
    with case_step(Action.ACCEPT, actor, number, version) as step:
        _accept(step, accepted_on=clock.today(), deemed=False)
    return step.case


def deem_accepted(number: str) -> Case | None:
    """Accept by law as of the day of receipt when the five days ran out unanswered (32(1)(四)); else None."""
    with case_step(Action.ACCEPT, None, number) as step:
        if not acceptance.may_be_deemed(step.case.accept_by, clock.today()):
            step.abort()
            return None
        _accept(step, accepted_on=step.case.received_on, deemed=True)
    return step.case


def _accept(step: Step, *, accepted_on, deemed: bool) -> None:
    case = step.case
    case.accepted_on, case.deemed_accepted = accepted_on, deemed
    case.decide_by = deadlines.decide_by(accepted_on, current_calendar()).day
    issue_document(
        KINDS["D02"],
        works=step.works,
        case=case,
        actor=step.actor,
        facts=application_head(case)
        | {
            "received_on": case.received_on,
            "accepted_on": accepted_on,
            "statutory_days": deadlines.DECIDE_WORKDAYS,
            "committed_days": settings.CITY["committed_decide_workdays"],
            "decide_by": case.decide_by,
            "deemed": deemed,
            "collection_method": settings.CITY["collection_method"],
        },
    )
    step.note(accepted_on=str(accepted_on), decide_by=str(case.decide_by), deemed=deemed)


def request_correction(actor: User, number: str, items: Sequence[dict], *, version: int | None = None) -> Case:
    """Tell everything that is missing, once. items: dicts `text`, `material` (code or ""), `legal_basis`. D03."""
    with case_step(Action.REQUEST_CORRECTION, actor, number, version) as step:
        case, today = step.case, clock.today()
        step.require(
            acceptance.correction_violations(
                items, already_requested_on=case.correction_requested_on, accept_by=case.accept_by, today=today
            )
        )
        case.correction_requested_on, case.correction_reminded_on = today, None
        case.correction_by = deadlines.correction_by(
            today, settings.CITY["correction_workdays"], current_calendar()
        ).day
        rows = [
            CorrectionItem(
                case=case,
                position=position,
                text=item["text"].strip(),
                material=item.get("material", ""),
                legal_basis=item.get("legal_basis", ""),
            )
            for position, item in enumerate(items, start=1)
        ]
        CorrectionItem.objects.bulk_create(rows)
        issue_document(
            KINDS["D03"],
            works=step.works,
            case=case,
            actor=actor,
            facts=application_head(case)
            | {
                "received_on": case.received_on,
                "items": tuple(
                    PrintedItem(subject=row.material or "申请表", requirement=row.text, basis=row.legal_basis)
                    for row in rows
                ),
                "correct_by": case.correction_by,
            },
        )
        step.note(items=[row.text for row in rows], correction_by=str(case.correction_by))
    return step.case


def decline_case(
    actor: User,
    number: str,
    *,
    ground: str,
    reasons: Sequence[str],
    competent_authority: str = "",
    version: int | None = None,
) -> Case:
    """No permit needed, another authority competent, or corrections that never came (32(1)(一)(二)). D04."""
    with case_step(Action.DECLINE, actor, number, version) as step:
        step.require(acceptance.decline_violations(ground, reasons, competent_authority))
        case = step.case
        case.ended_at, case.end_reason = clock.now(), "\n".join(reasons)
        issue_document(
            KINDS["D04"],
            works=step.works,
            case=case,
            actor=actor,
            facts=application_head(case)
            | {
                "received_on": case.received_on,
                "ground": ground,
                "reasons": tuple(reason for reason in reasons if reason.strip()),
                "competent_authority": competent_authority,
            },
        )
        step.note(ground=ground, reasons=list(reasons), competent_authority=competent_authority)
    return step.case
