"""Handing the application in, again after a correction or a revision, and taking it back."""

from typing import Any

from django.conf import settings
from django.db.models import Max

from core import clock
from core.models import User
from core.workdays import working_days_between
from core.working_calendar import current_calendar
from permits.documents import KINDS
from permits.documents.receipt import ReceivedMaterial
from permits.lifecycle import Action, Kind, State
from permits.models import Case, PlanVersion
from permits.rules import acceptance, application, deadlines
from permits.selectors.materials import materials_needed
from permits.selectors.neighbours import neighbours_for_check
from permits.services._step import Step, case_step
from permits.services.document_facts import application_head
from permits.services.drafting import COPIED_FIELDS, inside_city, open_sibling
from permits.services.issuing import issue_document
from permits.services.plans import checked

#: Frozen with every submission beside the plan.
FROZEN_FIELDS = (*COPIED_FIELDS, "starts_on", "ends_on", "notice_published_on", "closure", "length_m")


def submit_case(actor: User, number: str, *, version: int | None = None) -> Case:
    """Hand the draft in: the window has five working days from today (行政许可法 32(1)(四))."""
    with case_step(Action.SUBMIT, actor, number, version) as step:
        step.require(application.violations(submission_facts(step.case)))
        _receive(step, actor)
        case = step.case
        if case.works.state == State.PLANNED and case.works.permit_in_force_id is None:
            works = step.changes_works()
            works.copy_place(case)
            works.squadron = case.squadron
        late = case.works.emergency_apply_by is not None and clock.now() > case.works.emergency_apply_by
        step.note(kind=case.kind, accept_by=str(case.accept_by), **({"late": True} if late else {}))
    return step.case


def resubmit_case(actor: User, number: str, *, version: int | None = None) -> Case:
    """Hand the corrected file in: a new receipt, a new five days."""
    with case_step(Action.RESUBMIT, actor, number, version) as step:
        step.require(application.violations(submission_facts(step.case)))
        _receive(step, actor)
        step.case.correction_items.update(answered_at=clock.now())
        step.case.correction_by = None
        step.note(accept_by=str(step.case.accept_by))
    return step.case


def submit_revision(actor: User, number: str, *, version: int | None = None) -> Case:
    """Hand the revised plan in; whether the clock stood meanwhile is a setting of the city."""
    with case_step(Action.SUBMIT_REVISION, actor, number, version) as step:
        step.require(application.violations(submission_facts(step.case)))
        case = step.case
        freeze(case, actor)
        if settings.CITY["revision_stops_clock"] and case.revision_requested_on:
            calendar = current_calendar()
            case.paused_workdays += working_days_between(
                case.revision_requested_on, clock.today(), calendar, allow_provisional=True
            )
            case.decide_by = deadlines.decide_by(
                case.accepted_on, calendar, extended=case.extended_workdays, paused=case.paused_workdays
            ).day
        case.revision_requested_on = None
        step.note(plan_version=case.plan_versions.aggregate(last=Max("number"))["last"])
    return step.case


def withdraw_case(actor: User, number: str, *, reason: str = "", version: int | None = None) -> Case:
    """The applicant takes it back; the window closes a correction nobody answered in time."""
    with case_step(Action.WITHDRAW, actor, number, version) as step:
        case = step.case
        by_office = actor.organisation_id != case.organisation_id
        step.require(
            acceptance.withdrawal_violations(
                by_office=by_office,
                stage=case.stage,
                correction_by=case.correction_by,
                today=clock.today(),
                reason=reason,
            )
        )
        case.ended_at, case.end_reason = clock.now(), reason
        step.note(reason=reason, by_office=by_office)
    return step.case


def submission_facts(case: Case) -> application.SubmissionFacts:
    """What the rules judge a submission by; also used to show the applicant what is still missing."""
    present = set(case.materials.filter(superseded_at=None).values_list("code", flat=True))
    checked = case.plan_check or {}
    return application.SubmissionFacts(
        kind=case.kind,
        values={name: getattr(case, name) for name in (*FROZEN_FIELDS, *application.REQUIRED_FIELDS)},
        today=clock.today(),
        has_plan=bool(checked),
        declared=case.declared_at is not None,
        missing_materials=tuple(
            item.code for item in materials_needed(case) if item.required and item.code not in present
        ),
        plan_problems=tuple(f"{problem['path']}: {problem['code']}" for problem in checked.get("problems", ())),
        plan_blocks=tuple(
            (finding["rule"], finding.get("phase") or "")
            for finding in checked.get("findings", ())
            if finding["level"] == "block" and not finding["overridable"]
        ),
        inside_city=inside_city(case.geometry),
        parent_stage=case.parent.stage if case.parent is not None else "",
        other_open_case=open_sibling(case.works, exclude=case) if case.kind != Kind.NEW else "",
    )


def freeze(case: Case, actor: User) -> PlanVersion:
    """Keep the application as it is handed in now, for good, with what stands near by now."""
    case.plan_check = checked(case.plan, neighbours_for_check(case))
    last = case.plan_versions.aggregate(last=Max("number"))["last"] or 0
    return PlanVersion.objects.create(
        case=case,
        number=last + 1,
        plan=case.plan,
        plan_check=case.plan_check,
        application={name: _plain(getattr(case, name)) for name in FROZEN_FIELDS if name != "plan"},
        submitted_by=actor,
        submitted_at=clock.now(),
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _receive(step: Step, actor: User) -> None:
    """Receipt of a file: date, clock, frozen version, D01."""
    case, today = step.case, clock.today()
    case.submitted_at, case.received_on = clock.now(), today
    case.accept_by = deadlines.accept_by(today, current_calendar()).day
    freeze(case, actor)
    handed_in = [
        ReceivedMaterial(name=material.original_name, copies=1, form="电子件", note=material.code)
        for material in case.materials.filter(superseded_at=None)
    ]
    issue_document(
        KINDS["D01"],
        works=step.works,
        case=case,
        actor=None,
        facts=application_head(case)
        | {
            "received_at": clock.local(case.submitted_at),
            "materials": (ReceivedMaterial(name="申请表（在线填写）", copies=1, form="电子件"), *handed_in),
            "clerk_name": "网上受理",
            "submitter_name": str(actor),
        },
    )
