"""Where on the sheet of a phase things can be taken hold of: the ends of the areas, the lanes, the signs."""

from dataclasses import dataclass
from typing import Any

from permits.plan.drawing import sheet
from permits.plan.layout.devices import devices_of
from permits.plan.model import Plan
from permits.plan.situation import situations

#: Under its upper edge a sign takes so much with its name and its place.
SIGNS_ROOM_MM = 28.0
#: The upper part of the sheet, from under its heading to above its tables: x, y, width, height.
ROAD_VIEW_MM = (
    sheet.LEFT_MM + 1.0,
    31.5,
    sheet.RIGHT_MM - sheet.LEFT_MM - 2.0,
    sheet.SIGNS_MM + SIGNS_ROOM_MM - 31.5,
)


@dataclass(frozen=True)
class Anchors:
    """Lengths on the sheet in mm, along the road in m from the start of the advance-warning area.

    knots: (m, mm) along the road; between two of them the drawing is straight. areas: (kind, from_m, to_m).
    lanes: (lane, top_mm, bottom_mm) of the affected direction. dimension_mm: y of the dimension lines.
    road_mm: top and bottom of the road. view_mm: x, y, width, height of the part that shows the road.
    """

    knots: tuple[tuple[float, float], ...]
    areas: tuple[tuple[str, float, float], ...]
    lanes: tuple[tuple[int, float, float], ...]
    dimension_mm: float
    road_mm: tuple[float, float]
    view_mm: tuple[float, float, float, float] = ROAD_VIEW_MM

    def as_json(self) -> dict[str, Any]:
        return vars(self)


def anchors(plan: Plan, number: int) -> Anchors:
    """The anchors of phase `number` (1 first). IndexError when there is no such phase."""
    at = situations(plan)[number - 1]
    on = sheet.ground_of(at, devices_of(at))
    knots = dict.fromkeys((round(m, 3), round(mm, 3)) for one in on.chainage.stretches for m, mm in one.knots)
    width_m = on.section.lane_width_m
    return Anchors(
        knots=tuple(knots),
        areas=tuple((area.kind, area.from_m, area.to_m) for area in on.areas.values()),
        lanes=tuple(
            (lane, round(on.y_mm((lane - 1) * width_m), 2), round(on.y_mm(lane * width_m), 2))
            for lane in range(1, on.section.lanes + 1)
        ),
        dimension_mm=sheet.DIMENSION_MM,
        road_mm=(round(on.y_mm(on.top_m), 2), round(on.y_mm(on.bottom_m), 2)),
    )
