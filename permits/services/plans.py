"""The plan of a case: put together from the application's fields and checked by the engine."""

from typing import Any

from permits.lifecycle import Kind
from permits.models import Case
from permits.plan import PlanInvalid, parse
from permits.plan.check import check
from permits.plan.situation import situations


def composed(case: Case, plan: dict[str, Any] | None = None) -> dict[str, Any]:
    """The plan in the format of docs/plan.schema.json; what the application says elsewhere is filled in here.

    plan: one to try out instead of the case's own.
    """
    plan = (case.plan if plan is None else plan) or {}
    if not plan.get("phases"):
        return plan
    road = {**plan.get("road", {}), "name": case.road_name, "kind": case.road_kind, "class": case.road_class}
    if case.geometry and case.geometry.get("type") == "LineString":
        road["centreline"] = case.geometry
    works = {
        **plan.get("works", {}),
        "excavation": case.excavation,
        "emergency": case.kind == Kind.EMERGENCY,
        "government_approval": case.government_approval,
        "notice_published_on": str(case.notice_published_on) if case.notice_published_on else None,
    }
    return {**plan, "road": road, "works": works}


def checked(plan: dict[str, Any]) -> dict[str, Any]:
    """What the engine says of a plan: the output of `check_plan --json` without the plan, or its problems."""
    if not plan.get("phases"):
        return {}
    try:
        parsed = parse(plan)
    except PlanInvalid as invalid:
        problems = [{"path": p.path, "code": p.code, "message": dict(p.message)} for p in invalid.problems]
        return {"result": "unreadable", "problems": problems, "findings": []}
    result = check(parsed).as_json()
    result.pop("plan")
    result.pop("devices")  # each single cone: the drawing lays them out anew, the row need not carry them
    result["full_closure"] = any(at.full_closure for at in situations(parsed))
    return result
