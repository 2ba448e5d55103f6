"""Two officers of the squadron see the place (行政许可法 34(3))."""

import datetime as dt
from collections.abc import Sequence

from core import clock
from core.files import PICTURES, Upload, store
from core.models import User
from core.roles import SQUADRON_ROLES
from permits.documents import KINDS
from permits.documents.survey_record import PersonPresent, SurveyFinding
from permits.lifecycle import Action
from permits.models import Case, Survey
from permits.rules import survey as rules
from permits.services._step import case_step
from permits.services.document_facts import application_head, officer, photos_of
from permits.services.issuing import issue_document


def record_survey(
    actor: User,
    number: str,
    *,
    second_officer: str,
    surveyed_at: dt.datetime | None,
    findings: str,
    suitable: bool,
    persons_present: str = "",
    photos: Sequence[Upload] = (),
    version: int | None = None,
) -> Case:
    """Record the survey. second_officer: user name of a colleague of the same squadron; photos: pictures. D05."""
    with case_step(Action.RECORD_SURVEY, actor, number, version) as step:
        case = step.case
        second = User.objects.select_related("squadron").filter(username=second_officer).first()
        step.require(
            rules.violations(
                officer=actor.username,
                second_officer=second_officer,
                second_is_officer_of_squadron=second is not None
                and second.is_active
                and second.role in SQUADRON_ROLES
                and second.squadron_id == case.squadron_id,
                surveyed_at=surveyed_at,
                accepted_on=case.accepted_on,
                now=clock.now(),
                findings=findings,
                local_day=clock.local_day(surveyed_at) if surveyed_at is not None else None,
            )
        )
        stored = [store(photo, f"cases/{number}/survey", accept=PICTURES, field="photos") for photo in photos]
        kept = [
            {"path": file.path, "original_name": file.original_name, "content_type": file.content_type,
             "size_bytes": file.size_bytes, "sha256": file.sha256}
            for file in stored
        ]  # fmt: skip
        Survey.objects.create(
            case=case,
            officer=actor,
            second_officer=second,
            surveyed_at=surveyed_at,
            persons_present=persons_present,
            findings=findings,
            suitable=suitable,
            photos=kept,
        )
        began = clock.local(surveyed_at)
        issue_document(
            KINDS["D05"],
            works=step.works,
            case=case,
            actor=actor,
            facts=application_head(case)
            | {
                "started_at": began,
                "ended_at": began,
                "place": f"{case.road_name}{case.place_text}",
                "officers": (officer(actor), officer(second)),
                "present": (PersonPresent(name=persons_present, organisation=""),) if persons_present else (),
                "findings": (SurveyFinding(subject="现场情况", finding=findings),),
                "conclusion": "现场条件与申请相符，适宜施工。" if suitable else "现场条件与申请不符，详见现场情况。",
                "photos": photos_of(kept),
            },
        )
        step.note(officers=[str(actor), str(second)], suitable=suitable)
        step.note_for_office(findings=findings)
    return step.case
