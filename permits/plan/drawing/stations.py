"""Which stretches of road a sheet shows, and which of them may be broken when it gets long."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from permits.plan.drawing.chainage import Chainage, Span, lay_out
from permits.plan.drawing.junctions import Junction, junctions_of
from permits.plan.drawing.symbols import SYMBOLS
from permits.plan.layout.areas import Area, areas_of
from permits.plan.layout.devices import Device
from permits.plan.layout.opposite import OppositeApproach
from permits.plan.model import SIGN_CODES
from permits.plan.situation import Situation

AROUND_M, BESIDE_JUNCTION_M, AROUND_JUNCTION_M = 8.0, 8.0, 22.0
# Where the road only goes on, it may be broken before the places where something happens.
YIELDS = {"advance_warning": 1, "work_area": 1}
TURNED_YIELDS = {"advance_warning": 1, "termination": 1}
OPEN_ROAD, FIRM, NEVER = 0, 2, 3
# So much road is shown at least.
LEAST_ROAD_M = 60.0
# A long area is broken between its signs, in pieces no shorter than this.
LONG_AREA_M, PIECE_M = 300.0, 80.0


def turned_areas(approach: OppositeApproach) -> dict[str, Area]:
    """The areas of the approach from the other side in this direction's chainage, from_m where its traffic enters."""
    return {
        area.kind: Area(area.phase, area.kind, approach.at_m(area.from_m), approach.at_m(area.to_m))
        for area in areas_of(approach.at)
    }


def junctions_on(at: Situation, areas: dict[str, Area], devices: Sequence[Device]) -> tuple[Junction, ...]:
    """The junctions near what stands on the road."""
    return junctions_of(at, areas, min((device.at_m for device in devices), default=0.0))


def chainage_of(
    areas: Mapping[str, Area],
    devices: Sequence[Device],
    turned: Mapping[str, Area],
    junctions: Sequence[Junction],
    left_mm: float,
    room_mm: float,
) -> Chainage:
    """Cut at the ends of all areas of both directions, at the signs outside them, and beside junctions."""
    others = [area for area in turned.values() if area.kind != "work_area"]
    signs = sorted({device.at_m for device in devices if device.kind in SIGN_CODES and device.kind not in SYMBOLS})
    beside = [m for one in junctions for m in (one.from_m - BESIDE_JUNCTION_M, one.to_m + BESIDE_JUNCTION_M)]
    ends = {0.0, *(m for area in (*areas.values(), *others) for m in (area.from_m, area.to_m)), *beside}
    first, last = min([*ends, *signs]), max([*ends, *signs])
    first -= AROUND_JUNCTION_M if first in beside else AROUND_M
    last = max(last + (AROUND_JUNCTION_M if last in beside else AROUND_M), first + LEAST_ROAD_M)
    zone = (min(area.from_m for area in areas.values()), max(a.to_m for a in areas.values())) if areas else (0.0, 0.0)
    cuts = {first, last, *ends, *(m for m in signs if not zone[0] <= m <= zone[1])}
    for area in areas.values():
        cuts.update(_pieces(area, signs))
    spans = [Span(a, b, _yields(a, b, areas, others, junctions, (first, last))) for a, b in pairwise(sorted(cuts))]
    return lay_out(spans, left_mm, room_mm, signs)


def _pieces(area: Area, signs: Sequence[float]) -> list[float]:
    """The signs at which a long area that may be broken is cut, so that each piece is broken by itself."""
    if area.kind not in YIELDS or area.length_m < LONG_AREA_M:
        return []
    cuts: list[float] = []
    for at_m in signs:
        if at_m - (cuts or [area.from_m])[-1] >= PIECE_M and area.to_m - at_m >= PIECE_M:
            cuts.append(at_m)
    return cuts


def _yields(
    from_m: float,
    to_m: float,
    areas: Mapping[str, Area],
    others: Sequence[Area],
    junctions: Sequence[Junction],
    ends: tuple[float, float],
) -> int:
    """In which order a stretch is broken when room is short."""
    middle = (from_m + to_m) / 2
    if from_m <= ends[0] or to_m >= ends[1] or any(one.from_m - 1 <= middle <= one.to_m + 1 for one in junctions):
        return NEVER
    found = [YIELDS.get(area.kind, FIRM) for area in areas.values() if area.from_m <= middle <= area.to_m]
    found += [TURNED_YIELDS.get(area.kind, FIRM) for area in others if area.to_m <= middle <= area.from_m]
    return max(found, default=OPEN_ROAD)
