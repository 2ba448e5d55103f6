"""The carriageway from above: lanes, markings, the closed band, the work area, the way traffic takes."""

from collections.abc import Iterator
from dataclasses import dataclass

from permits.plan.drawing.chainage import Chainage
from permits.plan.drawing.scene import (
    ASPHALT,
    BLUE,
    HAIR,
    INK,
    MEDIUM,
    ORANGE,
    ORANGE_PALE,
    PALE,
    PAPER,
    THIN,
    VERGE,
    Shape,
    Text,
    area,
    arrow_head,
    box,
    line,
    text_width_mm,
)
from permits.plan.layout.areas import Area
from permits.plan.layout.cross_section import CYCLE_STRIP_M, FOOTWAY_STRIP_M, CrossSection
from permits.plan.sentences import sentence
from permits.plan.situation import Situation

MARKING = "#ffffff"
CENTRE_LINE = "#e0a800"
ACROSS_SCALES = (100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1500, 2000)


@dataclass(frozen=True)
class Ground:
    """Where the road lies on the sheet. median_mm: the y of the median. scale: 1 to this, across the road."""

    chainage: Chainage
    section: CrossSection
    areas: dict[str, Area]
    median_mm: float
    scale: int

    @property
    def per_m(self) -> float:
        return 1000 / self.scale

    def y_mm(self, across_m: float) -> float:
        return self.median_mm + across_m * self.per_m

    def x_mm(self, at_m: float) -> float:
        return self.chainage.x_mm(at_m)

    def clear_x_mm(self, area: Area) -> float:
        """The middle of an area on the sheet, or of its first half where its middle is broken out."""
        left, right = self.x_mm(area.from_m), self.x_mm(area.to_m)
        for gap_left, gap_right in self.chainage.gaps_mm:
            if left < gap_left and gap_right < right:
                return (left + gap_left) / 2
        return (left + right) / 2

    @property
    def left_mm(self) -> float:
        return self.chainage.stretches[0].from_mm

    @property
    def right_mm(self) -> float:
        return self.chainage.stretches[-1].to_mm

    @property
    def top_m(self) -> float:
        return -self.section.lanes_opposite * self.section.lane_width_m - CYCLE_STRIP_M - FOOTWAY_STRIP_M

    @property
    def bottom_m(self) -> float:
        return self.section.carriageway_m + CYCLE_STRIP_M + FOOTWAY_STRIP_M


def ground(chainage: Chainage, section: CrossSection, areas: dict[str, Area], top_mm: float, room_mm: float) -> Ground:
    """The road as large across as fits into `room_mm` from `top_mm` down, at a round scale."""
    width_m = (section.lanes + section.lanes_opposite) * section.lane_width_m + 2 * (CYCLE_STRIP_M + FOOTWAY_STRIP_M)
    scale = next((s for s in ACROSS_SCALES if width_m * 1000 / s <= room_mm), ACROSS_SCALES[-1])
    spare_mm = max(room_mm - width_m * 1000 / scale, 0.0)
    above_m = section.lanes_opposite * section.lane_width_m + CYCLE_STRIP_M + FOOTWAY_STRIP_M
    return Ground(chainage, section, areas, top_mm + spare_mm / 2 + above_m * 1000 / scale, scale)


def carriageway(on: Ground) -> Iterator[Shape]:
    """Ground, strips, edge lines, lane lines and the centre line."""
    section, left, right = on.section, on.left_mm, on.right_mm
    far_side = -section.lanes_opposite * section.lane_width_m
    yield _band(on, on.top_m, on.bottom_m, VERGE)
    yield _band(on, far_side - CYCLE_STRIP_M, section.carriageway_m + CYCLE_STRIP_M, "#e6e8ec")
    yield _band(on, far_side, section.carriageway_m, ASPHALT)
    for edge_m in (far_side, section.carriageway_m):
        yield line((left, on.y_mm(edge_m)), (right, on.y_mm(edge_m)), stroke=MARKING, width_mm=MEDIUM)
    for edge_m in (on.top_m, on.bottom_m, far_side - CYCLE_STRIP_M, section.carriageway_m + CYCLE_STRIP_M):
        yield line((left, on.y_mm(edge_m)), (right, on.y_mm(edge_m)), stroke=PALE, width_mm=THIN)
    for lane in range(-section.lanes_opposite + 1, section.lanes):
        y = on.y_mm(lane * section.lane_width_m)
        if lane:
            yield line((left, y), (right, y), stroke=MARKING, width_mm=MEDIUM, dash_mm=(4, 5))
    if section.lanes_opposite:
        for shift in (-0.45, 0.45):
            y = on.median_mm + shift
            yield line((left, y), (right, y), stroke=CENTRE_LINE, width_mm=0.35)
    yield from _direction_arrows(on)


def _band(on: Ground, from_m: float, to_m: float, fill: str) -> Shape:
    top = on.y_mm(from_m)
    return box(on.left_mm, top, on.right_mm - on.left_mm, on.y_mm(to_m) - top, fill=fill, stroke="")


def _direction_arrows(on: Ground) -> Iterator[Shape]:
    width = on.section.lane_width_m
    for lane in range(on.section.lanes):
        y = on.y_mm((lane + 0.5) * width)
        yield from _arrow(on.left_mm + 6, y, 7)
        yield Text(on.left_mm + 2.2, y + 0.9, str(lane + 1), 2.6, fill=INK, bold=True)
        yield from _arrow(on.right_mm - 12, y, 7)
    for lane in range(on.section.lanes_opposite):
        y = on.y_mm(-(lane + 0.5) * width)
        yield from _arrow(on.left_mm + 13, y, -7)
        yield from _arrow(on.right_mm - 5, y, -7)


def _arrow(x: float, y: float, length: float) -> Iterator[Shape]:
    head = 2.2 if length > 0 else -2.2
    yield line((x, y), (x + length - head, y), stroke=MARKING, width_mm=0.7)
    yield arrow_head((x + length, y), head, 0, fill=MARKING)


def closed_band(on: Ground) -> Iterator[Shape]:
    """Taper, buffer, work area and downstream taper as one orange band, the work area hatched."""
    spans, section = on.areas, on.section
    near, far = on.y_mm(section.across_m(0.0)), on.y_mm(section.across_m(section.closed_width_m))
    solid = [spans[kind] for kind in ("buffer", "work_area") if kind in spans]
    if not solid:
        return
    points = [(on.x_mm(solid[0].from_m), far), (on.x_mm(solid[-1].to_m), far)]
    tail, head = spans.get("downstream_taper"), spans.get("upstream_taper")
    points.append((on.x_mm(tail.to_m if tail else solid[-1].to_m), near))
    points.append((on.x_mm(head.from_m if head else solid[0].from_m), near))
    yield area(*points, fill=ORANGE_PALE, stroke=ORANGE, width_mm=HAIR)
    work = spans.get("work_area")
    if work:
        left, right = on.x_mm(work.from_m), on.x_mm(work.to_m)
        top, bottom = min(near, far), max(near, far)
        yield box(left, top, right - left, bottom - top, fill="#f9c67f", stroke="")
        yield from _hatching(left, right, top, bottom)


def _hatching(left: float, right: float, top: float, bottom: float) -> Iterator[Shape]:
    height, x = bottom - top, left - (bottom - top)
    while x < right:
        start, end = max(x, left), min(x + height, right)
        if end > start:
            yield line((start, bottom - (start - x)), (end, bottom - (end - x)), stroke=ORANGE, width_mm=HAIR)
        x += 2.5


def hoarding(on: Ground, at: Situation) -> Iterator[Shape]:
    """The enclosure of the work area, a heavy blue line with posts."""
    work = on.areas.get("work_area")
    if work is None or at.phase.hoarding is None:
        return
    left, right = on.x_mm(work.from_m), on.x_mm(work.to_m)
    edges = sorted(on.y_mm(on.section.across_m(offset)) for offset in (0.0, on.section.closed_width_m))
    top, bottom = edges[0] + 0.9, edges[1] - 0.9
    yield box(left, top, right - left, bottom - top, stroke=BLUE, width_mm=MEDIUM)
    posts = max(2, int((right - left) / 6))
    for n in range(posts + 1):
        x = left + (right - left) * n / posts
        yield box(x - 0.35, top - 0.35, 0.7, 0.7, fill=BLUE, stroke="")
        yield box(x - 0.35, bottom - 0.35, 0.7, 0.7, fill=BLUE, stroke="")


def flow(on: Ground) -> Iterator[Shape]:
    """The way of the vehicles that must leave their lane."""
    section, spans = on.section, on.areas
    taper, tail, work = spans.get("upstream_taper"), spans.get("downstream_taper"), spans.get("work_area")
    if not (taper and tail and work) or section.closed_from_m >= section.carriageway_m:
        return
    half = section.lane_width_m / 2
    if section.borrowed_m:
        home, away = half, -half
    elif section.closed_from_m > 0:
        home, away = section.closed_from_m + half, section.closed_from_m - half
    elif section.closed_to_m < section.carriageway_m:
        home, away = section.closed_to_m - half, section.closed_to_m + half
    else:
        return
    before = max(on.x_mm(taper.from_m) - 14, on.left_mm + 16)
    after = min(on.x_mm(tail.to_m) + 14, on.right_mm - 16)
    points = (
        (before, on.y_mm(home)),
        (on.x_mm(taper.from_m), on.y_mm(home)),
        (on.x_mm(taper.from_m + taper.length_m * 0.8), on.y_mm(away)),
        (on.x_mm(tail.from_m + tail.length_m * 0.3), on.y_mm(away)),
        (max(on.x_mm(tail.to_m), on.x_mm(tail.from_m) + 6), on.y_mm(home)),
        (after, on.y_mm(home)),
    )
    yield line(*points, stroke=BLUE, width_mm=0.45, dash_mm=(3, 1.4))
    yield arrow_head((points[-1][0] + 2.4, points[-1][1]), 2.6, 0, fill=BLUE)


def breaks(on: Ground) -> Iterator[Shape]:
    """Break lines over the whole width wherever a stretch is squeezed."""
    top, bottom = on.y_mm(on.top_m) - 2, on.y_mm(on.bottom_m) + 2
    middle = (top + bottom) / 2
    for left, right in on.chainage.gaps_mm:
        yield box(left, top, right - left, bottom - top, fill=PAPER, stroke="")
        for x in (left, right):
            zigzag = (
                (x, top),
                (x, middle - 5),
                (x + 1.8, middle - 1.8),
                (x - 1.8, middle + 1.8),
                (x, middle + 5),
                (x, bottom),
            )
            yield line(*zigzag, stroke=INK, width_mm=THIN)


def strip_labels(on: Ground, at: Situation, language: str) -> Iterator[Shape]:
    """Widths taken and left, and the ways kept for pedestrians and cycles."""
    work, section, phase = on.areas.get("work_area"), on.section, at.phase
    if work is None:
        return
    x = on.clear_x_mm(work)
    taken_m = section.closed_width_m if phase.offset_m is None else phase.offset_m
    closed_middle = (section.closed_from_m + section.closed_to_m) / 2
    yield from _label(x, on.y_mm(closed_middle), sentence("drawing.taken", width=taken_m)[language])
    if at.lanes_left and section.closed_from_m < section.carriageway_m:
        open_middle = (
            section.closed_from_m / 2
            if section.closed_from_m > 0
            else (section.closed_to_m + section.carriageway_m) / 2
        )
        code = "drawing.lanes_left" if phase.remaining_lane_width_m is None else "drawing.left"
        said = sentence(code, lanes=at.lanes_left, width=phase.remaining_lane_width_m)[language]
        yield from _label(
            x, on.y_mm(open_middle) - (0 if at.lanes_left % 2 else on.section.lane_width_m * on.per_m / 2), said
        )
    strips = (
        (CYCLE_STRIP_M / 2, phase.cycle_width_m, "drawing.cycle", "drawing.cycleway"),
        (CYCLE_STRIP_M + FOOTWAY_STRIP_M / 2, phase.pedestrian_width_m, "drawing.pedestrian", "drawing.footway"),
    )
    taken_beyond = section.closed_to_m > section.carriageway_m
    for beyond_m, width_m, with_width, plain in strips:
        said = sentence(plain if width_m is None else with_width, width=width_m)[language]
        place = on.clear_x_mm(on.areas.get("advance_warning", work)) if taken_beyond else x
        yield Text(place, on.y_mm(section.carriageway_m + beyond_m) + 0.8, said, 2.2, "middle", fill=INK)


def _label(x: float, y: float, text: str) -> Iterator[Shape]:
    size = 2.5
    width = text_width_mm(text, size) + 2
    yield box(x - width / 2, y - 2, width, 4, fill=PAPER, stroke=PALE, width_mm=HAIR)
    yield Text(x, y + 0.9, text, size, "middle", bold=True)
