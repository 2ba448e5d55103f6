"""The junctions of a phase: the one upstream, and the one at the works of layout L09 or near their hoarding."""

from collections.abc import Iterator
from dataclasses import dataclass

from permits.plan.drawing.road import Ground, crossing_street
from permits.plan.drawing.scene import FAINT_INK, Shape, Text
from permits.plan.layout.areas import Area
from permits.plan.sentences import sentence
from permits.plan.situation import Situation

AT_JUNCTION = "L09"
# The plan does not know the street that crosses: it is drawn so wide.
STREET_M = 14.0
# Farther upstream than this beyond the first sign, a junction is of no interest here.
NEAR_M = 60.0
SAME_M = 1.0


@dataclass(frozen=True)
class Junction:
    """Where a street crosses, m along the road. works_edge_m: its edge towards the works."""

    from_m: float
    to_m: float
    works_edge_m: float
    certain: bool = True


def junctions_of(at: Situation, areas: dict[str, Area], first_sign_m: float) -> tuple[Junction, ...]:
    """Those the plan tells of; for layout L09 one behind the zone, marked uncertain, when it tells of none."""
    found = []
    warning, work = areas.get("advance_warning"), areas.get("work_area")
    upstream_m = at.road.upstream_junction_m
    if warning and upstream_m is not None and warning.to_m - upstream_m >= min(first_sign_m, 0.0) - NEAR_M:
        edge_m = warning.to_m - upstream_m
        found.append(Junction(edge_m - STREET_M, edge_m, edge_m))
    apart_m = at.phase.hoarding and at.phase.hoarding.distance_to_junction_m
    if work and apart_m is not None and (at.layout.code == AT_JUNCTION or apart_m <= NEAR_M):
        if not any(abs(work.from_m - one.to_m - apart_m) < SAME_M for one in found):
            edge_m = work.to_m + apart_m
            found.append(Junction(edge_m, edge_m + STREET_M, edge_m))
    if work and at.layout.code == AT_JUNCTION and not found:
        end_m = max(area.to_m for area in areas.values())
        found.append(Junction(end_m + 4, end_m + 4 + STREET_M, end_m + 4, certain=False))
    return tuple(found)


def nearest(junctions: tuple[Junction, ...], area: Area | None) -> float | None:
    """The edge of the junction nearest to an area."""
    if area is None:
        return None
    edges = [one.works_edge_m for one in junctions if one.certain]
    return min(edges, key=lambda m: min(abs(m - area.from_m), abs(m - area.to_m)), default=None)


def crossings(on: Ground, junctions: tuple[Junction, ...], language: str) -> Iterator[Shape]:
    """Every crossing street, named as what it is."""
    for one in junctions:
        yield from crossing_street(on, one.from_m, one.to_m)
        code = "drawing.junction" if one.certain else "drawing.junction_somewhere"
        x = (on.x_mm(one.from_m) + on.x_mm(one.to_m)) / 2
        middle = on.y_mm((on.far_edge_m + on.section.carriageway_m) / 2)
        yield Text(x + 0.75, middle, sentence(code)[language], 2.2, "middle", fill=FAINT_INK, turn_deg=90)
