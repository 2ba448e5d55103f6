"""The checker: every rule over every phase, and the areas the plan lays along the road."""

from dataclasses import dataclass
from typing import Any

from permits.plan.checks import completeness, consistency, law, lengths, speed
from permits.plan.finding import BLOCK, INFO, WARN, Finding
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
    completeness.missing_inputs,
    speed.workzone_speed,
    speed.workzone_speed_above_road,
    speed.speed_steps,
    speed.steps_end,
    speed.beyond_tables,
    lengths.advance_warning,
    lengths.upstream_taper,
    lengths.downstream_taper,
    law.notice_lead,
    law.detour,
    law.no_dig,
)
PLAN_RULES = (consistency.names_differ,)

SEVERITY = {BLOCK: 0, WARN: 1, INFO: 2}


@dataclass(frozen=True)
class CheckResult:
    """What the checker found. findings: the gravest first, within a level by phase and rule order."""

    plan: Plan
    findings: tuple[Finding, ...]
    areas: tuple[Area, ...]
    devices: tuple[Device, ...]

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
            "impact": {},
        }


def check(plan: Plan) -> CheckResult:
    """Every finding of every rule about a plan."""
    phases = situations(plan)
    found = [finding for rule in PLAN_RULES for finding in rule(plan)]
    found += [finding for at in phases for rule in PHASE_RULES for finding in rule(at)]
    found.sort(key=lambda finding: SEVERITY[finding.level])
    areas = tuple(area for at in phases for area in areas_of(at))
    return CheckResult(plan, tuple(found), areas, tuple(device for at in phases for device in devices_of(at)))
