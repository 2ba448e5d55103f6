"""Rules on the lengths of the six areas: P02 to P08, P21, P22, S17, S20."""

from collections.abc import Iterator

from permits.plan.finding import Finding, finding
from permits.plan.situation import Situation, shorter
from permits.plan.standards import Value, constant, value


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
            by=row,
        )


def advance_warning_unchecked(at: Situation) -> Iterator[Finding]:
    """S17: outside the city the advance-warning length is not checked, and that is said."""
    known = value("advance_warning_min", road_kind=at.road.kind, speed_kmh=at.road.design_speed_kmh)
    length_m = at.lengths.advance_warning
    if at.road.kind != "city" and known is None and length_m is not None and at.layout.closes != "moving":
        yield finding("S17", phase=at.label, parameter="advance_warning", actual=length_m, unit="m")


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
            by=row,
            unit="m",
        )


def buffer(at: Situation) -> Iterator[Finding]:
    """P04: not shorter than table 3 at the work-zone limit. GB 5768.4-2017 4.5 (宜), from one secondary source."""
    yield from _least("P04", "buffer", "buffer_min", at, speed_kmh=at.phase.workzone_speed_kmh)


def buffer_in_town(at: Situation) -> Iterator[Finding]:
    """P05: at least 40 m on city roads. GB 51038-2015 15.5.3 (宜)."""
    yield from _least("P05", "buffer", "buffer_advised", at)


def downstream_taper_in_town(at: Situation) -> Iterator[Finding]:
    """P07: at least 30 m on city roads. GB 51038-2015 15.5.3 (宜)."""
    yield from _least("P07", "downstream_taper", "downstream_taper_advised", at)


def termination(at: Situation) -> Iterator[Finding]:
    """P08: not shorter than table 4 at the work-zone limit. GB 5768.4-2017 4.8, known from one secondary source."""
    yield from _least("P08", "termination", "termination_min", at, speed_kmh=at.phase.workzone_speed_kmh)


def highway(at: Situation) -> Iterator[Finding]:
    """P21: on highways the buffer of table 4.0.6, 30 m of downstream taper and termination, at most 4 km of work area.

    JTG H30-2015 4.0.6 to 4.0.9.
    """
    if at.road.kind != "highway":
        return
    final = at.phase.workzone_speed_kmh
    yield from _least("P21", "buffer", "buffer_highway_min", at, speed_kmh=final, says="P21.buffer")
    for area in ("downstream_taper", "termination"):
        yield from _least("P21", area, f"{area}_highway_min", at, says=f"P21.{area}")
    row, work_m = work_area_most(at), at.lengths.work_area
    if row is not None and work_m is not None and at.has_areas and shorter(row.value, work_m):
        yield finding("P21", phase=at.label, parameter="work_area", actual=work_m, by=row, says="P21.work_area")


def work_area_most(at: Situation) -> Value | None:
    """The longest work area on a highway; None where no verified text sets one. JTG H30-2015 4.0.7.

    Works that borrow the opposite lanes are held to it on expressways only.
    """
    if at.layout.closes != "contraflow":
        return value("work_area_highway_max", road_kind=at.road.kind)
    return value("work_area_contraflow_max", road_kind=at.road.kind) if at.road.road_class == "expressway" else None


def termination_in_town(at: Situation) -> Iterator[Finding]:
    """S20: at least 30 m on city roads is advised. GB 51038-2015 15.5.3 (宜), beyond table 4 of P08."""
    yield from _least("S20", "termination", "termination_advised", at)


def sight_distance(at: Situation) -> Iterator[Finding]:
    """P22: the buffer against the stopping sight distance at the road's own limit, and the downstream taper.

    MUTCD 11 Tables 6B-2 and 6B-3; for comparison only.
    """
    yield from _least("P22", "buffer", "sight_distance_mutcd", at, speed_kmh=at.road.speed_limit_kmh)
    yield from _least("P22", "downstream_taper", "downstream_taper_mutcd", at, says="P22.downstream_taper")


def _least(
    rule: str, area: str, quantity: str, at: Situation, *, speed_kmh: float | None = 0.0, says: str = ""
) -> Iterator[Finding]:
    """A finding when an area is shorter than its table says; silent when length, speed or row is not known."""
    actual = getattr(at.lengths, area)
    if actual is None or speed_kmh is None or not at.has_areas:
        return
    row = value(quantity, road_kind=at.road.kind, speed_kmh=speed_kmh)
    if row is not None and shorter(actual, row.value):
        yield finding(rule, phase=at.label, parameter=area, actual=actual, by=row, says=says, speed=speed_kmh)
