"""Reports from the public: a dangerous site, with place, words and perhaps a photo."""

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction
from shapely import Point

from core import clock
from core.errors import RuleViolated
from core.files import Upload
from core.geo import within_bounds
from core.models import User
from core.squadrons import squadron_for
from inspections.lifecycle import Action
from inspections.models import CitizenReport, Visit
from inspections.rules import report as rules
from inspections.rules.numbering import report_number
from inspections.selectors.nearest import nearest_site
from inspections.services._step import report_step
from inspections.services.photos import keep_photo
from permits import timeline
from permits.models import Event
from permits.services.numbering import next_serial

SERIES = "report"


def report_dangerous_site(
    *,
    lon: float | None,
    lat: float | None,
    text: str,
    contact: str = "",
    photo: Upload | None = None,
    token: str | None = None,
) -> CitizenReport:
    """Anybody may; no account. lon, lat: WGS84 degrees. The same token again gives the report it made."""
    point = Point(lon, lat) if lon is not None and lat is not None else None
    violations = rules.report_violations(
        lon=lon,
        lat=lat,
        text=text,
        contact=contact,
        in_city=point is not None and within_bounds(point, settings.CITY["bounds"]),
    )
    if violations:
        raise RuleViolated(Action.REPORT_SITE.value, violations)
    made = CitizenReport.objects.filter(token=token).first() if token else None
    if made is not None:
        return made
    try:
        with transaction.atomic():
            return _write(point, text, contact, photo, token, clock.now())
    except IntegrityError:  # the same wish, at the same moment
        return CitizenReport.objects.get(token=token)


def _write(
    point: Point, text: str, contact: str, photo: Upload | None, token: str | None, now: dt.datetime
) -> CitizenReport:
    works, distance_m = nearest_site(point, clock.today())
    year = clock.today().year
    report = CitizenReport.objects.create(
        number=report_number(year, next_serial(SERIES, year)),
        lon=point.x,
        lat=point.y,
        text=text.strip(),
        contact=contact.strip(),
        works=works,
        distance_m=distance_m,
        squadron=works.squadron if works is not None else squadron_for(point),
        reported_at=now,
        token=token or None,
        changed_at=now,
        created_at=now,
    )
    if photo is not None:
        keep_photo(photo, f"reports/{report.number}", actor=None, report=report)
    timeline.record(
        Action.REPORT_SITE.value,
        actor=None,
        works=works,
        to_stage=report.state,
        level=Event.Level.OFFICE,
        data={
            "report": report.number,
            "text": report.text,
            "distance_m": distance_m,
            "squadron_id": report.squadron_id,
        },
    )
    return report


def reveal_contact(actor: User, number: str) -> str:
    """The reporter's contact in full; that somebody looked stands on the timeline."""
    with report_step(Action.REVEAL_CONTACT, actor, number) as step:
        step.level = Event.Level.OFFICE
        step.note(report=number)
    return step.subject.contact


def handle_report(
    actor: User, number: str, *, outcome: str, visit_id: int | None = None, version: int | None = None
) -> CitizenReport:
    """Close a report with what was done. visit_id: the visit on which it was looked into, of the same works."""
    with report_step(Action.HANDLE_REPORT, actor, number, version) as step:
        report = step.subject
        visit = None
        if visit_id is not None:
            visit = Visit.objects.filter(pk=visit_id, works=step.works).first()
        step.require((*rules.outcome_violations(outcome), *rules.visit_violations(visit_id, visit is not None)))
        report.outcome, report.visit = outcome.strip(), visit
        report.handled_at, report.handled_by = clock.now(), actor
        step.level = Event.Level.OFFICE
        step.note(report=number, text=report.outcome)
    return step.subject
