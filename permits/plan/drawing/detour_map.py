"""The detour on the map: the roads near by with their names, the closed stretch, the way round, north and scale."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import shapely
from shapely import LineString, Polygon

from core import geo
from permits.plan.drawing.blocks import HEAD_MM, panel
from permits.plan.drawing.compass import bar_scale, north_arrow
from permits.plan.drawing.scene import (
    FAINT_INK,
    GREEN,
    PALE,
    PAPER,
    RED,
    THICK,
    Point,
    Shape,
    Text,
    arrow_head,
    box,
    line,
    text_width_mm,
    wrapped,
)
from permits.plan.impact.detour import detour_ratio
from permits.plan.sentences import sentence, written
from permits.plan.situation import Situation
from permits.rules.roads import RegisteredRoad

TEXT_MM, NAME_MM, ROW_MM = 2.6, 2.0, 3.6
MARGIN_SHARE, KEY_MM, WIDE_TO_TALL = 0.1, 5.6, 2.2
GROUND = "#f4f5f1"
# Half the width of a road on the sketch, by its class.
WIDE_ROADS, WIDE_MM, NARROW_MM = ("expressway", "arterial"), 1.7, 1.0
ARROW_APART_MM = 16.0
METRES_PER_DEGREE = 111_320.0
# What a sketch can show: lines kept are no finer than this.
FINEST_DEG = 0.00004
MOST_ROADS = 200
Bounds = tuple[float, float, float, float]


def detour_sketch(
    x: float, y: float, width: float, height: float, at: Situation, roads: Sequence[RegisteredRoad], language: str
) -> Iterator[Shape]:
    """The works and the way round on the roads near by, north up; or a sentence when there is no line."""
    yield from panel(x, y, width, height, sentence("drawing.detour")[language])
    rows = wrapped(_description(at, language), TEXT_MM, width - 5, 3)
    figures = _figures(at, language)
    rows += [figures] if figures else []
    room = height - HEAD_MM - 2.5 - ROW_MM * len(rows)
    bounds = sketch_bounds(at)
    if bounds is None or room < 20:
        room = 2.0
    else:
        yield from _map(at, roads, bounds, (x + 1, y + HEAD_MM + 1, width - 2, room - 1), language)
    for n, row in enumerate(rows):
        yield Text(x + 2.5, y + HEAD_MM + room + 3.2 + n * ROW_MM, row, TEXT_MM, bold=row == figures)


def sketch_bounds(at: Situation) -> Bounds | None:
    """West, south, east, north of the ground a sketch shows; None without a detour line of some length."""
    detour = at.phase.detour
    if detour is None or detour.line is None or len(set(detour.line.coordinates)) < 2:
        return None
    given = [*detour.line.coordinates, *(at.road.centreline.coordinates if at.road.centreline else ())]
    lons, lats = [p[0] for p in given], [p[1] for p in given]
    west, south, east, north = min(lons), min(lats), max(lons), max(lats)
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.01)
    # As wide for its height as the sketch is, so that the roads fill it.
    tall = max(north - south, (east - west) * squeeze / WIDE_TO_TALL) * (1 + 2 * MARGIN_SHARE)
    half, middle = tall * WIDE_TO_TALL / squeeze / 2, (west + east) / 2
    return middle - half, (south + north - tall) / 2, middle + half, (south + north + tall) / 2


def sketch_roads(at: Situation, roads: Iterable[RegisteredRoad]) -> tuple[RegisteredRoad, ...]:
    """The roads a sketch of this phase shows, cut to its ground and no finer than can be seen: small enough to keep."""
    bounds = sketch_bounds(at)
    if bounds is None:
        return ()
    kept = []
    for road in roads:
        for part in _lines(shapely.clip_by_rect(road.line, *bounds)):
            simple = shapely.set_precision(part.simplify(FINEST_DEG), 0.00001, mode="pointwise")
            if simple.length > FINEST_DEG:
                bare = {"ref": road.ref, "name": road.name, "name_en": road.name_en, "road_class": road.road_class}
                kept.append(RegisteredRoad(line=simple, **bare))
    return tuple(sorted(kept, key=lambda road: -road.line.length)[:MOST_ROADS])


def _description(at: Situation, language: str) -> str:
    detour = at.phase.detour
    if detour is not None and detour.given:
        return detour.description or ""
    if not at.full_closure:
        return sentence("drawing.detour_none")[language]
    return sentence("drawing.detour_passage" if at.phase.temporary_passage else "drawing.detour_missing")[language]


def _figures(at: Situation, language: str) -> str:
    """Length of the way round, and how many times that of the closed road."""
    if sketch_bounds(at) is None:
        return ""
    length_m, ratio = geo.length_m(LineString(at.phase.detour.line.coordinates)), detour_ratio(at)
    length = f"{written(round(length_m / 1000, 2))} km" if length_m >= 1000 else f"{round(length_m)} m"
    code = "drawing.detour_length" if ratio is None else "drawing.detour_ratio"
    return sentence(code, length=length, ratio=ratio and round(ratio, 1))[language]


class _Paper:
    """Degrees to millimetres: true to scale both ways, the ground in the middle of its room."""

    def __init__(self, bounds: Bounds, room: tuple[float, float, float, float]):
        west, south, east, north = bounds
        self.x, self.y, self.width, self.height = room
        self.squeeze = max(math.cos(math.radians((south + north) / 2)), 0.01)
        self.deg_per_mm = max((east - west) * self.squeeze / self.width, (north - south) / self.height, 1e-9)
        self.middle = ((west + east) / 2, (south + north) / 2)

    @property
    def metres_per_mm(self) -> float:
        return self.deg_per_mm * METRES_PER_DEGREE

    def place(self, coordinates: Iterable[Sequence[float]]) -> LineString:
        lon0, lat0 = self.middle
        x0, y0, per = self.x + self.width / 2, self.y + self.height / 2, self.deg_per_mm
        placed = [(x0 + (c[0] - lon0) * self.squeeze / per, y0 - (c[1] - lat0) / per) for c in coordinates]
        return LineString(placed).simplify(0.12)

    def inside(self, placed: LineString) -> list[LineString]:
        return _lines(shapely.clip_by_rect(placed, self.x, self.y, self.x + self.width, self.y + self.height))


def _lines(geometry: Any) -> list[LineString]:
    return [part for part in shapely.get_parts(geometry) if isinstance(part, LineString) and part.length > 0]


def _map(
    at: Situation,
    roads: Sequence[RegisteredRoad],
    bounds: Bounds,
    room: tuple[float, float, float, float],
    language: str,
) -> Iterator[Shape]:
    x, y, width, height = room
    paper = _Paper(bounds, (x, y, width, height - KEY_MM))
    yield box(x, y, width, height, fill=GROUND, stroke="")
    drawn = [(road, part) for road in roads for part in paper.inside(paper.place(road.line.coords))]
    drawn.sort(key=lambda one: one[0].road_class in WIDE_ROADS)
    for widen, colour in ((0.35, PALE), (0.0, PAPER)):
        for road, part in drawn:
            wide = WIDE_MM if road.road_class in WIDE_ROADS else NARROW_MM
            yield line(*part.coords, stroke=colour, width_mm=wide + widen)
    closed = paper.place(at.road.centreline.coordinates) if at.road.centreline else None
    way = paper.place(at.phase.detour.line.coordinates)
    if closed is not None and closed.length > 0:
        yield line(*closed.coords, stroke=RED, width_mm=1.5)
    yield line(*way.coords, stroke=GREEN, width_mm=THICK)
    yield from _arrows(way)
    key_y, taken = y + height - KEY_MM / 2, [_beside_north(paper)]
    ground = shapely.box(x, y, x + width, y + height - KEY_MM)
    yield from _names(
        [one for one in drawn if one[1].length > 8], ground, taken, [way, *([closed] if closed else [])], language
    )
    for n, (colour, code) in enumerate(((RED, "drawing.works_line"), (GREEN, "drawing.detour_line"))):
        left = paper.x + 1.5 + n * 22
        yield line((left, key_y), (left + 5, key_y), stroke=colour, width_mm=THICK)
        yield Text(left + 6.2, key_y + 0.75, sentence(code)[language], 2.1)
    yield from north_arrow(paper.x + paper.width - 6, paper.y + 9.5, 90.0, language, radius_mm=3.6)
    yield from bar_scale(paper.x + paper.width - 3, key_y, paper.metres_per_mm)


def _beside_north(paper: _Paper) -> Polygon:
    """Where the north arrow stands, so that no name is written there."""
    right = paper.x + paper.width
    return shapely.box(right - 12, paper.y, right, paper.y + 15)


def _arrows(way: LineString) -> Iterator[Shape]:
    number = max(1, int(way.length / ARROW_APART_MM))
    for n in range(number):
        there = way.length * (n + 0.6) / number
        tip, back = way.interpolate(min(there + 1.6, way.length)), way.interpolate(max(there - 1.6, 0.0))
        dx, dy = tip.x - back.x, tip.y - back.y
        length = math.hypot(dx, dy)
        if length:
            yield arrow_head((tip.x, tip.y), dx / length * 3.4, dy / length * 3.4, fill=GREEN)


def _names(
    drawn: Sequence[tuple[RegisteredRoad, LineString]],
    ground: Polygon,
    taken: list[Polygon],
    lines: list[LineString],
    language: str,
) -> Iterator[Shape]:
    """Each name once, along the longest straight piece of its road where it touches nothing."""
    pieces: dict[str, list[tuple[float, Point, Point]]] = {}
    for road, part in drawn:
        name = (road.name_en or road.name) if language == "en" else road.name
        if name:
            coords = list(part.coords)
            pieces.setdefault(name, []).extend(
                (math.dist(a, b), a, b) for a, b in zip(coords, coords[1:], strict=False)
            )
    for name in sorted(pieces, key=lambda one: -max(length for length, _, _ in pieces[one])):
        half = text_width_mm(name, NAME_MM) / 2
        for _, a, b in sorted(pieces[name], reverse=True)[:4]:
            placed = _along(a, b, half, beside=2.3)
            spot = _box(placed, half)
            if ground.covers(spot) and not any(spot.intersects(other) for other in (*taken, *lines)):
                taken.append(spot)
                yield replace(placed, text=name)
                break


def _along(a: Point, b: Point, half: float, *, beside: float) -> Text:
    """A text turned like the piece from a to b, read from left to right, a little above it."""
    if b[0] < a[0] or (b[0] == a[0] and b[1] > a[1]):
        a, b = b, a
    angle = math.atan2(a[1] - b[1], b[0] - a[0])
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    # Up from the line, along its normal.
    x, y = x - math.sin(angle) * beside * 0.7, y - math.cos(angle) * beside * 0.7
    return Text(x, y, "", NAME_MM, "middle", fill=FAINT_INK, turn_deg=round(math.degrees(angle), 1))


def _box(text: Text, half: float) -> Polygon:
    cos, sin = math.cos(math.radians(text.turn_deg)), math.sin(math.radians(text.turn_deg))
    corners = ((-half - 0.5, -0.6), (half + 0.5, -0.6), (half + 0.5, NAME_MM), (-half - 0.5, NAME_MM))
    return Polygon([(text.x + u * cos - v * sin, text.y - u * sin - v * cos) for u, v in corners])
