"""The checker: every rule over every phase, and the areas the plan lays along the road."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from permits.plan.checks import completeness, consistency, law, lengths, phases, signs, site, speed, traffic
from permits.plan.checks.neighbours import Neighbour, neighbours
from permits.plan.finding import BLOCK, INFO, WARN, Finding
from permits.plan.impact.assess import Impact, assess
from permits.plan.impact.capacity import CITY
from permits.plan.layout.areas import Area, areas_of, too_long_together
from permits.plan.layout.devices import Device, devices_of, quantities_of
from permits.plan.layout.places import place_of
from permits.plan.model import Plan, as_json
from permits.plan.situation import Situation, situations
from permits.rules.roads import RegisteredRoad

# In the order in which a reviewer reads them.
PHASE_RULES = (
    consistency.dates_order,
    consistency.duration,
    consistency.hours_make_sense,
    consistency.lanes_exist,
    consistency.layout_agrees,
    consistency.offset_fits,
    consistency.offset_takes_the_lanes,
    consistency.widths_add_up,
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
    lengths.termination_in_town,
    lengths.highway,
    lengths.sight_distance,
    signs.required_signs,
    signs.junction_sign,
    signs.signs_in_place,
    signs.advance_sign,
    signs.expressway_signs,
    site.hoarding_at_junction,
    site.hoarding_height,
    site.lane_width,
    site.pedestrian_width,
    site.cycle_width,
    site.alternating_control,
    site.oncoming_lane,
    law.notice_lead,
    law.detour,
    law.no_dig,
)
TRAFFIC_RULES = (traffic.saturation, traffic.detour_load, traffic.detour_wrong_way)
PLAN_RULES = (phases.names_differ, phases.phases_apart, phases.phases_follow, phases.length_together)

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
        """Every sign and device of every phase, laid out only when asked for; without cones beyond S16."""
        places = situations(self.plan)
        only_signs = too_long_together(places)
        return tuple(device for at in places for device in devices_of(at, only_signs=only_signs))

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
            "devices": [device.as_json() for device in self.devices],
            "quantities": quantities_of(self.devices),
            "impact": {"phases": [impact.as_json() for impact in self.impacts]},
        }


def check(
    plan: Plan,
    others: Sequence[Neighbour] = (),
    *,
    roads: Sequence[RegisteredRoad] = (),
    profile: str = CITY,
    permitted: tuple[dt.date, dt.date] | None = None,
) -> CheckResult:
    """Every finding of every rule about a plan.

    others: works near by, found by the caller, for rule P23. roads: of the register, around works and detour.
    profile: of permits.plan.impact.capacity, for the traffic. permitted: first and last day of the permit, for S23.
    """
    places = situations(plan)
    found = [finding for rule in PLAN_RULES for finding in rule(plan)]
    found += phases.outside_dates(plan, *permitted) if permitted else ()
    found += [finding for at in places for rule in PHASE_RULES for finding in rule(at)]
    impacts = [(at, assess(at, roads, profile)) for at in places]
    found += [finding for at, impact in impacts for rule in TRAFFIC_RULES for finding in rule(at, impact)]
    found += [finding for at in places for finding in neighbours(at, others)]
    by_label = {at.label: at for at in places}
    found = [_placed(finding, by_label.get(finding.phase)) for finding in found]
    found.sort(key=lambda finding: SEVERITY[finding.level])
    return CheckResult(
        plan=plan,
        findings=tuple(found),
        impacts=tuple(impact for _, impact in impacts if impact is not None),
    )


def _placed(finding: Finding, at: Situation | None) -> Finding:
    """The finding with its place on the drawing, where it does not know it itself."""
    if at is None or finding.place is not None:
        return finding
    return replace(finding, place=place_of(at, finding.parameter))
