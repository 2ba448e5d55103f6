"""What stands round the drawing: legend, table of areas, detour sketch, north arrow, title block."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from permits.plan.drawing.scene import (
    BLUE,
    HAIR,
    INK,
    MEDIUM,
    ORANGE,
    PALE,
    RED,
    THICK,
    THIN,
    Circle,
    Shape,
    Text,
    area,
    arrow_head,
    box,
    line,
    shortened,
    wrapped,
)
from permits.plan.drawing.symbols import SYMBOLS, symbol
from permits.plan.model import Line
from permits.plan.sentences import sentence, written
from permits.plan.situation import Situation

HEAD_MM = 6.0


@dataclass(frozen=True)
class Caption:
    """What the title block says beyond the plan itself; empty members are left out."""

    works_number: str = ""
    works_title: str = ""
    applicant: str = ""
    contractor: str = ""


def panel(x: float, y: float, width: float, height: float, title: str) -> Iterator[Shape]:
    """A framed part of the sheet with a heading."""
    yield box(x, y, width, height, width_mm=THIN)
    yield box(x, y, width, HEAD_MM, fill="#eceff3", width_mm=THIN)
    yield Text(x + 2, y + 4.2, title, 3, bold=True)


def legend(
    x: float, y: float, width: float, height: float, at: Situation, quantities: dict[str, int], language: str
) -> Iterator[Shape]:
    """Each kind of device on this sheet with its symbol and number, then the hoarding."""
    yield from panel(x, y, width, height, sentence("drawing.legend")[language])
    kinds = [kind for kind in SYMBOLS if kind in quantities]
    columns = 2 if len(kinds) + 1 > 6 else 1
    pitch, column_width = 9.6, width / columns
    for n, kind in enumerate(kinds):
        left, top = x + (n % columns) * column_width, y + HEAD_MM + 6.5 + (n // columns) * pitch
        yield from symbol(kind, left + (4 if kind == "works_vehicle" else 8), top, span_mm=6)
        yield Text(left + 17, top + 1, sentence(f"device.{kind}")[language], 2.7)
        yield Text(left + column_width - 3, top + 1, f"× {quantities[kind]}", 2.7, "end", bold=True)
    fence = at.phase.hoarding
    if fence is not None:
        n = len(kinds)
        left, top = x + (n % columns) * column_width, y + HEAD_MM + 6.5 + (n // columns) * pitch
        yield line((left + 3, top), (left + 13, top), stroke=BLUE, width_mm=MEDIUM)
        code = "drawing.hoarding_plain" if fence.height_m is None else "drawing.hoarding"
        yield Text(left + 17, top + 1, sentence(code, height=fence.height_m)[language], 2.7)


def areas_table(
    x: float, y: float, width: float, height: float, rows: list[tuple[str, str, str, str]], language: str
) -> Iterator[Shape]:
    """rows: name of the area, its length, the length required, the clause."""
    yield from panel(x, y, width, height, sentence("drawing.areas")[language])
    edges = (x + 2, x + width * 0.41, x + width * 0.59, x + width * 0.62)
    anchors = ("start", "end", "end", "start")
    head = [sentence(f"drawing.col_{name}")[language] for name in ("area", "length", "least", "clause")]
    pitch = (height - HEAD_MM) / (len(rows) + 1)
    for n, row in enumerate([tuple(head), *rows]):
        base = y + HEAD_MM + pitch * (n + 0.62)
        if n:
            yield line((x, y + HEAD_MM + pitch * n), (x + width, y + HEAD_MM + pitch * n), stroke=PALE, width_mm=HAIR)
        for cell, edge, anchor in zip(row, edges, anchors, strict=True):
            size = 1.9 if anchor == "start" and edge == edges[3] else 2.6
            room = x + width - edge - 1 if edge == edges[3] else width
            if cell:
                yield Text(edge, base, shortened(cell, size, room), size, anchor, bold=not n)


def detour_sketch(x: float, y: float, width: float, height: float, at: Situation, language: str) -> Iterator[Shape]:
    """The works and the way round as lines on the ground, north up; or a sentence when there is none."""
    yield from panel(x, y, width, height, sentence("drawing.detour")[language])
    detour, top = at.phase.detour, y + HEAD_MM
    lines = [(at.road.centreline, RED), (detour.line if detour else None, BLUE)]
    drawn = [(given, colour) for given, colour in lines if given is not None]
    text = _detour_text(at, language)
    text_rows = wrapped(text, 2.6, width - 5, 4)
    room = height - HEAD_MM - 5 - 3.6 * len(text_rows)
    if detour is not None and detour.line is not None:
        yield from _map(drawn, x + 4, top + 3, width - 8, room - 6)
        for n, (colour, code) in enumerate(((RED, "drawing.works_line"), (BLUE, "drawing.detour_line"))):
            left = x + 4 + n * width / 2
            yield line((left, top + room), (left + 8, top + room), stroke=colour, width_mm=THICK)
            yield Text(left + 9.5, top + room + 0.9, sentence(code)[language], 2.4)
    else:
        room = 4
    for n, row in enumerate(text_rows):
        yield Text(x + 2.5, top + room + 4.6 + n * 3.6, row, 2.6)


def _detour_text(at: Situation, language: str) -> str:
    detour = at.phase.detour
    if detour is not None and detour.given:
        return detour.description or ""
    if not at.full_closure:
        return sentence("drawing.detour_none")[language]
    return sentence("drawing.detour_passage" if at.phase.temporary_passage else "drawing.detour_missing")[language]


def _map(drawn: list[tuple[Line, str]], x: float, y: float, width: float, height: float) -> Iterator[Shape]:
    points = [position for given, _ in drawn for position in given.coordinates]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    span = max((east - west) * squeeze / width, (north - south) / height, 1e-9)
    left = x + (width - (east - west) * squeeze / span) / 2
    top = y + (height - (north - south) / span) / 2
    for given, colour in drawn:
        placed = [(left + (lon - west) * squeeze / span, top + (north - lat) / span) for lon, lat in given.coordinates]
        yield line(*_thinned(placed), stroke=colour, width_mm=THICK)
        (x0, y0), (x1, y1) = placed[-2], placed[-1]
        length = math.hypot(x1 - x0, y1 - y0)
        if length:
            yield arrow_head((x1, y1), (x1 - x0) / length * 3, (y1 - y0) / length * 3, fill=colour)


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Without the points nobody could see: closer than a fifth of a millimetre to the one before."""
    kept = points[:1]
    for point in points[1:]:
        if math.dist(point, kept[-1]) >= 0.2:
            kept.append(point)
    return kept if len(kept) > 1 else [points[0], points[-1]]


def north_arrow(x: float, y: float, bearing_deg: float | None, language: str) -> Iterator[Shape]:
    """North relative to the sheet, where the road runs to the right on a bearing; nothing when it is unknown."""
    if bearing_deg is None:
        return
    # The road lies along +x of the sheet with y downwards, so north is its bearing turned back against the clock.
    dx, dy = math.cos(math.radians(bearing_deg)), -math.sin(math.radians(bearing_deg))
    r = 5.0
    yield Circle(x, y, r, stroke=INK, width_mm=THIN)
    yield area(
        (x + dx * r, y + dy * r),
        (x - dx * r * 0.7 - dy * r * 0.45, y - dy * r * 0.7 + dx * r * 0.45),
        (x - dx * r * 0.35, y - dy * r * 0.35),
        fill=INK,
        stroke=INK,
        width_mm=HAIR,
    )
    yield area(
        (x + dx * r, y + dy * r),
        (x - dx * r * 0.7 + dy * r * 0.45, y - dy * r * 0.7 - dx * r * 0.45),
        (x - dx * r * 0.35, y - dy * r * 0.35),
        stroke=INK,
        width_mm=HAIR,
    )
    yield Text(
        x + dx * (r + 2.6), y + dy * (r + 2.6) + 1.1, sentence("drawing.north")[language], 3, "middle", bold=True
    )


def bearing_deg(centreline: Line | None) -> float | None:
    """Bearing of the road from its first to its last position, degrees clockwise from north; None when unknown."""
    if centreline is None or centreline.coordinates[0] == centreline.coordinates[-1]:
        return None
    (lon0, lat0), (lon1, lat1) = centreline.coordinates[0], centreline.coordinates[-1]
    east = (lon1 - lon0) * math.cos(math.radians((lat0 + lat1) / 2))
    return math.degrees(math.atan2(east, lat1 - lat0))


def title_block(
    x: float, y: float, width: float, height: float, rows: list[tuple[str, str]], notes: list[str]
) -> Iterator[Shape]:
    """A grid of label and value, the notes under it."""
    note_rows = [row for note in notes for row in wrapped(note, 2.1, width - 4, 3)]
    grid = height - 3.0 * len(note_rows) - 2
    pitch, split = grid / len(rows), x + width * 0.2
    yield box(x, y, width, height, width_mm=THICK)
    yield line((split, y), (split, y + grid), stroke=PALE, width_mm=HAIR)
    for n, (label, text) in enumerate(rows):
        base = y + pitch * (n + 0.5) + 0.9
        yield line((x, y + pitch * (n + 1)), (x + width, y + pitch * (n + 1)), stroke=PALE, width_mm=HAIR)
        yield Text(x + 2, base, label, 2.4, fill="#4a4f57")
        yield Text(split + 2, base, shortened(text, 2.7, width * 0.8 - 4), 2.7, bold=n == 0)
    for n, row in enumerate(note_rows):
        yield Text(x + 2, y + grid + 3.2 + n * 3.0, row, 2.1, fill="#4a4f57")


def quantity(number: float | None, language: str) -> str:
    """A figure of the plan, or that it was not given."""
    return sentence("drawing.unknown")[language] if number is None else written(float(number))


def direction(x: float, y: float, language: str) -> Iterator[Shape]:
    """The arrow of the direction of travel."""
    text = sentence("drawing.travel")[language]
    yield line((x, y), (x + 14, y), stroke=ORANGE, width_mm=1.2)
    yield arrow_head((x + 18, y), 5, 0, fill=ORANGE)
    yield Text(x - 2, y + 1.1, text, 3, "end", fill=INK)
