"""Rules on the lengths of the six areas: P02, P03, P06."""

from collections.abc import Iterator

from permits.plan.finding import Finding, finding
from permits.plan.situation import Situation, shorter
from permits.plan.standards import constant, value


def advance_warning(at: Situation) -> Iterator[Finding]:
    """P02: not shorter than table 2 at the design speed, or than the way to a nearer junction (city roads only).

    GB 5768.4-2017 4.3. The column for highways has not been verified, so nothing is said about them.
    """
    row = value("advance_warning_min", road_kind=at.road.kind, speed_kmh=at.road.design_speed_kmh)
    actual = at.lengths.advance_warning
    if row is None or actual is None or at.layout.closes == "moving":
        return
    junction = at.road.upstream_junction_m
    required = row.value if junction is None else min(row.value, junction)
    if shorter(actual, required):
        yield finding(
            "P02",
            phase=at.label,
            parameter="advance_warning",
            actual=actual,
            required=required,
            unit=row.unit,
            clause=row.clause,
            certainty=row.certainty,
        )


def upstream_taper(at: Situation) -> Iterator[Finding]:
    """P03: not shorter than the taper formula at the design speed; a third of it beside the carriageway.

    GB 5768.4-2017 4.4 (宜), so a reviewer may override it.
    """
    actual, required = at.lengths.upstream_taper, at.taper_required_m
    if actual is not None and required is not None and shorter(actual, required):
        yield finding(
            "P03",
            phase=at.label,
            parameter="upstream_taper",
            actual=actual,
            required=required,
            unit="m",
            design_speed=at.road.design_speed_kmh,
            offset=at.phase.offset_m,
        )


def downstream_taper(at: Situation) -> Iterator[Finding]:
    """P06: not shorter than the width taken from traffic. GB 5768.4-2017 4.7."""
    actual, offset_m = at.lengths.downstream_taper, at.phase.offset_m
    if actual is None or offset_m is None or not at.has_areas:
        return
    row = constant("downstream_taper_per_width")
    required = row.value * offset_m
    if shorter(actual, required):
        yield finding(
            "P06",
            phase=at.label,
            parameter="downstream_taper",
            actual=actual,
            required=required,
            unit="m",
            clause=row.clause,
            certainty=row.certainty,
        )
