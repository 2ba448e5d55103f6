"""A small picture of each layout, to choose by: drawn by the same hand as the sheet, on a model road."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from permits.plan.drawing import road, strips, works
from permits.plan.drawing.chainage import Span, lay_out
from permits.plan.drawing.device_marks import device_marks
from permits.plan.drawing.road import Ground, crossing_street, ground
from permits.plan.drawing.scene import Scene, Shape
from permits.plan.drawing.stations import turned_areas
from permits.plan.layout.areas import Area, areas_of
from permits.plan.layout.complete import complete
from permits.plan.layout.cross_section import cross_section
from permits.plan.layout.devices import devices_of
from permits.plan.layout.opposite import opposite_approach
from permits.plan.model import Detour, Lengths, Phase, Plan, Road
from permits.plan.situation import Situation, situations
from permits.plan.standards import LAYOUTS

WIDTH_MM, HEIGHT_MM = 120.0, 52.0
AT_JUNCTION = "L09"
CROSSING_M, STREET_M = 96.0, 14.0
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
    shown = [device for device in devices_of(at) if 0 <= device.at_m <= chainage.stretches[-1].to_m]
    shapes = (
        *road.carriageway(on),
        *(crossing_street(on, CROSSING_M - STREET_M, CROSSING_M) if layout == AT_JUNCTION else ()),
        *strips.passage(on, at),
        *([] if kind.closes == "moving" else [*works.closed_band(on), *works.hoarding(on, at, None)]),
        *works.flow(on),
        *_oncoming(on, at, areas),
        *device_marks(on, shown),
    )
    name = {"zh": kind.zh, "en": kind.en}[language]
    return Scene(WIDTH_MM, HEIGHT_MM, f"{layout} {name}", "zh-Hans" if language == "zh" else "en", shapes)


def _oncoming(on: Ground, at: Situation, areas: dict[str, Area]) -> Iterator[Shape]:
    approach = opposite_approach(at, areas, on.section)
    if approach is not None:
        yield from works.oncoming_flow(on, approach, turned_areas(approach))


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
