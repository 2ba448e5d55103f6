"""The works: start, stop, resume, completion acceptance, archive (道路交通安全法 32; 城市道路管理条例 34)."""

import datetime as dt
from collections.abc import Sequence

from core import clock
from core.models import User
from core.pdf.document import Signature
from core.roles import Role
from permits.documents import KINDS
from permits.documents.completion_acceptance import AcceptanceItem, AcceptanceOpinion
from permits.documents.place import PlaceOfWorks
from permits.lifecycle import OPEN_STAGES, Action, Kind
from permits.models import Alarm, Case, Event, IssuedDocument, Works
from permits.rules import works as rules
from permits.rules.deadlines import EMERGENCY_HOURS
from permits.rules.decision import reason_violations
from permits.services import alarms
from permits.services._step import Step, works_step
from permits.services.document_facts import application_head, place_of
from permits.services.force import PERMIT_PAPERS
from permits.services.issuing import issue_document, set_status


def start_works(actor: User, number: str, *, version: int | None = None) -> Works:
    """The contractor opens the road: with a permit in force, inside its days, after the notice of a full closure."""
    with works_step(Action.START, actor, number, version) as step:
        works, permit = step.works, step.works.permit_in_force
        step.require(
            rules.start_violations(
                rules.StartFacts(
                    permit_valid_from=permit.valid_from if permit else None,
                    permit_valid_until=permit.valid_until if permit else None,
                    full_closure=works.closure == "full",
                    emergency=permit is not None and permit.kind == Kind.EMERGENCY,
                    notice_published_on=works.notice_published_on,
                    today=clock.today(),
                )
            )
        )
        works.started_at = clock.now()
        step.level = Event.Level.PUBLIC
    return step.works


def report_emergency_start(
    actor: User, number: str, *, started_at: dt.datetime | None = None, version: int | None = None
) -> Works:
    """Emergency repair: the road is opened at once; the application must follow within 24 hours of the start."""
    with works_step(Action.REPORT_EMERGENCY_START, actor, number, version) as step:
        works = step.works
        case = works.cases.filter(kind=Kind.EMERGENCY).first()
        step.require(
            rules.emergency_start_violations(
                case_kind=case.kind if case else "",
                road_name=case.road_name if case else "",
                has_geometry=bool(case and case.geometry),
                started_at=started_at,
                now=clock.now(),
            )
        )
        works.copy_place(case)
        works.squadron = case.squadron
        works.started_at = started_at or clock.now()
        works.emergency_apply_by = works.started_at + dt.timedelta(hours=EMERGENCY_HOURS)
        step.level = Event.Level.PUBLIC
        step.note(apply_by=works.emergency_apply_by.isoformat())
    return step.works


def abandon_works(actor: User, number: str, *, reason: str = "", version: int | None = None) -> Works:
    """The works will not be carried out."""
    with works_step(Action.ABANDON, actor, number, version) as step:
        works = step.works
        step.require(
            rules.abandon_violations(
                by_office=actor.role != Role.APPLICANT,
                reason=reason,
                permit_in_force=works.permit_in_force.number if works.permit_in_force else "",
            )
        )
        step.note(reason=reason)
    return step.works


def suspend_works(actor: User, number: str, *, reason: str, version: int | None = None) -> Works:
    """Stop the works and have traffic restored (道路交通安全法 104(2)); its papers say so until it resumes."""
    with works_step(Action.SUSPEND, actor, number, version) as step:
        step.require(reason_violations(reason))
        step.works.suspended_at, step.works.suspension_reason = clock.now(), reason
        _papers(step.works, IssuedDocument.Status.VALID, IssuedDocument.Status.SUSPENDED)
        step.level = Event.Level.PUBLIC
        step.note(reason=reason)
    return step.works


def resume_works(
    actor: User, number: str, *, reason: str, open_stop_orders: int = 0, version: int | None = None
) -> Works:
    """Let the works go on once what stopped it is put right. open_stop_orders: counted by supervision."""
    with works_step(Action.RESUME, actor, number, version) as step:
        works, permit = step.works, step.works.permit_in_force
        step.require(
            (
                *reason_violations(reason),
                *rules.resumption_violations(
                    open_stop_orders=open_stop_orders,
                    permit_valid_until=permit.valid_until if permit else None,
                    today=clock.today(),
                ),
            )
        )
        works.suspended_at, works.suspension_reason = None, ""
        _papers(works, IssuedDocument.Status.SUSPENDED, IssuedDocument.Status.VALID)
        step.level = Event.Level.PUBLIC
        step.note(reason=reason)
    return step.works


def _papers(works: Works, now: IssuedDocument.Status, then: IssuedDocument.Status) -> None:
    if works.permit_in_force is not None:
        set_status(works.permit_in_force.documents.filter(kind__in=PERMIT_PAPERS, status=now), then)


def request_acceptance(actor: User, number: str, *, text: str, version: int | None = None) -> Works:
    """The contractor says that the road is clear and restored."""
    with works_step(Action.REQUEST_ACCEPTANCE, actor, number, version) as step:
        step.require(reason_violations(text, "text"))
        works = step.works
        works.acceptance_requested_at = clock.now()
        works.police_signed_by = works.police_signed_at = None
        works.authority_signed_by = works.authority_signed_at = None
        works.acceptance_data = {}
        step.note(text=text)
    return step.works


def sign_acceptance(
    actor: User, number: str, *, opinion: str, items: Sequence[dict] = (), version: int | None = None
) -> Works:
    """One authority signs; the second signature restores traffic (32(2)). D22 with the second.

    items: what was checked, dicts `subject`, `result` (passed, failed, not_applicable), `note`.
    """
    with works_step(Action.SIGN_ACCEPTANCE, actor, number, version) as step:
        works = step.works
        side = "authority" if actor.role == Role.AGENCY else "police"
        step.require(
            (
                *reason_violations(opinion, "opinion"),
                *rules.signature_violations(
                    open_orders=works.open_orders,
                    already_signed=getattr(works, f"{side}_signed_at") is not None,
                    failed_items=sum(item.get("result") == "failed" for item in items),
                ),
            )
        )
        setattr(works, f"{side}_signed_by", actor)
        setattr(works, f"{side}_signed_at", clock.now())
        works.acceptance_data = {
            **works.acceptance_data,
            f"{side}_opinion": opinion,
            "items": [*works.acceptance_data.get("items", []), *items],
        }
        step.note(side=side, opinion=opinion)
        if works.fully_signed:
            works.accepted_at = clock.now()
            alarms.clear_alarms(works, *Alarm.Kind)
            _issue_completion(step)
            step.level = Event.Level.PUBLIC
    return step.works


def _issue_completion(step: Step) -> None:
    works = step.works
    case = works.permit_in_force or works.cases.exclude(in_force_at=None).first() or works.cases.first()
    head = application_head(case) if case is not None else _head_without_case(works)
    place = place_of(case) if case is not None else _place_without_case(works)
    today = clock.today()
    data = works.acceptance_data
    issue_document(
        KINDS["D22"],
        works=works,
        case=case,
        actor=step.actor,
        facts=head
        | {
            "permit_number": _permit_number(case),
            "contractor_org": works.contractor_name,
            "place": place,
            "started_on": clock.local_day(works.started_at) if works.started_at else today,
            "completed_on": clock.local_day(works.acceptance_requested_at),
            "accepted_on": today,
            "items": tuple(
                AcceptanceItem(subject=item["subject"], result=item["result"], note=item.get("note", ""))
                for item in data["items"]
            ),
            "police": _opinion(works.police_signed_by, works.police_signed_at, data["police_opinion"], "公安交管"),
            "road_authority": _opinion(
                works.authority_signed_by, works.authority_signed_at, data["authority_opinion"], "道路主管部门"
            ),
            "reopened_on": today,
        },
    )


def _opinion(signer: User, signed_at: dt.datetime, opinion: str, role: str) -> AcceptanceOpinion:
    unit = signer.organisation or signer.squadron
    return AcceptanceOpinion(
        organisation=str(unit) if unit else role,
        opinion=opinion,
        signature=Signature(role=role, name=str(signer), signed_at=clock.local(signed_at)),
    )


def _permit_number(case: Case | None) -> str:
    card = case.documents.filter(kind="D09").last() if case is not None else None
    return card.number if card else ""


def _head_without_case(works: Works) -> dict:
    return {"applicant_name": works.contractor_name, "item_name": "", "project_name": works.project_name}


def _place_without_case(works: Works) -> PlaceOfWorks:
    return PlaceOfWorks(road_name=works.road_name, from_place="", to_place="", occupied="")


def return_to_works(actor: User, number: str, *, reason: str, version: int | None = None) -> Works:
    """Not fit for traffic yet: signatures given so far fall away."""
    with works_step(Action.RETURN_TO_WORKS, actor, number, version) as step:
        step.require(reason_violations(reason))
        works = step.works
        works.acceptance_requested_at = None
        works.police_signed_by = works.police_signed_at = None
        works.authority_signed_by = works.authority_signed_at = None
        works.acceptance_data = {}
        step.note(reason=reason)
    return step.works


def archive_works(actor: User, number: str, *, version: int | None = None) -> Works:
    """Close the file for good, when it has no gap."""
    with works_step(Action.ARCHIVE, actor, number, version) as step:
        works = step.works
        step.require(
            rules.archive_violations(
                open_cases=tuple(works.cases.filter(stage__in=OPEN_STAGES).values_list("number", flat=True)),
                undrawn=works.documents.filter(path="").count(),
                has_completion=works.documents.filter(kind="D22").exists(),
            )
        )
        works.archived_at = clock.now()
    return step.works
