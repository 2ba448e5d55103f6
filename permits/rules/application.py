"""Whether an application can be submitted: every reason at once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import Violation
from core.uscc import problems as uscc_problems

#: What no application can do without; in the order of the task list.
REQUIRED_FIELDS = (
    "project_name",
    "purpose",
    "client_name",
    "contractor_name",
    "agent_name",
    "agent_phone",
    "site_manager_name",
    "site_manager_phone",
    "road_name",
    "road_kind",
    "road_class",
    "geometry",
    "starts_on",
    "ends_on",
)

#: What a layout closes (permits/plan/tables/layouts.csv) as the closure it means to those outside.
_CLOSURE_OF_LAYOUT = {
    "L04": "shoulder",
    "L05": "cycleway",
    "L06": "footway",
    "L07": "half",
    "L08": "half",
    "L10": "full",
}
_WORST_FIRST = ("full", "half", "lane", "shoulder", "cycleway", "footway")


@dataclass(frozen=True)
class SubmissionFacts:
    """What a submission is judged by.

    values: the application's fields. missing_materials: required codes without a file. plan_problems: what makes the
    plan unreadable. plan_blocks: (rule, phase) of every blocking finding that nobody may override. parent_stage: stage
    of the case to vary or renew. other_open_case: number of another open case on the works, or "".
    """

    kind: str
    values: Mapping[str, Any]
    today: dt.date
    has_plan: bool
    declared: bool
    missing_materials: tuple[str, ...] = ()
    plan_problems: tuple[str, ...] = ()
    plan_blocks: tuple[tuple[str, str], ...] = ()
    inside_city: bool = True
    parent_stage: str = ""
    other_open_case: str = ""


def violations(facts: SubmissionFacts) -> tuple[Violation, ...]:
    """Every reason why it cannot be submitted now."""
    found = [
        Violation("field_missing", {"field": name}, name) for name in REQUIRED_FIELDS if not facts.values.get(name)
    ]
    found += [Violation("material_missing", {"material": code}, f"material_{code}") for code in facts.missing_materials]
    found += _plan(facts)
    found += dates_violations(facts.kind, facts.values.get("starts_on"), facts.values.get("ends_on"), facts.today)
    if facts.values.get("geometry") and not facts.inside_city:
        found.append(Violation("place_outside_city", {}, "geometry"))
    if not facts.declared:
        found.append(Violation("declaration_missing", {}, "declared"))
    if facts.kind in ("variation", "renewal") and facts.parent_stage != "IN_FORCE":
        found.append(Violation("permit_not_in_force", {"stage": facts.parent_stage}))
    if facts.other_open_case:
        found.append(Violation("case_already_open", {"case": facts.other_open_case}))
    return tuple(found)


def _plan(facts: SubmissionFacts) -> list[Violation]:
    if not facts.has_plan:
        return [Violation("plan_missing", {}, "plan")]
    if facts.plan_problems:
        return [Violation("plan_unreadable", {"problems": list(facts.plan_problems)}, "plan")]
    return [Violation("plan_blocked", {"rule": rule, "phase": phase}, "plan") for rule, phase in facts.plan_blocks]


def dates_violations(kind: str, starts_on: dt.date | None, ends_on: dt.date | None, today: dt.date) -> list[Violation]:
    """Dates out of order, or in the past for works that have not begun."""
    found = []
    if starts_on and ends_on and ends_on < starts_on:
        found.append(Violation("dates_reversed", {"starts_on": str(starts_on), "ends_on": str(ends_on)}, "ends_on"))
    if ends_on and ends_on < today:
        found.append(Violation("dates_past", {"day": str(ends_on)}, "ends_on"))
    elif starts_on and starts_on < today and kind == "new":
        found.append(Violation("dates_past", {"day": str(starts_on)}, "starts_on"))
    return found


def entry_violations(values: Mapping[str, Any]) -> tuple[Violation, ...]:
    """What is wrong with what was typed, whatever is still missing: saved drafts are held to this too."""
    found = []
    for name in ("client_uscc", "contractor_uscc"):
        if values.get(name):
            found += [Violation(v.code, v.data, name) for v in uscc_problems(values[name])]
    starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        found.append(Violation("dates_reversed", {"starts_on": str(starts_on), "ends_on": str(ends_on)}, "ends_on"))
    return tuple(found)


def plan_shape_violations(plan: Any) -> tuple[Violation, ...]:
    """What makes a plan no plan at all, however unfinished: a draft's may lack anything, not be something else."""
    if not isinstance(plan, dict):
        return (Violation("plan_unreadable", {"problems": ["$"]}, "plan"),)
    wrong = [f"$.{name}" for name in ("road", "works") if not isinstance(plan.get(name, {}), dict)]
    phases = plan.get("phases", [])
    if not isinstance(phases, list):
        wrong.append("$.phases")
    else:
        for number, phase in enumerate(phases):
            if not isinstance(phase, dict):
                wrong.append(f"$.phases[{number}]")
            elif not isinstance(phase.get("layout", ""), str):
                wrong.append(f"$.phases[{number}].layout")
    return (Violation("plan_unreadable", {"problems": wrong[:10]}, "plan"),) if wrong else ()


def closure_of_layouts(layouts: list[str]) -> str:
    """The worst closure among the layouts of a plan's phases; "unknown" without any."""
    closures = {_CLOSURE_OF_LAYOUT.get(layout, "lane") for layout in layouts}
    return next((closure for closure in _WORST_FIRST if closure in closures), "unknown")


def discard_violations(*, works_state: str) -> tuple[Violation, ...]:
    """A draft is thrown away only while nobody has opened the road for it: an emergency under way needs its case."""
    return () if works_state == "PLANNED" else (Violation("works_already_begun"),)
