"""What makes a finding go away: the value its rule asks for, put into the phase, and nothing else."""

import math
from dataclasses import replace
from typing import Any

from permits.plan.carry import carried_m
from permits.plan.check import check
from permits.plan.finding import INFO, Finding
from permits.plan.layout.complete import complete
from permits.plan.layout.signs import propose_signs
from permits.plan.model import AREAS, Hoarding, Lengths, Phase, Plan
from permits.plan.situation import Situation, situations

#: Members which take the value a rule requires as it is.
PLAIN = frozenset(
    {"offset_m", "workzone_speed_kmh", "remaining_lane_width_m", "pedestrian_width_m", "cycle_width_m", "flaggers"}
)
FENCE = frozenset({"height_m", "see_through_above_m"})
#: Members which are worked out anew from the others when they do not fit them.
WORKED_OUT = frozenset({"closed_lanes", "speed_steps_kmh", "signs", *PLAIN})
MISSING = "P00"
SIGN_RULES = frozenset({"P10", "P11", "P12"})
#: Mending one thing may bring up another, but never so often.
MOST_ROUNDS = 40


def mended(plan: Plan, finding: Finding) -> Plan | None:
    """The plan with what this finding is about put right; None where only a person can say how.

    Lengths are given in whole metres. finding: one of `check(plan)`; it belongs to a phase.
    """
    at = next((one for one in situations(plan) if one.label == finding.phase), None)
    phase = at and _mended(plan, at, finding)
    return None if phase is None or phase == at.phase else _with_phase(plan, at.number, phase)


def all_mended(plan: Plan, number: int) -> Plan:
    """The plan with every finding of phase `number` (1 first) put right that can be; remarks (info) are left."""
    label = situations(plan)[number - 1].label
    for _ in range(MOST_ROUNDS):
        mine = (one for one in check(plan).findings if one.phase == label and one.level != INFO)
        better = next((other for one in mine if (other := mended(plan, one))), None)
        if better is None:
            break
        plan = better
    return plan


def _mended(plan: Plan, at: Situation, finding: Finding) -> Phase | None:
    parameter, required = finding.parameter, finding.required
    if parameter in AREAS:
        return _with_length(plan, at, parameter, finding)
    if finding.rule in SIGN_RULES:
        return _with_signs(at)
    if finding.rule == MISSING or parameter in ("closed_lanes", "speed_steps_kmh"):
        return _anew(plan, at, parameter) if parameter in WORKED_OUT else None
    if parameter in PLAIN and _is_number(required):
        return replace(at.phase, **{parameter: required})
    if parameter in FENCE and _is_number(required):
        return replace(at.phase, hoarding=replace(at.phase.hoarding or Hoarding(), **{parameter: required}))
    return None


def _with_length(plan: Plan, at: Situation, area: str, finding: Finding) -> Phase | None:
    """The phase with this area as long as it must be; the signs go along."""
    lengths = at.phase.lengths_m or Lengths()
    if finding.rule == MISSING:
        proposed = complete(_with_phase(plan, at.number, replace(at.phase, lengths_m=replace(lengths, **{area: None}))))
        held = proposed.phases[at.number - 1].lengths_m
        return replace(at.phase, lengths_m=replace(lengths, **{area: held and getattr(held, area)}))
    if not _is_number(finding.required) or not _is_number(finding.actual):
        return None
    whole = math.ceil if finding.actual < finding.required else math.floor
    better = replace(lengths, **{area: whole(round(finding.required, 2))})
    signs = at.phase.signs and tuple(
        replace(sign, at_m=carried_m(sign.at_m, vars(lengths), vars(better))) for sign in at.phase.signs
    )
    return replace(at.phase, lengths_m=better, signs=signs)


def _with_signs(at: Situation) -> Phase:
    """The phase with each sign it lacks where the engine would put it; those it has stay where they are."""
    given = at.phase.signs or ()
    codes = {sign.code for sign in given}
    more = (sign for sign in propose_signs(at) if sign.code not in codes)
    return replace(at.phase, signs=tuple(sorted((*given, *more), key=lambda sign: sign.at_m)))


def _anew(plan: Plan, at: Situation, parameter: str) -> Phase:
    """One member as the engine would fill it; with the closed lanes goes the width they take."""
    names = ("closed_lanes", "offset_m") if parameter == "closed_lanes" else (parameter,)
    bare: dict[str, Any] = dict.fromkeys(names)
    proposed = complete(_with_phase(plan, at.number, replace(at.phase, **bare))).phases[at.number - 1]
    return replace(at.phase, **{name: getattr(proposed, name) for name in names})


def _with_phase(plan: Plan, number: int, phase: Phase) -> Plan:
    return replace(plan, phases=(*plan.phases[: number - 1], phase, *plan.phases[number:]))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
