"""Rules on speed limits: P01, P09 and what the tables imply."""

from collections.abc import Iterator
from itertools import pairwise

from permits.plan.finding import Finding, finding
from permits.plan.situation import Situation
from permits.plan.standards import constant, highest_speed_kmh, value


def workzone_speed(at: Situation) -> Iterator[Finding]:
    """P01: the work-zone limit is not above table 1 at the design speed. GB 5768.4-2017 4.2."""
    row = value("workzone_speed_max", speed_kmh=at.road.design_speed_kmh)
    actual = at.phase.workzone_speed_kmh
    if row is not None and actual is not None and actual > row.value:
        yield finding(
            "P01",
            phase=at.label,
            parameter="workzone_speed_kmh",
            actual=actual,
            by=row,
            design_speed=at.road.design_speed_kmh,
        )


def speed_steps(at: Situation) -> Iterator[Finding]:
    """P09: no two limits a driver meets one after another differ by more than 20 km/h. GB 5768.4-2017 4.2 (宜).

    The road's own limit comes before the first step and the work-zone limit after the last, where they are known.
    """
    if at.phase.speed_steps_kmh is None:
        return
    met = [at.road.speed_limit_kmh, *at.phase.speed_steps_kmh, at.phase.workzone_speed_kmh]
    row = constant("speed_step_max")
    for before, after in pairwise(limit for limit in met if limit is not None):
        if abs(before - after) > row.value:
            yield finding(
                "P09",
                phase=at.label,
                parameter="speed_steps_kmh",
                actual=abs(before - after),
                by=row,
                before=before,
                after=after,
                distance=constant("speed_step_distance").value,
            )


def workzone_speed_above_road(at: Situation) -> Iterator[Finding]:
    """S04: a work zone is not faster than the road it stands on."""
    actual, limit = at.phase.workzone_speed_kmh, at.road.speed_limit_kmh
    if actual is not None and limit is not None and actual > limit:
        yield finding("S04", phase=at.label, parameter="workzone_speed_kmh", actual=actual, required=limit, unit="km/h")


def steps_end(at: Situation) -> Iterator[Finding]:
    """S05: the steps never rise, from the road's own limit on, and end at the work-zone limit."""
    steps, final = at.phase.speed_steps_kmh, at.phase.workzone_speed_kmh
    if not steps:
        return
    met = [limit for limit in (at.road.speed_limit_kmh, *steps) if limit is not None]
    rise = next(((before, after) for before, after in pairwise(met) if after > before), None)
    if rise is not None:
        yield finding(
            "S05",
            phase=at.label,
            parameter="speed_steps_kmh",
            actual=rise[1],
            required=rise[0],
            unit="km/h",
            says="S05.rises",
        )
    elif final is not None and steps[-1] != final:
        yield finding("S05", phase=at.label, parameter="speed_steps_kmh", actual=steps[-1], required=final, unit="km/h")


def beyond_tables(at: Situation) -> Iterator[Finding]:
    """S09: the tables end at 120 km/h; beyond, the rules that read them stay silent, and this says so."""
    highest = highest_speed_kmh("workzone_speed_max")
    if at.number == 1 and at.road.design_speed_kmh > highest:
        yield finding(
            "S09",
            phase="",
            parameter="design_speed_kmh",
            actual=at.road.design_speed_kmh,
            required=highest,
            unit="km/h",
        )
