"""What the engine puts into a phase at a click: what is empty, everything anew, or just what a finding asks for."""

from typing import Any

from permits.models import Case
from permits.plan import Plan, as_json, parse
from permits.plan.check import check
from permits.plan.layout.complete import complete
from permits.plan.remedy import all_mended, mended
from permits.plan.situation import situations
from permits.services.plans import composed
from web.permits.apply.phases import plan_with
from web.permits.apply.plan_form import NUMBERS, PLACE
from web.permits.apply.plan_trial import key_of, works_line

#: What the engine proposes anew; how long the works are is for the applicant to know.
PROPOSED_ANEW = (*NUMBERS, "closed_lanes", "speed_steps_kmh", "signs", "hoarding", "temporary_signals", "lengths_m")
#: The longest work area that is taken from the works' line unasked, m.
MOST_WORK_M = 2_000


def is_unplanned(phase: dict[str, Any]) -> bool:
    """Whether nothing of the phase's plan has been entered yet."""
    return not any(name in phase for name in PROPOSED_ANEW)


def filled(case: Case, position: int, phase: dict[str, Any]) -> dict[str, Any]:
    """The phase with everything it leaves out filled in by the engine. Raises PlanInvalid."""
    completed = complete(_parsed(case, position, _placed(case, phase)))
    return as_json(completed.phases[position - 1])


def proposed(case: Case, position: int, phase: dict[str, Any]) -> dict[str, Any]:
    """The phase as the engine would lay it out, only the work area kept. Raises PlanInvalid."""
    length_m = (phase.get("lengths_m") or {}).get("work_area")
    kept = {"lengths_m": {"work_area": length_m}} if length_m else {}
    return filled(case, position, {name: held for name, held in phase.items() if name not in PROPOSED_ANEW} | kept)


def fixed(case: Case, position: int, phase: dict[str, Any], key: str) -> dict[str, Any]:
    """The phase with the finding of this key put right, or as it was when there is none. Raises PlanInvalid."""
    plan = _parsed(case, position, phase)
    label = situations(plan)[position - 1].label
    found = (one for one in check(plan).findings if one.phase == label and key_of(one) == key)
    better = next((other for one in found if (other := mended(plan, one)) is not None), plan)
    return as_json(better.phases[position - 1])


def all_fixed(case: Case, position: int, phase: dict[str, Any]) -> dict[str, Any]:
    """The phase with everything put right that a value can put right. Raises PlanInvalid."""
    return as_json(all_mended(_parsed(case, position, phase), position).phases[position - 1])


def _parsed(case: Case, position: int, phase: dict[str, Any]) -> Plan:
    return parse(composed(case, plan_with(case, position, phase)))


def _placed(case: Case, phase: dict[str, Any]) -> dict[str, Any]:
    """The phase with the works' whole line as its work area, when a line was drawn and nothing else was said."""
    lengths = phase.get("lengths_m") or {}
    line = works_line(case)
    if line is None or not isinstance(lengths, dict) or lengths.get("work_area") or round(line.length_m) > MOST_WORK_M:
        return phase
    return {PLACE: 0, **phase, "lengths_m": {**lengths, "work_area": max(round(line.length_m), 1)}}
