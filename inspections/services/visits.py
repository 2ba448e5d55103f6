"""The visit: arrive, take photos, answer the checklist (道路交通安全法 32(3))."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from core import clock
from core.errors import RuleViolated, Violation
from core.files import Upload
from core.models import User
from inspections import policy
from inspections.lifecycle import Action, VisitState
from inspections.models import ChecklistResult, Finding, Photo, Visit
from inspections.rules import visit as rules
from inspections.rules.checklist import Item, general_items
from inspections.selectors.checklists import checklist_of
from inspections.services._place import distance_to
from inspections.services._step import Step, visit_step
from inspections.services.photos import keep_photo
from inspections.services.second_officer import find_second_officer
from permits import timeline
from permits.lifecycle import ENDED_STATES
from permits.models import Alarm, Event, Works
from permits.services import _locks, alarms, supervision

PHOTOS_MAX = 60


def begin_unplanned_visit(actor: User, works_number: str, *, token: str | None = None) -> Visit:
    """A visit outside the rounds, of today; the officers then arrive as at any other.

    token: the caller's own name for this wish; the same token again gives the visit it made. Raises RuleViolated with
    works_ended, or visit_already_open when the site is on a round of today or is being visited.
    """
    with transaction.atomic():
        works = _locks.lock_works(actor, works_number)
        policy.require(actor, Action.BEGIN_UNPLANNED_VISIT, works)
        made = Visit.objects.filter(token=token).first() if token else None
        if made is not None and made.works_id == works.pk:
            return made
        violations = (Violation("token_repeated"),) if made is not None else _unplanned_violations(works)
        if violations:
            raise RuleViolated(Action.BEGIN_UNPLANNED_VISIT.value, violations)
        now = clock.now()
        visit = Visit.objects.create(
            works=works, day=clock.today(), token=token or None, changed_by=actor, changed_at=now, created_at=now
        )
        timeline.record(
            Action.BEGIN_UNPLANNED_VISIT.value,
            actor=actor,
            works=works,
            to_stage=visit.state,
            level=Event.Level.OFFICE,
            data={"visit": visit.pk},
        )
        return visit


def _unplanned_violations(works: Works) -> tuple[Violation, ...]:
    found = [Violation("works_ended", {"works": works.number})] if works.state in ENDED_STATES else []
    open_today = works.visits.filter(day=clock.today(), state__in=(VisitState.PLANNED, VisitState.UNDER_WAY)).first()
    if open_today is not None:
        found.append(Violation("visit_already_open", {"visit": open_today.pk}))
    return tuple(found)


def start_visit(
    actor: User,
    visit_id: int,
    *,
    lon: float | None = None,
    lat: float | None = None,
    arrived_at: dt.datetime | None = None,
    version: int | None = None,
) -> Visit:
    """The officers are there. lon, lat: WGS84, None without a position; arrived_at: of a phone that tells it later."""
    with visit_step(Action.START_VISIT, actor, visit_id, version) as step:
        visit, now = step.subject, clock.now()
        arrived_at = arrived_at or now
        step.require(
            (
                *rules.position_violations(lon, lat),
                *rules.arrival_violations(
                    visit_day=visit.day, arrived_at=arrived_at, arrival_day=clock.local_day(arrived_at), now=now
                ),
            )
        )
        visit.arrived_at, visit.lon, visit.lat = arrived_at, lon, lat
        visit.distance_m = distance_to(step.works, lon, lat)
        visit.officer, visit.missed_reason = actor, ""
        step.level = Event.Level.OFFICE
        step.note(visit=visit.pk, distance_m=visit.distance_m)
    return step.subject


def attach_photo(
    actor: User,
    visit_id: int,
    *,
    upload: Upload,
    item_code: str = "",
    taken_at: dt.datetime | None = None,
    lon: float | None = None,
    lat: float | None = None,
    token: str | None = None,
) -> Photo:
    """One photo of a visit under way, of a checklist item or of the site. The same token again gives the same photo."""
    with visit_step(Action.ATTACH_PHOTO, actor, visit_id) as step:
        step.silent = True
        visit = step.subject
        kept = Photo.objects.filter(token=token).first() if token else None
        if kept is not None and kept.visit_id == visit.pk:
            return kept
        step.require(
            (
                *((Violation("token_repeated"),) if kept is not None else ()),
                *rules.position_violations(lon, lat),
                *_photo_violations(visit, item_code, _answerable(step.works)),
            )
        )
        return keep_photo(
            upload,
            f"visits/{visit.pk}",
            actor=actor,
            taken_at=taken_at,
            lon=lon,
            lat=lat,
            visit=visit,
            item_code=item_code,
            token=token or None,
        )


def _photo_violations(visit: Visit, item_code: str, items: Sequence[Item]) -> list[Violation]:
    found = []
    if item_code and item_code not in {item.code for item in items}:
        found.append(Violation("checklist_item_unknown", {"item": item_code}, "item_code"))
    if visit.photos.count() >= PHOTOS_MAX:
        found.append(Violation("photos_too_many", {"allowed": PHOTOS_MAX}, "photo"))
    return found


def _answerable(works: Works) -> tuple[Item, ...]:
    return (*checklist_of(works), *general_items())


def record_visit(
    actor: User,
    visit_id: int,
    *,
    second_officer: str,
    answers: Sequence[rules.Answer],
    remarks: str = "",
    version: int | None = None,
) -> Visit:
    """Every item of this site answered by two officers; each fault becomes a finding.

    second_officer: user name of the colleague. The photos were attached before. An alarm of an uninspected site clears.
    """
    with visit_step(Action.RECORD_VISIT, actor, visit_id, version) as step:
        visit, works = step.subject, step.works
        second, violations = find_second_officer(actor, second_officer, works)
        items = checklist_of(works)
        step.require(
            (
                *violations,
                *rules.record_violations(
                    arrived=visit.arrived_at is not None,
                    items=items,
                    also=general_items(),
                    answers=answers,
                    photos=_photos_per_item(visit),
                ),
                *_remarks_violations(remarks),
            )
        )
        findings = _write_answers(step, {item.code: item for item in (*general_items(), *items)}, answers)
        visit.officer, visit.second_officer = actor, second
        visit.recorded_at, visit.remarks, visit.missed_reason = clock.now(), remarks, ""
        supervision.note_visit(works, visit.day)
        alarms.clear_alarms(works, Alarm.Kind.UNINSPECTED)
        step.note(
            visit=visit.pk,
            items=[finding.text for finding in findings],
            checked=len(answers),
            officers=[str(actor), str(second)],
        )
    return step.subject


def _photos_per_item(visit: Visit) -> dict[str, int]:
    counted: dict[str, int] = {}
    for code in visit.photos.values_list("item_code", flat=True):
        counted[code] = counted.get(code, 0) + 1
    return counted


def _remarks_violations(remarks: str) -> tuple[Violation, ...]:
    if len(remarks) > rules.NOTE_MAX_CHARACTERS:
        return (Violation("text_too_long", {"allowed": rules.NOTE_MAX_CHARACTERS}, "remarks"),)
    return ()


def _write_answers(step: Step, items: dict[str, Item], answers: Sequence[rules.Answer]) -> list[Finding]:
    visit = step.subject
    ChecklistResult.objects.bulk_create(
        ChecklistResult(
            visit=visit,
            code=answer.code,
            item_text=items[answer.code].text_zh,
            result=answer.result,
            note=answer.note.strip(),
        )
        for answer in answers
    )
    return Finding.objects.bulk_create(
        _finding(visit, items[answer.code], answer) for answer in answers if answer.result == "not_ok"
    )


def _finding(visit: Visit, item: Item, answer: rules.Answer) -> Finding:
    note = answer.note.strip()
    return Finding(
        visit=visit,
        works=visit.works,
        code=item.code,
        severity=answer.severity or item.severity,
        text=f"{item.fault_zh}（{note}）" if note else item.fault_zh,
        text_en=f"{item.fault_en} ({note})" if note else item.fault_en,
        basis=item.basis,
        requirement=item.requirement_zh,
    )
