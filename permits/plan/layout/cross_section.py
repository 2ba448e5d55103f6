"""Across the road: lanes, the band taken from traffic, and from which side it is taken."""

from dataclasses import dataclass

from permits.plan.layout.signs import is_fast
from permits.plan.situation import Situation
from permits.plan.standards import constant, value

OUTER, INNER = "outer", "inner"
# Beside the carriageway lies the cycle way and the footway, or the shoulder and the verge; the plan format gives the
# widths left clear, not those there are, so the strips are as wide as what must fit in.
CYCLE_STRIP_M, FOOTWAY_STRIP_M = 2.2, 2.0
SHOULDER_STRIP_M, VERGE_STRIP_M = 2.5, 1.0
WIDEST_STRIP_M = 8.0
ON_SHOULDER, ON_CYCLE_WAY, ON_FOOTWAY = "L04", "L05", "L06"


@dataclass(frozen=True)
class CrossSection:
    """Distances in m across the road from the median (0), growing towards the outer edge of the affected direction.

    closed_from_m, closed_to_m: the band taken; of the whole road in layout L10.
    side: the edge, outer or inner, from which the upstream taper grows.
    borrowed_m: width of the opposite direction used by traffic of this one (layouts L07 and L08), else 0.
    strips_m, far_strips_m: beside the carriageway and what lies beyond, on this side and on that of the opposite
    direction: shoulder and verge where `shoulder`, else cycle way and footway.
    """

    lanes: int
    lanes_opposite: int
    lane_width_m: float
    closed_from_m: float
    closed_to_m: float
    side: str
    borrowed_m: float
    shoulder: bool = False
    strips_m: tuple[float, float] = (CYCLE_STRIP_M, FOOTWAY_STRIP_M)
    far_strips_m: tuple[float, float] = (CYCLE_STRIP_M, FOOTWAY_STRIP_M)

    @property
    def carriageway_m(self) -> float:
        return self.lanes * self.lane_width_m

    @property
    def closed_width_m(self) -> float:
        return self.closed_to_m - self.closed_from_m

    def across_m(self, offset_m: float) -> float:
        """Where a point stands that lies `offset_m` inside the band, counted from the side the taper grows from."""
        return self.closed_to_m - offset_m if self.side == OUTER else self.closed_from_m + offset_m

    def offset_at(self, across_m: float) -> float:
        """The offset of a point `across_m` from the median."""
        return self.closed_to_m - across_m if self.side == OUTER else across_m - self.closed_from_m


def lane_width_m(at: Situation) -> float:
    """The lane width of the plan, or the city's default for its design speed."""
    return at.road.lane_width_m or value("lane_width_default", speed_kmh=at.road.design_speed_kmh).value


def default_lanes(at: Situation) -> tuple[int, ...]:
    """The least lanes a layout of this kind closes."""
    lanes = at.road.lanes
    by_kind = {
        "inner": (1,),
        "middle": ((lanes + 1) // 2,),
        "edge": (),
        "moving": (lanes,),
        "road": tuple(range(1, lanes + 1)),
        "alternating": tuple(range(1, lanes + 1)),
        "contraflow": tuple(range(1, lanes + 1)),
    }
    return by_kind.get(at.layout.closes, (lanes,))


def cross_section(at: Situation) -> CrossSection:
    """The cross-section of a phase, with the layout's own lanes and the default width where the plan gives none."""
    width = lane_width_m(at)
    carriageway = at.road.lanes * width
    given = at.phase.closed_lanes
    lanes = tuple(lane for lane in (default_lanes(at) if given is None else given) if lane <= at.road.lanes)
    strips = _strips_m(at)
    side = INNER if lanes and min(lanes) == 1 and max(lanes) < at.road.lanes else OUTER
    if not lanes:
        taken = at.phase.offset_m or constant("edge_width_default").value
        closed_from = carriageway + (strips[0] if at.layout.code == ON_FOOTWAY else 0.0)
        closed_to = closed_from + taken
    else:
        closed_from, closed_to = (min(lanes) - 1) * width, max(lanes) * width
        offset = at.phase.offset_m
        if offset is not None and 0 < offset < carriageway and at.layout.closes in ("outer", "inner", "lanes"):
            closed_from, closed_to = (
                (closed_from, min(closed_from + offset, carriageway))
                if side == INNER
                else (max(closed_to - offset, 0.0), closed_to)
            )
    opposite = at.road.lanes_opposite
    if at.layout.closes == "road":
        closed_from, closed_to, side = -(at.road.lanes if opposite is None else opposite) * width, carriageway, OUTER
    borrows = at.layout.closes in ("alternating", "contraflow") and opposite != 0 and not at.lanes_left
    return CrossSection(
        lanes=at.road.lanes,
        lanes_opposite=at.road.lanes if opposite is None else opposite,
        lane_width_m=width,
        closed_from_m=closed_from,
        closed_to_m=closed_to,
        side=side,
        borrowed_m=width if borrows else 0.0,
        shoulder=has_shoulder(at),
        strips_m=strips,
        far_strips_m=(SHOULDER_STRIP_M, VERGE_STRIP_M) if has_shoulder(at) else (CYCLE_STRIP_M, FOOTWAY_STRIP_M),
    )


def has_shoulder(at: Situation) -> bool:
    """Whether a shoulder lies beside the carriageway: on highways and expressways, and where works are on one."""
    return is_fast(at) or at.layout.code == ON_SHOULDER


def _strips_m(at: Situation) -> tuple[float, float]:
    phase, taken = at.phase, at.phase.offset_m or constant("edge_width_default").value
    cycle_m, walk_m = phase.cycle_width_m or 0.0, phase.pedestrian_width_m or 0.0
    if has_shoulder(at):
        strips = (max(SHOULDER_STRIP_M, taken if at.layout.closes == "edge" else 0.0), VERGE_STRIP_M)
    elif at.layout.code == ON_CYCLE_WAY:
        # Cycles pass beside the works, behind a fence.
        strips = (taken + (cycle_m or CYCLE_STRIP_M), max(FOOTWAY_STRIP_M, walk_m))
    elif at.layout.code == ON_FOOTWAY:
        # Pedestrians pass beside the works, on what was cycle way.
        strips = (max(CYCLE_STRIP_M, cycle_m) + walk_m, max(FOOTWAY_STRIP_M, taken))
    else:
        strips = (max(CYCLE_STRIP_M, cycle_m), max(FOOTWAY_STRIP_M, walk_m))
    return min(strips[0], WIDEST_STRIP_M), min(strips[1], WIDEST_STRIP_M)
