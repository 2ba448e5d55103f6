"""The works on the road: the closed band, the work area, its hoarding, and the ways traffic takes past it."""

from collections.abc import Iterator, Sequence

from permits.plan.drawing.road import Ground
from permits.plan.drawing.scene import (
    BLUE,
    GREEN,
    HAIR,
    MEDIUM,
    ORANGE,
    ORANGE_PALE,
    PAPER,
    THIN,
    Point,
    Shape,
    area,
    arrow_head,
    box,
    line,
)
from permits.plan.layout.areas import Area
from permits.plan.layout.devices import Device
from permits.plan.layout.opposite import OppositeApproach
from permits.plan.situation import Situation
from permits.plan.standards import constant

WORK_FILL = "#f9c67f"
POST_MM, RUN_OUT_MM = 6.0, 14.0


def closed_band(on: Ground) -> Iterator[Shape]:
    """Taper, buffer, work area and downstream taper as one orange band, the work area hatched."""
    spans, section = on.areas, on.section
    near, far = section.across_m(0.0), section.across_m(section.closed_width_m)
    yield from _band(on, spans, near, far)
    work = spans.get("work_area")
    if work:
        left, right = on.x_mm(work.from_m), on.x_mm(work.to_m)
        top, bottom = sorted((on.y_mm(near), on.y_mm(far)))
        yield box(left, top, right - left, bottom - top, fill=WORK_FILL, stroke="")
        yield from hatching(left, right, top, bottom)


def lent_band(on: Ground, turned: dict[str, Area]) -> Iterator[Shape]:
    """What the borrowed lane takes from oncoming traffic before and behind what it passes.

    turned: the areas of its approach in this direction's chainage, from_m where its traffic enters them.
    """
    taper, buffer, back = (turned.get(kind) for kind in ("upstream_taper", "buffer", "downstream_taper"))
    wide, median = on.y_mm(-on.section.borrowed_m), on.median_mm
    if taper and buffer:
        start, bend, end = on.x_mm(taper.from_m), on.x_mm(taper.to_m), on.x_mm(buffer.to_m)
        yield _orange((start, median), (bend, wide), (end, wide), (end, median))
    if back:
        start, end = on.x_mm(back.from_m), on.x_mm(back.to_m)
        yield _orange((start, median), (start, wide), (end, median))


def _orange(*points: Point) -> Shape:
    return area(*points, fill=ORANGE_PALE, stroke=ORANGE, width_mm=HAIR)


def _band(on: Ground, spans: dict[str, Area], near_m: float, far_m: float) -> Iterator[Shape]:
    near, far = on.y_mm(near_m), on.y_mm(far_m)
    solid = [spans[kind] for kind in ("buffer", "work_area") if kind in spans]
    if not solid:
        return
    tail, head = spans.get("downstream_taper"), spans.get("upstream_taper")
    yield area(
        (on.x_mm(solid[0].from_m), far),
        (on.x_mm(solid[-1].to_m), far),
        (on.x_mm(tail.to_m if tail else solid[-1].to_m), near),
        (on.x_mm(head.from_m if head else solid[0].from_m), near),
        fill=ORANGE_PALE,
        stroke=ORANGE,
        width_mm=HAIR,
    )


def hatching(left: float, right: float, top: float, bottom: float) -> Iterator[Shape]:
    height, x = bottom - top, left - (bottom - top)
    while x < right:
        start, end = max(x, left), min(x + height, right)
        if end > start:
            yield line((start, bottom - (start - x)), (end, bottom - (end - x)), stroke=ORANGE, width_mm=HAIR)
        x += 3.0


def hoarding(on: Ground, at: Situation, see_through: tuple[float, float] | None) -> Iterator[Shape]:
    """The enclosure of the work area, a heavy line with posts; drawn open where one can see through it.

    see_through: from and to along the road, m.
    """
    work = on.areas.get("work_area")
    if work is None or at.phase.hoarding is None:
        return
    left, right = on.x_mm(work.from_m), on.x_mm(work.to_m)
    edges = sorted(on.y_mm(on.section.across_m(offset)) for offset in (0.0, on.section.closed_width_m))
    top, bottom = edges[0] + 0.9, edges[1] - 0.9
    yield box(left, top, right - left, bottom - top, stroke=BLUE, width_mm=MEDIUM)
    posts = max(2, int((right - left) / POST_MM))
    for n in range(posts + 1):
        x = left + (right - left) * n / posts
        for y in (top, bottom):
            yield box(x - 0.35, y - 0.35, 0.7, 0.7, fill=BLUE, stroke="")
    if see_through is not None:
        x_from, x_to = max(on.x_mm(see_through[0]), left), min(on.x_mm(see_through[1]), right)
        for y in (top, bottom):
            yield from fence_with_gaps((x_from, y), (x_to, y))


def fence_with_gaps(start: Point, end: Point) -> Iterator[Shape]:
    """A hoarding one can see through: the heavy line opened with white."""
    yield line(start, end, stroke=BLUE, width_mm=1.0)
    yield line(start, end, stroke=PAPER, width_mm=0.6, dash_mm=(0.9, 0.5))


def see_through_stretch(at: Situation, on: Ground, junction_m: float | None) -> tuple[float, float] | None:
    """Where the hoarding is see-through, from and to in m: within 20 m of the junction, or all when it is unknown.

    junction_m: the edge of the junction along the road. None when the plan has no see-through part.
    """
    fence, work = at.phase.hoarding, on.areas.get("work_area")
    if fence is None or work is None or fence.see_through_above_m is None:
        return None
    within = constant("hoarding_junction_distance").value
    if junction_m is None or fence.distance_to_junction_m is None:
        return work.from_m, work.to_m
    from_m, to_m = max(work.from_m, junction_m - within), min(work.to_m, junction_m + within)
    return (from_m, to_m) if from_m < to_m else None


def merge_marking(on: Ground, devices: Sequence[Device]) -> Iterator[Shape]:
    """The orange line no one crosses before the taper, beside the lane that ends, where the plan has it (C.2.1 d)."""
    taper, section = on.areas.get("upstream_taper"), on.section
    marks = [d.at_m for d in devices if d.kind == "no_lane_change_marking" and not d.direction]
    for across_m in (section.closed_from_m, section.closed_to_m):
        if taper is not None and marks and 0 < across_m < section.carriageway_m:
            left, right = on.x_mm(min(*marks, taper.from_m)), on.x_mm(taper.from_m)
            yield line((left, on.y_mm(across_m)), (right, on.y_mm(across_m)), stroke=ORANGE, width_mm=0.8)


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
    elif section.closed_from_m >= 0 and section.closed_to_m < section.carriageway_m:
        home, away = section.closed_to_m - half, section.closed_to_m + half
    else:
        return
    points = [
        (max(on.x_mm(taper.from_m) - RUN_OUT_MM, on.left_mm + 16), home),
        (on.x_mm(taper.from_m), home),
        (on.x_mm(taper.from_m + taper.length_m * 0.8), away),
        (on.x_mm(tail.from_m + tail.length_m * 0.3), away),
        (max(on.x_mm(tail.to_m), on.x_mm(tail.from_m) + 6), home),
        (min(on.x_mm(tail.to_m) + RUN_OUT_MM, on.right_mm - 16), home),
    ]
    yield from way([(x, on.y_mm(across)) for x, across in _within(points, 1)], BLUE)


def _within(points: list[Point], ahead: int) -> list[Point]:
    """Without the ends that would run backwards, where the zone reaches the edge of the sheet. ahead: 1 or -1."""
    if (points[1][0] - points[0][0]) * ahead <= 0:
        points = points[1:]
    return points if (points[-1][0] - points[-2][0]) * ahead > 2 else points[:-1]


def oncoming_flow(on: Ground, approach: OppositeApproach, spans: dict[str, Area]) -> Iterator[Shape]:
    """The way of oncoming traffic: aside of the borrowed lane, or up to its stop line."""
    half = on.section.lane_width_m / 2
    if approach.stop_m is not None:
        stop = on.x_mm(approach.stop_m)
        y = on.y_mm(-half)
        yield from way([(min(stop + 3 * RUN_OUT_MM, on.right_mm - 16), y), (stop + 3.0, y)], GREEN)
        return
    taper, tail = spans.get("upstream_taper"), spans.get("downstream_taper")
    if not approach.aside or taper is None or tail is None:
        return
    points = [
        (min(on.x_mm(taper.from_m) + RUN_OUT_MM, on.right_mm - 16), -half),
        (on.x_mm(taper.from_m), -half),
        (on.x_mm(taper.from_m + (taper.to_m - taper.from_m) * 0.8), -3 * half),
        (on.x_mm(tail.from_m), -3 * half),
        (on.x_mm(tail.to_m), -half),
        (max(on.x_mm(tail.to_m) - RUN_OUT_MM, on.left_mm + 16), -half),
    ]
    yield from way([(x, on.y_mm(across)) for x, across in _within(points, -1)], GREEN)


def way(points: list[Point], colour: str) -> Iterator[Shape]:
    """A way of vehicles: dashed, with an arrow head at its end."""
    (x0, _), (x1, y1) = points[-2], points[-1]
    ahead = 2.6 if x1 >= x0 else -2.6
    yield line(*points, stroke=colour, width_mm=0.45, dash_mm=(3, 1.4))
    yield arrow_head((x1 + ahead * 0.9, y1), ahead, 0, fill=colour)


def fence(x_from: float, x_to: float, y: float) -> Iterator[Shape]:
    """The fence of a passage for pedestrians or cycles, with posts."""
    yield line((x_from, y), (x_to, y), stroke=GREEN, width_mm=MEDIUM)
    posts = max(1, int((x_to - x_from) / POST_MM))
    for n in range(posts + 1):
        x = x_from + (x_to - x_from) * n / posts
        yield line((x, y - 0.6), (x, y + 0.6), stroke=GREEN, width_mm=THIN)
