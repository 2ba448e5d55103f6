"""What no clause needs to say: a plan does not contradict itself (S01 to S03, S06, S07, S10, S14 to S16, S21, S22)."""

from collections.abc import Iterator

from shapely import LineString, MultiPoint

from core.datum import looks_like_gcj02
from permits.plan.finding import Finding, finding
from permits.plan.hours import Span, overlap, window_spans
from permits.plan.layout.areas import control_area_m, too_long
from permits.plan.model import Line
from permits.plan.situation import TOLERANCE_M, Situation, shorter
from permits.plan.standards import constant

# About 30 m: nearer than any shift of the datum in China.
TOUCHING_DEG = 0.0003
# What these layouts close are lanes of the direction, out of its own carriageway.
TAKES_LANES = ("outer", "inner", "middle", "lanes")


def dates_order(at: Situation) -> Iterator[Finding]:
    """S01: a phase does not end before it starts."""
    starts, ends = at.phase.starts_on, at.phase.ends_on
    if ends < starts:
        yield finding(
            "S01",
            phase=at.label,
            parameter="ends_on",
            actual=ends.isoformat(),
            required=starts.isoformat(),
            starts=starts,
            ends=ends,
        )


def duration(at: Situation) -> Iterator[Finding]:
    """S10: a phase of years is more likely a slip of the pen."""
    row = constant("phase_duration_max")
    days = (at.phase.ends_on - at.phase.starts_on).days + 1
    if days > row.value:
        yield finding(
            "S10",
            phase=at.label,
            parameter="ends_on",
            actual=days,
            by=row,
        )


def lanes_exist(at: Situation) -> Iterator[Finding]:
    """S02: only lanes which the road has can be closed."""
    for lane in at.phase.closed_lanes or ():
        if lane > at.road.lanes:
            yield finding(
                "S02",
                phase=at.label,
                parameter="closed_lanes",
                actual=lane,
                required=at.road.lanes,
                lane=lane,
            )


def layout_agrees(at: Situation) -> Iterator[Finding]:
    """S03: the lanes closed are those the layout is about."""
    closed = at.phase.closed_lanes
    if closed is None or any(lane > at.road.lanes for lane in closed):
        return
    agrees = {
        "outer": at.road.lanes in closed,
        "inner": 1 in closed,
        "middle": any(1 < lane < at.road.lanes for lane in closed),
        "edge": not closed,
        "road": not closed or at.lanes_left == 0,
    }
    if not agrees.get(at.layout.closes, True):
        yield finding(
            "S03",
            phase=at.label,
            parameter="closed_lanes",
            actual=list(closed),
            layout={"zh": at.layout.zh, "en": at.layout.en},
            lanes=", ".join(map(str, closed)) or "—",
        )


def offset_fits(at: Situation) -> Iterator[Finding]:
    """S06: no more width is taken than there is."""
    offset_m, lane_width_m = at.phase.offset_m, at.road.lane_width_m
    if offset_m is None or lane_width_m is None or at.layout.closes in ("road", "edge", "alternating", "contraflow"):
        return
    carriageway_m = at.road.lanes * lane_width_m
    if offset_m > carriageway_m:
        yield finding("S06", phase=at.label, parameter="offset_m", actual=offset_m, required=carriageway_m, unit="m")


def offset_takes_the_lanes(at: Situation) -> Iterator[Finding]:
    """S21: who closes a lane takes its width; a smaller one would shorten the taper of P03 and P06."""
    offset_m, closed = at.phase.offset_m, len(at.phase.closed_lanes or ())
    if offset_m is None or at.layout.closes not in TAKES_LANES:
        return
    row = constant("lane_width_min")
    taken_m = closed * min(row.value, at.road.lane_width_m or row.value)
    if shorter(offset_m, taken_m):
        yield finding(
            "S21",
            phase=at.label,
            parameter="offset_m",
            actual=offset_m,
            required=taken_m,
            by=row,
            unit="m",
            closed=closed,
        )


def widths_add_up(at: Situation) -> Iterator[Finding]:
    """S22: what is taken and the lanes left fit side by side on the carriageway."""
    offset_m, left_m, lane_width_m = at.phase.offset_m, at.phase.remaining_lane_width_m, at.road.lane_width_m
    if None in (offset_m, left_m, lane_width_m, at.phase.closed_lanes) or at.layout.closes not in TAKES_LANES:
        return
    carriageway_m = at.road.lanes * lane_width_m
    needed_m = offset_m + at.lanes_left * left_m
    # Each width may be rounded to the centimetre.
    if at.lanes_left and shorter(carriageway_m, needed_m - TOLERANCE_M * at.lanes_left):
        yield finding(
            "S22",
            phase=at.label,
            parameter="remaining_lane_width_m",
            actual=needed_m,
            required=carriageway_m,
            unit="m",
            lanes=at.lanes_left,
            width=left_m,
            offset=offset_m,
        )


def hours_make_sense(at: Situation) -> Iterator[Finding]:
    """S07: every daily window lasts, and no two of them overlap; a window may run over midnight."""
    taken: tuple[Span, ...] = ()
    for start, end in at.phase.daily_hours or ():
        spans = window_spans(start, end)
        if not spans:
            reason = "S07.empty"
        elif overlap(taken, spans):
            reason = "S07.overlap"
        else:
            taken += spans
            continue
        window = f"{start}–{end}"
        yield finding("S07", phase=at.label, parameter="daily_hours", actual=window, says=reason, window=window)


def length_makes_sense(at: Situation) -> Iterator[Finding]:
    """S16: a control area of more than 10 km is a slip of the pen."""
    row = constant("control_area_max")
    if too_long(at):
        yield finding(
            "S16",
            phase=at.label,
            parameter="lengths_m",
            actual=control_area_m(at),
            by=row,
        )


def lines_have_length(at: Situation) -> Iterator[Finding]:
    """S15: a line leads somewhere."""
    for parameter, line in _lines(at):
        if len(set(line.coordinates)) < 2:
            yield finding("S15", phase=at.label, parameter=parameter)


def lines_meet(at: Situation) -> Iterator[Finding]:
    """S14: a detour that misses its road, but would meet it when read as GCJ-02, comes from a web map."""
    lines = dict(_lines(at))
    if len(lines) < 2:
        return
    # Where the detour leaves and comes back is enough, and costs the same however long the line is.
    ends = MultiPoint([lines["detour"].coordinates[0], lines["detour"].coordinates[-1]])
    road = LineString(lines["centreline"].coordinates)
    if not road.dwithin(ends, TOUCHING_DEG) and looks_like_gcj02(ends, road):
        yield finding("S14", phase=at.label, parameter="detour")


def _lines(at: Situation) -> Iterator[tuple[str, Line]]:
    if at.road.centreline is not None:
        yield "centreline", at.road.centreline
    if at.phase.detour is not None and at.phase.detour.line is not None:
        yield "detour", at.phase.detour.line
