"""Across the road: lanes, the band taken from traffic, and from which side it is taken."""

from dataclasses import dataclass

from permits.plan.situation import Situation
from permits.plan.standards import constant, value

OUTER, INNER = "outer", "inner"
# Beside the carriageway lies the shoulder or cycle way, then the footway; the plan format does not give their widths.
CYCLE_STRIP_M, FOOTWAY_STRIP_M = 2.2, 2.0
ON_FOOTWAY = "L06"


@dataclass(frozen=True)
class CrossSection:
    """Distances in m across the road from the median (0), growing towards the outer edge of the affected direction.

    closed_from_m, closed_to_m: the band taken. side: the edge, outer or inner, from which the upstream taper grows.
    borrowed_m: width of the opposite direction used by traffic of this one (layouts L07 and L08), else 0.
    """

    lanes: int
    lanes_opposite: int
    lane_width_m: float
    closed_from_m: float
    closed_to_m: float
    side: str
    borrowed_m: float

    @property
    def carriageway_m(self) -> float:
        return self.lanes * self.lane_width_m

    @property
    def closed_width_m(self) -> float:
        return self.closed_to_m - self.closed_from_m

    def across_m(self, offset_m: float) -> float:
        """Where a point stands that lies `offset_m` inside the band, counted from the side the taper grows from."""
        return self.closed_to_m - offset_m if self.side == OUTER else self.closed_from_m + offset_m


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
    side = INNER if lanes and min(lanes) == 1 and max(lanes) < at.road.lanes else OUTER
    if not lanes:
        taken = at.phase.offset_m or constant("edge_width_default").value
        closed_from = carriageway + (CYCLE_STRIP_M if at.layout.code == ON_FOOTWAY else 0.0)
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
    borrows = at.layout.closes in ("alternating", "contraflow") and opposite != 0 and not at.lanes_left
    return CrossSection(
        lanes=at.road.lanes,
        lanes_opposite=at.road.lanes if opposite is None else opposite,
        lane_width_m=width,
        closed_from_m=closed_from,
        closed_to_m=closed_to,
        side=side,
        borrowed_m=width if borrows else 0.0,
    )
