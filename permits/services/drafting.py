"""Making a draft and filling it in: everything before the first submission, and corrections after it."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from core import clock, geo
from core.errors import NotPermitted, RuleViolated, Violation
from core.geojson import GeometryInvalid, parse_geometry
from core.models import Organisation, User
from core.roles import Role
from core.squadrons import squadron_for
from permits.lifecycle import ENDED_STAGES, Action, Kind, Stage
from permits.models import Case, Event, Works
from permits.rules import application as rules
from permits.selectors.neighbours import neighbours_for_check
from permits.services import _locks, plans
from permits.services._search_text import search_text_of
from permits.services._step import case_step
from permits.services.numbering import next_case_number, next_works_number
from permits.timeline import record

CREATE = "create_case"

#: What the applicant fills in; everything else on a case is the office's or computed.
TEXT_FIELDS = (
    "project_name", "purpose", "client_name", "client_uscc", "contractor_name", "contractor_uscc", "agent_name",
    "agent_phone", "site_manager_name", "site_manager_phone", "road_name", "road_kind", "road_class", "place_text",
    "detour_text", "notice_text",
)  # fmt: skip
FLAG_FIELDS = ("excavation", "affects_bus", "affects_signals", "government_approval")
OTHER_FIELDS = ("geometry", "area_m2", "starts_on", "ends_on", "notice_published_on", "plan", "detour_line", "declared")
EDITABLE_FIELDS = frozenset(TEXT_FIELDS + FLAG_FIELDS + OTHER_FIELDS)
COPIED_FIELDS = (*TEXT_FIELDS, *FLAG_FIELDS, "geometry", "area_m2", "plan", "detour_line")


def require_may_apply(actor: User) -> None:
    """Applicants of an approved organisation; else NotPermitted."""
    if actor.role != Role.APPLICANT or actor.organisation is None:
        raise NotPermitted(CREATE, "role_not_entitled")
    if actor.organisation.status != Organisation.Status.APPROVED:
        raise NotPermitted(CREATE, "organisation_not_approved")


def create_draft(
    actor: User,
    kind: Kind = Kind.NEW,
    *,
    parent: str = "",
    copy_of: str = "",
    token: str = "",
) -> Case:
    """A new draft. parent: number of the case in force to vary or renew; copy_of: number of an earlier case to start
    from. token: the same token of the same person gives the same draft again, so that a repeated click makes one.

    Raises NotPermitted; RuleViolated (parent_missing, permit_not_in_force, case_already_open).
    """
    require_may_apply(actor)
    if token:
        existing = Case.objects.filter(creation_token=token, created_by=actor).first()
        if existing is not None:
            return existing
    try:
        with transaction.atomic():
            return _create(actor, Kind(kind), parent, copy_of, token)
    except IntegrityError:
        existing = Case.objects.filter(creation_token=token, created_by=actor).first() if token else None
        if existing is None:
            raise
        return existing


def _create(actor: User, kind: Kind, parent_number: str, copy_of: str, token: str) -> Case:
    parent, source = None, None
    if kind in (Kind.VARIATION, Kind.RENEWAL):
        if not parent_number:
            raise RuleViolated(CREATE, (Violation("parent_missing", {}, "parent"),))
        parent = source = _locks.lock_case(actor, parent_number)
        _require_free(parent)
        works = parent.works
    else:
        if copy_of:
            source = _locks.lock_case(actor, copy_of)
        works = _new_works(actor, kind)
    now = clock.now()
    case = Case(
        number=next_case_number(),
        kind=kind,
        works=works,
        parent=parent,
        organisation=actor.organisation,
        squadron=works.squadron,
        created_by=actor,
        creation_token=token or None,
        changed_by=actor,
        changed_at=now,
        created_at=now,
        contractor_name=actor.organisation.name,
        contractor_uscc=actor.organisation.uscc,
        agent_name=str(actor),
        agent_phone=actor.phone,
    )
    if source is not None:
        for name in COPIED_FIELDS:
            setattr(case, name, getattr(source, name))
        _place(case, case.geometry)
    if parent is not None:
        case.starts_on, case.ends_on = parent.starts_on, parent.ends_on
    _derive(case)
    case.search_text = search_text_of(case)
    case.save()
    return case


def _new_works(actor: User, kind: Kind) -> Works:
    now = clock.now()
    return Works.objects.create(
        number=next_works_number(),
        origin=Works.Origin.EMERGENCY if kind == Kind.EMERGENCY else Works.Origin.APPLICATION,
        organisation=actor.organisation,
        contractor_name=actor.organisation.name,
        changed_by=actor,
        changed_at=now,
        created_at=now,
    )


def _require_free(parent: Case) -> None:
    found = []
    if parent.stage != Stage.IN_FORCE:
        found.append(Violation("permit_not_in_force", {"stage": parent.stage}, "parent"))
    other = open_sibling(parent.works, exclude=None)
    if other:
        found.append(Violation("case_already_open", {"case": other}, "parent"))
    if found:
        raise RuleViolated(CREATE, tuple(found))


def open_sibling(works: Works, exclude: Case | None) -> str:
    """Number of another case of the works that is on its way, drafts included, or ""."""
    cases = works.cases.exclude(stage__in=(Stage.IN_FORCE, *ENDED_STAGES))
    if exclude is not None:
        cases = cases.exclude(pk=exclude.pk)
    return cases.values_list("number", flat=True).first() or ""


def edit_case(actor: User, number: str, changes: dict[str, Any], *, version: int | None = None) -> Case:
    """Save what was typed; what is wrong in itself is refused at its field and nothing is saved.

    changes: names of EDITABLE_FIELDS with values of their Python types; geometry and plan as JSON objects.
    `declared` True signs the declaration of truth (行政许可法 31). Dates follow the phases once there are any.
    """
    unknown = sorted(set(changes) - EDITABLE_FIELDS)
    with case_step(Action.EDIT, actor, number, version) as step:
        step.silent = True
        step.require(Violation("field_unknown", {"field": name}, name) for name in unknown)
        case = step.case
        values = {name: changes.get(name, getattr(case, name, None)) for name in ("client_uscc", "contractor_uscc")}
        wrong = list(rules.entry_violations(values))
        for name in ("geometry", "detour_line"):
            if changes.get(name):
                try:
                    parse_geometry(changes[name])
                except GeometryInvalid as invalid:
                    wrong.append(invalid.as_violation(name))
        if "plan" in changes:
            wrong += rules.plan_shape_violations(changes["plan"])
        step.require(wrong)
        for name, value in changes.items():
            if name == "declared":
                case.declared_at, case.declared_by = (clock.now(), actor) if value else (None, None)
            elif name == "geometry":
                _place(case, value)
            else:
                setattr(case, name, value)
        _derive(case)
        step.require(rules.entry_violations({"starts_on": case.starts_on, "ends_on": case.ends_on}))
        if "declared" not in changes:  # whoever changes the file declares anew
            case.declared_at = case.declared_by = None
    return case


def discard_case(actor: User, number: str, *, version: int | None = None) -> None:
    """Throw a draft away with its works when nothing else hangs on it; only a log line stays."""
    with transaction.atomic():
        with case_step(Action.DISCARD, actor, number, version) as step:
            step.require(rules.discard_violations(works_state=step.works.state))
            step.silent = True
        case, works = step.case, step.works
        case.delete()
        if not works.cases.exists() and not works.events.exists():
            works.delete()
        record(Action.DISCARD, actor=actor, level=Event.Level.OFFICE, data={"case": number, "works": works.number})


def _place(case: Case, geometry: dict | None) -> None:
    """Set the place with everything that follows from it: box, point, length, squadron."""
    case.geometry = geometry or None
    if not geometry:
        case.lon = case.lat = case.lon_min = case.lat_min = case.lon_max = case.lat_max = case.length_m = None
        return
    shape = parse_geometry(geometry)
    case.lon_min, case.lat_min, case.lon_max, case.lat_max = geo.bbox(shape)
    case.lon, case.lat = geo.representative_lonlat(shape)
    case.length_m = round(geo.length_m(shape), 1)
    case.squadron = squadron_for(shape)


def _derive(case: Case) -> None:
    """What follows from the phases of the plan: dates, closure, findings."""
    phases = (case.plan or {}).get("phases") or []
    if phases:
        starts = [day for phase in phases if (day := _day(phase.get("starts_on")))]
        ends = [day for phase in phases if (day := _day(phase.get("ends_on")))]
        case.starts_on, case.ends_on = min(starts, default=case.starts_on), max(ends, default=case.ends_on)
        case.closure = rules.closure_of_layouts([phase.get("layout", "") for phase in phases])
    case.plan = plans.composed(case)
    case.plan_check = plans.checked(case.plan, neighbours_for_check(case))


def _day(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def inside_city(geometry: dict | None) -> bool:
    """Whether the place lies within the city's bounds."""
    return geometry is None or geo.within_bounds(parse_geometry(geometry), settings.CITY["bounds"])
