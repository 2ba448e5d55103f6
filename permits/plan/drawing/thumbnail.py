"""A small picture of each layout, to choose by: drawn by the same hand as the sheet, on a model road."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from permits.plan.drawing import road
from permits.plan.drawing.chainage import Span, lay_out
from permits.plan.drawing.road import Ground, ground
from permits.plan.drawing.scene import ASPHALT, PAPER, Mark, Scene, Shape, box, line
from permits.plan.drawing.symbols import SYMBOLS, symbol
from permits.plan.layout.areas import areas_of
from permits.plan.layout.complete import complete
from permits.plan.layout.cross_section import cross_section
from permits.plan.layout.devices import devices_of
from permits.plan.model import Detour, Lengths, Phase, Plan, Road
from permits.plan.situation import situations
from permits.plan.standards import LAYOUTS

WIDTH_MM, HEIGHT_MM = 120.0, 52.0
AT_JUNCTION = "L09"
DAY = dt.date(2000, 1, 1)
LENGTHS = Lengths(advance_warning=14, upstream_taper=24, buffer=10, work_area=34, downstream_taper=12, termination=6)


@cache
def layout_picture(layout: str, language: str = "zh") -> Scene:
    """The picture of layout L01 to L12. KeyError when there is no such layout."""
    kind = LAYOUTS[layout]
    at = situations(_model(layout))[0]
    areas = {area.kind: area for area in areas_of(at)}
    ends = [area.to_m for area in areas.values()]
    chainage = lay_out([Span(0, ends[-1] if ends else 100, 3)], 0, WIDTH_MM)
    on = ground(chainage, cross_section(at), areas, 0, HEIGHT_MM)
    span_mm = on.section.closed_width_m * on.per_m - 1.0
    marks: list[Shape] = [
        Mark(
            device.kind,
            symbol(device.kind, on.x_mm(device.at_m), on.y_mm(on.section.across_m(device.offset_m)), span_mm),
        )
        for device in devices_of(at)
        if device.kind in SYMBOLS
    ]
    ground_shapes = [*road.carriageway(on), *(_crossing(on) if layout == AT_JUNCTION else ())]
    works = [] if kind.closes == "moving" else [*road.closed_band(on), *road.hoarding(on, at)]
    shapes = (*ground_shapes, *works, *road.flow(on), *marks)
    name = {"zh": kind.zh, "en": kind.en}[language]
    return Scene(WIDTH_MM, HEIGHT_MM, f"{layout} {name}", "zh-Hans" if language == "zh" else "en", shapes)


def _crossing(on: Ground) -> Iterator[Shape]:
    """The street crossed just after the works, with the stop line before it."""
    left, right = on.right_mm - 17, on.right_mm - 3
    top, bottom = on.y_mm(on.top_m), on.y_mm(on.bottom_m)
    yield box(left, top, right - left, bottom - top, fill=ASPHALT, stroke="")
    yield line((left - 1, on.median_mm), (left - 1, on.y_mm(on.section.carriageway_m)), stroke=PAPER, width_mm=1.0)


def _model(layout: str) -> Plan:
    """A short road with just enough lanes for the layout, closed by day."""
    closes = LAYOUTS[layout].closes
    lanes = 1 if closes == "alternating" else 3 if closes == "middle" else 2
    model_road = Road(
        name=layout,
        kind="city",
        road_class="branch",
        design_speed_kmh=30,
        lanes=lanes,
        lanes_opposite=lanes,
        lane_width_m=3.5,
    )
    phase = Phase(
        starts_on=DAY,
        ends_on=DAY,
        layout=layout,
        lengths_m=replace(LENGTHS, upstream_taper=0, downstream_taper=0) if closes == "road" else LENGTHS,
        daily_hours=(("08:00", "17:00"),),
        detour=Detour(description=layout),
    )
    return complete(Plan(road=model_road, phases=(phase,)))
