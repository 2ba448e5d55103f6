"""The checker: every rule over every phase, and the areas the plan lays along the road."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from permits.plan.checks import completeness, consistency, law, lengths, phases, signs, site, speed, traffic
from permits.plan.checks.neighbours import Neighbour, neighbours
from permits.plan.finding import BLOCK, INFO, WARN, Finding
from permits.plan.impact.assess import Impact, assess
from permits.plan.layout.areas import Area, areas_of
from permits.plan.layout.devices import Device, devices_of, quantities_of
from permits.plan.model import Plan, as_json
from permits.plan.situation import situations

# In the order in which a reviewer reads them.
PHASE_RULES = (
    consistency.dates_order,
    consistency.duration,
    consistency.hours_make_sense,
    consistency.lanes_exist,
    consistency.layout_agrees,
    consistency.offset_fits,
    consistency.length_makes_sense,
    consistency.lines_have_length,
    consistency.lines_meet,
    completeness.missing_inputs,
    speed.workzone_speed,
    speed.workzone_speed_above_road,
    speed.speed_steps,
    speed.steps_end,
    speed.beyond_tables,
    lengths.advance_warning,
    lengths.advance_warning_unchecked,
    lengths.upstream_taper,
    lengths.buffer,
    lengths.buffer_in_town,
    lengths.downstream_taper,
    lengths.downstream_taper_in_town,
    lengths.termination,
    lengths.highway,
    lengths.sight_distance,
    signs.required_signs,
    signs.advance_sign,
    signs.expressway_signs,
    site.hoarding_at_junction,
    site.hoarding_height,
    site.lane_width,
    site.pedestrian_width,
    site.cycle_width,
    site.alternating_control,
    law.notice_lead,
    law.detour,
    law.no_dig,
)
PLAN_RULES = (phases.names_differ, phases.phases_apart, phases.phases_follow)

SEVERITY = {BLOCK: 0, WARN: 1, INFO: 2}


@dataclass(frozen=True)
class CheckResult:
    """What the checker found. findings: the gravest first, within a level by phase and rule order."""

    plan: Plan
    findings: tuple[Finding, ...]
    impacts: tuple[Impact, ...]

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas of every phase, one after another."""
        return tuple(area for at in situations(self.plan) for area in areas_of(at))

    @cached_property
    def devices(self) -> tuple[Device, ...]:
        """Every sign and device of every phase, laid out only when asked for."""
        return tuple(device for at in situations(self.plan) for device in devices_of(at))

    @property
    def result(self) -> str:
        """block, warn or pass."""
        levels = {finding.level for finding in self.findings}
        return BLOCK if BLOCK in levels else WARN if WARN in levels else "pass"

    def as_json(self) -> dict[str, Any]:
        """The output of `check_plan --json`."""
        return {
            "result": self.result,
            "findings": [finding.as_json() for finding in self.findings],
            "plan": as_json(self.plan),
            "areas": [vars(area) for area in self.areas],
            "devices": [vars(device) for device in self.devices],
            "quantities": quantities_of(self.devices),
            "impact": {"phases": [impact.as_json() for impact in self.impacts]},
        }


def check(plan: Plan, others: Sequence[Neighbour] = ()) -> CheckResult:
    """Every finding of every rule about a plan; others: works near by, found by the caller, for rule P23."""
    places = situations(plan)
    found = [finding for rule in PLAN_RULES for finding in rule(plan)]
    found += [finding for at in places for rule in PHASE_RULES for finding in rule(at)]
    impacts = [(at, assess(at)) for at in places]
    found += [finding for at, impact in impacts for finding in traffic.saturation(at, impact)]
    found += [finding for at in places for finding in neighbours(at, others)]
    spans = {(area.phase, area.kind): (area.from_m, area.to_m) for at in places for area in areas_of(at)}
    found = [_placed(finding, spans) for finding in found]
    found.sort(key=lambda finding: SEVERITY[finding.level])
    return CheckResult(
        plan=plan,
        findings=tuple(found),
        impacts=tuple(impact for _, impact in impacts if impact is not None),
    )


def _placed(finding: Finding, spans: dict[tuple[str, str], tuple[float, float]]) -> Finding:
    """The finding with the area its parameter names as its place."""
    span = spans.get((finding.phase, finding.parameter))
    return finding if span is None else replace(finding, place=span)
