"""The road from above: strips, carriageway, markings and direction arrows, break lines, widths across."""

from collections.abc import Iterator
from dataclasses import dataclass

from permits.plan.drawing.chainage import Chainage
from permits.plan.drawing.scene import (
    ASPHALT,
    FAINT_INK,
    HAIR,
    INK,
    MEDIUM,
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
)
from permits.plan.layout.areas import Area
from permits.plan.layout.cross_section import CrossSection
from permits.plan.sentences import written

MARKING, CENTRE_LINE, STRIP = "#ffffff", "#e0a800", "#e6e8ec"
ACROSS_SCALES = (100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1500, 2000)
# Lane lines as GB 5768.3 paints them: metres painted and metres bare, by the speed of the road.
FAST_DASH_M, SLOW_DASH_M, CENTRE_DASH_M = (6.0, 9.0), (2.0, 4.0), (4.0, 6.0)
FAST_KMH = 60
LEAST_DASH_MM = 1.2


@dataclass(frozen=True)
class Ground:
    """Where the road lies on the sheet. median_mm: the y of the median. scale: 1 to this, across the road.

    streets_mm: where streets cross, from and to along the sheet.
    """

    chainage: Chainage
    section: CrossSection
    areas: dict[str, Area]
    median_mm: float
    scale: int
    streets_mm: tuple[tuple[float, float], ...] = ()

    @property
    def per_m(self) -> float:
        return 1000 / self.scale

    def y_mm(self, across_m: float) -> float:
        return self.median_mm + across_m * self.per_m

    def x_mm(self, at_m: float) -> float:
        return self.chainage.x_mm(at_m)

    def clear_mm(self, area: Area) -> tuple[float, float]:
        """The longest piece of an area on the sheet that is not broken out nor crossed, from and to."""
        left, right = self.x_mm(area.from_m), self.x_mm(area.to_m)
        pieces, start = [], left
        for gap_left, gap_right in sorted((*self.chainage.gaps_mm, *self.streets_mm)):
            if left < gap_right and gap_left < right:
                pieces.append((start, max(gap_left, start)))
                start = gap_right
        pieces.append((start, max(right, start)))
        return max(pieces, key=lambda piece: piece[1] - piece[0])

    @property
    def left_mm(self) -> float:
        return self.chainage.stretches[0].from_mm

    @property
    def right_mm(self) -> float:
        return self.chainage.stretches[-1].to_mm

    @property
    def far_edge_m(self) -> float:
        """The outer edge of the opposite direction's carriageway, negative; the median of a one-way road."""
        return -self.section.lanes_opposite * self.section.lane_width_m

    @property
    def top_m(self) -> float:
        return self.far_edge_m - sum(self.section.far_strips_m)

    @property
    def bottom_m(self) -> float:
        return self.section.carriageway_m + sum(self.section.strips_m)


def ground(chainage: Chainage, section: CrossSection, areas: dict[str, Area], top_mm: float, room_mm: float) -> Ground:
    """The road as large across as fits into `room_mm` from `top_mm` down, at a round scale."""
    above_m = section.lanes_opposite * section.lane_width_m + sum(section.far_strips_m)
    width_m = above_m + section.carriageway_m + sum(section.strips_m)
    scale = next((s for s in ACROSS_SCALES if width_m * 1000 / s <= room_mm), ACROSS_SCALES[-1])
    spare_mm = max(room_mm - width_m * 1000 / scale, 0.0)
    return Ground(chainage, section, areas, top_mm + spare_mm / 2 + above_m * 1000 / scale, scale)


def carriageway(on: Ground, design_speed_kmh: float = FAST_KMH) -> Iterator[Shape]:
    """Ground, strips, edge lines, lane lines and the centre line."""
    section, left, right = on.section, on.left_mm, on.right_mm
    near_m, far_m = section.carriageway_m, on.far_edge_m
    yield _band(on, on.top_m, on.bottom_m, VERGE)
    yield _band(on, far_m - section.far_strips_m[0], near_m + section.strips_m[0], STRIP)
    yield _band(on, far_m, near_m, ASPHALT)
    for edge_m in (far_m, near_m):
        yield _along(on, edge_m, MARKING, MEDIUM)
    for edge_m in (on.top_m, on.bottom_m, far_m - section.far_strips_m[0], near_m + section.strips_m[0]):
        yield _along(on, edge_m, PALE, THIN)
    dash = _dash_mm(on, FAST_DASH_M if design_speed_kmh >= FAST_KMH else SLOW_DASH_M)
    for lane in range(-section.lanes_opposite + 1, section.lanes):
        if lane:
            yield _along(on, lane * section.lane_width_m, MARKING, MEDIUM, dash)
    if section.shoulder and section.lanes_opposite and section.lanes > 1:
        yield box(left, on.median_mm - 0.9, right - left, 1.8, fill=VERGE, stroke=PALE, width_mm=THIN)
    elif section.lanes_opposite == section.lanes == 1:
        yield _along(on, 0.0, CENTRE_LINE, MEDIUM, _dash_mm(on, CENTRE_DASH_M))
    elif section.lanes_opposite:
        for y in (on.median_mm - 0.45, on.median_mm + 0.45):
            yield line((left, y), (right, y), stroke=CENTRE_LINE, width_mm=0.35)


def _band(on: Ground, from_m: float, to_m: float, fill: str) -> Shape:
    top = on.y_mm(from_m)
    return box(on.left_mm, top, on.right_mm - on.left_mm, on.y_mm(to_m) - top, fill=fill, stroke="")


def _along(on: Ground, across_m: float, stroke: str, width_mm: float, dash_mm: tuple[float, ...] = ()) -> Shape:
    y = on.y_mm(across_m)
    return line((on.left_mm, y), (on.right_mm, y), stroke=stroke, width_mm=width_mm, dash_mm=dash_mm)


def _dash_mm(on: Ground, dash_m: tuple[float, float]) -> tuple[float, float]:
    """A dash to scale, or as short as can still be seen."""
    painted, bare = (metres * 1000 / on.chainage.scale for metres in dash_m)
    stretch = max(1.0, LEAST_DASH_MM / painted)
    return round(painted * stretch, 2), round(bare * stretch, 2)


def direction_arrows(on: Ground) -> Iterator[Shape]:
    """An arrow in every lane at both ends of the sheet, and the numbers of the lanes."""
    width = on.section.lane_width_m
    size = min(2.6, width * on.per_m * 0.8)
    for lane in range(on.section.lanes):
        y = on.y_mm((lane + 0.5) * width)
        yield from _arrow(on.left_mm + 6, y, 7)
        if size >= 2.0:
            yield Text(on.left_mm + 2.2, y + size * 0.36, str(lane + 1), size, fill=INK, bold=True)
        yield from _arrow(on.right_mm - 12, y, 7)
    for lane in range(on.section.lanes_opposite):
        y = on.y_mm(-(lane + 0.5) * width)
        yield from _arrow(on.left_mm + 13, y, -7)
        yield from _arrow(on.right_mm - 5, y, -7)


def _arrow(x: float, y: float, length: float) -> Iterator[Shape]:
    head = 2.2 if length > 0 else -2.2
    yield line((x, y), (x + length - head, y), stroke=MARKING, width_mm=0.7)
    yield arrow_head((x + length, y), head, 0, fill=MARKING)


def breaks(on: Ground) -> Iterator[Shape]:
    """Break lines over the whole width wherever a stretch is squeezed."""
    top, bottom = on.y_mm(on.top_m) - 2, on.y_mm(on.bottom_m) + 1.2
    middle = on.median_mm
    for left, right in on.chainage.gaps_mm:
        yield box(left, top, right - left, bottom - top, fill=PAPER, stroke="")
        for x in (left, right):
            yield line(
                (x, top),
                (x, middle - 4),
                (x + 1.6, middle - 1.5),
                (x - 1.6, middle + 1.5),
                (x, middle + 4),
                (x, bottom),
                width_mm=THIN,
            )


def widths(on: Ground, x: float) -> Iterator[Shape]:
    """Dimensions across the carriageway at the right of the road: every lane, and each direction as a whole."""
    section = on.section
    lane_mm = section.lane_width_m * on.per_m
    edges = [on.y_mm(lane * section.lane_width_m) for lane in range(-section.lanes_opposite, section.lanes + 1)]
    yield line((x, edges[0]), (x, edges[-1]), width_mm=HAIR)
    for y in edges:
        yield line((on.right_mm + 0.5, y), (x + 0.9, y), stroke=PALE, width_mm=HAIR)
        yield line((x - 0.7, y + 0.7), (x + 0.7, y - 0.7), width_mm=THIN)
    text = written(float(section.lane_width_m))
    if lane_mm >= 2.6:
        for upper in edges[:-1]:
            yield Text(x + 1.4, upper + lane_mm / 2 + 0.72, text, 2.0, fill=FAINT_INK)


def stop_line(on: Ground, at_m: float, from_m: float, to_m: float) -> Shape:
    """The line across lanes behind which traffic waits; from_m, to_m: across."""
    x = on.x_mm(at_m)
    return line((x, on.y_mm(from_m) + 0.3), (x, on.y_mm(to_m) - 0.3), stroke=MARKING, width_mm=1.1)


def crossing_street(on: Ground, from_m: float, to_m: float) -> Iterator[Shape]:
    """A street that crosses: its asphalt with rounded mouths, zebra crossings and stop lines at its sides."""
    left, right = on.x_mm(from_m), on.x_mm(to_m)
    near, far = on.y_mm(on.section.carriageway_m), on.y_mm(on.far_edge_m)
    top, bottom = on.y_mm(on.top_m) - 1.5, on.y_mm(on.bottom_m) + 1.0
    radius = min(2.5, (right - left) / 3)
    yield area(
        (left, top),
        (right, top),
        (right, far - radius),
        (right + radius, far),
        (right + radius, near),
        (right, near + radius),
        (right, bottom),
        (left, bottom),
        (left, near + radius),
        (left - radius, near),
        (left - radius, far),
        (left, far - radius),
        fill=ASPHALT,
        stroke="",
    )
    for x in (left, right):
        yield line((x, top), (x, far - radius), stroke=PALE, width_mm=THIN)
        yield line((x, near + radius), (x, bottom), stroke=PALE, width_mm=THIN)
    middle = (left + right) / 2
    for y_from, y_to in ((top, far - radius - 1), (near + radius + 1, bottom)):
        yield line((middle, y_from), (middle, y_to), stroke=CENTRE_LINE, width_mm=THIN)
    yield from _zebra(left - radius - 2.6, far, near)
    yield from _zebra(right + radius + 0.4, far, near)
    yield line((left - radius - 3.8, on.median_mm + 0.6), (left - radius - 3.8, near), stroke=MARKING, width_mm=0.9)
    if on.section.lanes_opposite:
        x = right + radius + 3.8
        yield line((x, far), (x, on.median_mm - 0.6), stroke=MARKING, width_mm=0.9)


def _zebra(x: float, top: float, bottom: float) -> Iterator[Shape]:
    bars = max(3, int((bottom - top) / 2.2))
    pitch = (bottom - top) / bars
    for n in range(bars):
        y = top + (n + 0.5) * pitch
        yield line((x, y), (x + 2.2, y), stroke=MARKING, width_mm=pitch * 0.45)
