"""The plan of a case: put together from the application's fields and checked by the engine."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import shapely
from django.conf import settings

from permits.lifecycle import Kind
from permits.models import Case
from permits.plan import Plan, PlanInvalid, parse
from permits.plan.check import check
from permits.plan.checks.neighbours import Neighbour
from permits.plan.checks.phases import outside_dates
from permits.plan.situation import situations
from permits.rules.road_pieces import ON_ROAD_M
from permits.rules.roads import RegisteredRoad
from permits.selectors.roads import road_at, roads_near


def composed(case: Case, plan: dict[str, Any] | None = None) -> dict[str, Any]:
    """The plan in the format of docs/plan.schema.json; what the application says elsewhere is filled in here.

    The days from which the no-dig period runs are the road register's wherever it has them.
    plan: one to try out instead of the case's own.
    """
    plan = (case.plan if plan is None else plan) or {}
    if not plan.get("phases"):
        return plan
    road = {**plan.get("road", {}), "name": case.road_name, "kind": case.road_kind, "class": case.road_class}
    if case.geometry and case.geometry.get("type") == "LineString":
        road["centreline"] = case.geometry
    road |= registered_days(case)
    works = {
        **plan.get("works", {}),
        "excavation": case.excavation,
        "emergency": case.kind == Kind.EMERGENCY,
        "government_approval": case.government_approval,
        "notice_published_on": str(case.notice_published_on) if case.notice_published_on else None,
    }
    return {**plan, "road": road, "works": works}


def registered_days(case: Case) -> dict[str, str]:
    """opened_on and overhauled_on of the road under the works, as far as the road register knows them."""
    road = road_at(case.geometry) if case.geometry else None
    days = {"opened_on": road.opened_on, "overhauled_on": road.overhauled_on} if road else {}
    return {name: day.isoformat() for name, day in days.items() if day}


def checked(plan: dict[str, Any], others: Sequence[Neighbour] = ()) -> dict[str, Any]:
    """What the engine says of a plan: the output of `check_plan --json` without the plan, or its problems.

    others: works near by (permits.selectors.neighbours).
    """
    if not plan.get("phases"):
        return {}
    try:
        parsed = parse(plan)
    except PlanInvalid as invalid:
        problems = [{"path": p.path, "code": p.code, "message": dict(p.message)} for p in invalid.problems]
        return {"result": "unreadable", "problems": problems, "findings": []}
    profile = settings.CITY["work_zone_capacity_profile"]
    result = check(parsed, others, roads=roads_around(parsed), profile=profile).as_json()
    result.pop("plan")
    result.pop("devices")  # each single cone: the drawing lays them out anew, the row need not carry them
    result["full_closure"] = any(at.full_closure for at in situations(parsed))
    return result


def roads_around(plan: Plan) -> tuple[RegisteredRoad, ...]:
    """The registered roads on which the works and its detours may lie; none while neither is drawn."""
    detours = [phase.detour for phase in plan.phases if phase.detour is not None]
    lines = [line.coordinates for line in (plan.road.centreline, *(one.line for one in detours)) if line is not None]
    return roads_near(shapely.MultiLineString(lines).bounds, ON_ROAD_M) if lines else ()


def phases_outside(
    plan: dict[str, Any], valid_from: dt.date | None, valid_until: dt.date | None
) -> tuple[tuple[str, str, str], ...]:
    """Label, first and last day of every phase which the time permitted does not cover (rule S23)."""
    if valid_from is None or valid_until is None or not (plan or {}).get("phases"):
        return ()
    parsed = parse(plan)
    outside = {found.phase for found in outside_dates(parsed, valid_from, valid_until)}
    return tuple(
        (at.label, str(at.phase.starts_on), str(at.phase.ends_on)) for at in situations(parsed) if at.label in outside
    )
