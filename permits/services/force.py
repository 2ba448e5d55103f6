"""The permit comes into force, gives way to the next one, ends (行政许可法 44, 49, 50, 69, 70)."""

from core import clock
from core.models import User
from permits.documents import KINDS
from permits.documents.public_notice import NoticePhase
from permits.lifecycle import ACTIVE_STATES, Action, Kind, Stage
from permits.models import Alarm, Case, Event, IssuedDocument
from permits.rules import force
from permits.rules.decision import reason_violations
from permits.services import alarms
from permits.services._step import Step, case_step
from permits.services.document_facts import application_head, closure_of, daily_hours_of, phases_of, place_of, reason_of
from permits.services.issuing import issue_document, set_status

#: The papers that say "this is allowed"; their status follows the permit.
PERMIT_PAPERS = ("D08", "D09", "D13")
_STANDING = (Alarm.Kind.PERMIT_EXPIRED_WORKS_STANDING, Alarm.Kind.PERMIT_ENDED_WORKS_STANDING)


def issue_permit(actor: User, number: str, *, version: int | None = None) -> Case:
    """Make the certificate and serve it: the permit is in force and an earlier one of the works gives way.

    D09; D13 when traffic is closed or restricted, published at once (道路交通安全法 39).
    """
    with case_step(Action.ISSUE, actor, number, version) as step:
        case, works = step.case, step.changes_works()
        step.require(force.issue_violations(valid_until=case.valid_until, today=clock.today(), kind=case.kind))
        earlier = works.permit_in_force
        if earlier is not None:
            _supersede(earlier, case)
        case.in_force_at = clock.now()
        if case.closure in ("full", "half", "lane") and case.notice_published_on is None:
            case.notice_published_on = clock.today()
        works.copy_place(case)
        works.starts_on, works.ends_on = case.valid_from, case.valid_until
        works.squadron = case.squadron
        works.permit_in_force, works.valid_until = case, case.valid_until
        alarms.clear_alarms(works, *_STANDING, Alarm.Kind.EMERGENCY_NOT_APPLIED)
        decision = case.documents.filter(kind="D08").last()
        IssuedDocument.objects.filter(pk=decision.pk).update(served_at=clock.now())
        card = _issue_card(step, decision.number)
        if case.closure in ("full", "half", "lane"):
            _issue_notice(step)
        step.level = Event.Level.PUBLIC
        step.note(permit=card.number, valid_from=str(case.valid_from), valid_until=str(case.valid_until))
    return step.case


def _issue_card(step: Step, decision_number: str) -> IssuedDocument:
    case = step.case
    speeds = [row.workzone_speed_kmh for row in phases_of(case) if row.workzone_speed_kmh]
    return issue_document(
        KINDS["D09"],
        works=step.works,
        case=case,
        actor=step.actor,
        facts=application_head(case)
        | {
            "decision_number": decision_number,
            "client_org": case.client_name,
            "contractor_org": case.contractor_name,
            "place": place_of(case),
            "valid_from": case.valid_from,
            "valid_to": case.valid_until,
            "daily_hours": daily_hours_of(case),
            "closure": closure_of(case),
            "workzone_speed_kmh": min(speeds, default=None),
            "site_manager": case.site_manager_name,
            "site_phone": case.site_manager_phone,
        },
    )


def _issue_notice(step: Step) -> IssuedDocument:
    case = step.case
    extent = place_of(case).extent()
    phases = tuple(
        NoticePhase(name=row.name, starts_on=row.starts_on, ends_on=row.ends_on, extent=extent, measure=row.layout_name)
        for row in phases_of(case)
    )
    return issue_document(
        KINDS["D13"],
        works=step.works,
        case=case,
        actor=step.actor,
        facts={
            "title": f"关于{case.project_name}施工期间实施交通管制的通告",
            "project_name": case.project_name,
            "reason": reason_of(case),
            "extent": extent,
            "starts_on": case.valid_from,
            "ends_on": case.valid_until,
            "daily_hours": daily_hours_of(case),
            "measures": tuple(line for line in case.notice_text.splitlines() if line.strip()) or (closure_of(case),),
            "phases": phases if len(phases) > 1 else (),
            "detours": tuple(line for line in case.detour_text.splitlines() if line.strip()),
        },
    )


def _supersede(earlier: Case, by: Case) -> None:
    with case_step(Action.SUPERSEDE, None, earlier.number) as step:
        step.case.ended_at = clock.now()
        set_status(step.case.documents.filter(kind__in=PERMIT_PAPERS), IssuedDocument.Status.SUPERSEDED)
        step.note(superseded_by=by.number)


def expire_permit(number: str) -> Case | None:
    """End a permit whose last day has passed; None when it has not, or when a renewal asked for in time is undecided.

    行政许可法 50(2): a renewal asked for in time and not decided before expiry is deemed granted, so the permit stands
    until the decision. Works still standing raise an alarm.
    """
    with case_step(Action.EXPIRE, None, number) as step:
        case, works = step.case, step.works
        children = case.children.filter(kind=Kind.RENEWAL).exclude(received_on=None)
        pending = [(child.number, child.received_on) for child in children if child.stage in force.UNDECIDED_STAGES]
        if not force.expires(case.valid_until, clock.today(), [received for _, received in pending]):
            step.abort()
            return None
        _end(step, IssuedDocument.Status.EXPIRED)
        step.level = Event.Level.PUBLIC
        step.note(valid_until=str(case.valid_until))
        if works.state in ACTIVE_STATES:
            alarms.raise_alarm(
                works, Alarm.Kind.PERMIT_EXPIRED_WORKS_STANDING, case=case, valid_until=str(case.valid_until)
            )
    return step.case


def revoke_permit(actor: User, number: str, *, ground: str, reason: str, version: int | None = None) -> Case:
    """撤销: unlawfully granted, or obtained by fraud (69). ground: one of rules.force.REVOCATION_GROUNDS."""
    return _take_away(Action.REVOKE, actor, number, reason, version, IssuedDocument.Status.REVOKED, ground)


def recall_permit(actor: User, number: str, *, reason: str, version: int | None = None) -> Case:
    """撤回: the facts or the law it rested on have changed (8(2))."""
    return _take_away(Action.RECALL, actor, number, reason, version, IssuedDocument.Status.RECALLED)


def cancel_permit(actor: User, number: str, *, reason: str, version: int | None = None) -> Case:
    """注销: struck off the register (70)."""
    return _take_away(Action.CANCEL, actor, number, reason, version, IssuedDocument.Status.CANCELLED)


def _take_away(
    action: Action, actor: User, number: str, reason: str, version: int | None, status, ground: str | None = None
) -> Case:
    with case_step(action, actor, number, version) as step:
        step.require(reason_violations(reason))
        if ground is not None:
            step.require(force.revocation_violations(ground))
        case, works = step.case, step.works
        was_in_force = case.stage == Stage.IN_FORCE
        case.end_reason = reason
        _end(step, status)
        step.level = Event.Level.PUBLIC
        step.note(reason=reason, **({"ground": ground} if ground else {}))
        if was_in_force and works.state in ACTIVE_STATES:
            alarms.raise_alarm(works, Alarm.Kind.PERMIT_ENDED_WORKS_STANDING, case=case, how=action.value)
    return step.case


def _end(step: Step, status: IssuedDocument.Status) -> None:
    case = step.case
    case.ended_at = clock.now()
    set_status(case.documents.filter(kind__in=PERMIT_PAPERS), status)
    if step.works.permit_in_force_id == case.pk:
        step.changes_works().permit_in_force = None
