"""Dimension lines along the road: of the areas, of the whole zone, and the chainage of their ends."""

from collections.abc import Iterator, Sequence

from permits.plan.drawing.road import Ground
from permits.plan.drawing.scene import (
    FAINT_INK,
    HAIR,
    PALE,
    PAPER,
    THIN,
    Shape,
    Text,
    arrow_head,
    box,
    line,
    text_width_mm,
)
from permits.plan.drawing.spreading import spread
from permits.plan.layout.areas import Area
from permits.plan.sentences import sentence, written

LABEL_MM, CHAINAGE_MM, CHAINAGE_APART_MM = 2.6, 2.0, 2.7
BESIDE_MM, ABOVE_MM, WHOLE_MM = 1.2, 5.4, 10.6


def dimensions(on: Ground, language: str, line_mm: float, down_to_mm: float) -> Iterator[Shape]:
    """One dimension per area at `line_mm`, the whole length above, and the chainage of every end below.

    down_to_mm: where the extension lines end.
    """
    areas = [area for area in on.areas.values() if area.length_m > 0]
    if not areas:
        return
    yield from _stations(on, [areas[0].from_m, *(area.to_m for area in areas)], line_mm, down_to_mm)
    left, right, top = on.x_mm(areas[0].from_m), on.x_mm(areas[-1].to_m), line_mm - WHOLE_MM
    for x in (left, right):
        yield line((x, line_mm - 1.2), (x, top - 1.2), stroke=PALE, width_mm=HAIR)
    yield from measured(on, areas, language, line_mm)
    yield from _measure(left, right, top)
    whole = f"{sentence('area.control_area')[language]} {written(float(areas[-1].to_m - areas[0].from_m))} m"
    (middle,) = _kept([(left + right) / 2], [text_width_mm(whole, LABEL_MM)], on)
    yield Text(middle, top - BESIDE_MM, whole, LABEL_MM, "middle", bold=True)


def measured(on: Ground, areas: Sequence[Area], language: str, line_mm: float) -> Iterator[Shape]:
    """The dimension of each area with its name; where the name is wider than the area, above it with a leader."""
    outside = []
    for area in areas:
        left, right = sorted((on.x_mm(area.from_m), on.x_mm(area.to_m)))
        yield from _measure(left, right, line_mm)
        for x in (left, right):
            yield line((x, line_mm - 1.2), (x, line_mm + 1.2), width_mm=THIN)
        text = f"{sentence(f'area.{area.kind}')[language]} {written(float(abs(area.to_m - area.from_m)))} m"
        width = text_width_mm(text, LABEL_MM)
        if width + 1 <= right - left:
            yield Text((left + right) / 2, line_mm - BESIDE_MM, text, LABEL_MM, "middle")
        else:
            outside.append(((left + right) / 2, width, text))
    outside.sort()
    places = _kept([middle for middle, _, _ in outside], [width for _, width, _ in outside], on)
    for place, (middle, _, text) in zip(places, outside, strict=True):
        yield line((middle, line_mm), (middle, line_mm - 3.4), (place, line_mm - 4.8), stroke=PALE, width_mm=HAIR)
        width = text_width_mm(text, LABEL_MM)
        yield box(place - width / 2 - 0.4, line_mm - ABOVE_MM - 2.2, width + 0.8, 3.0, fill=PAPER, stroke="")
        yield Text(place, line_mm - ABOVE_MM, text, LABEL_MM, "middle")


def _kept(wanted: list[float], widths: list[float], on: Ground) -> list[float]:
    return spread(wanted, [width + 2 for width in widths], on.left_mm, on.right_mm)


def _stations(on: Ground, stations: list[float], line_mm: float, down_to_mm: float) -> Iterator[Shape]:
    """Extension lines down to the road, and the chainage of each, turned, at its line or as near as there is room."""
    wanted = [on.x_mm(at_m) for at_m in stations]
    places = spread(wanted, [CHAINAGE_APART_MM] * len(wanted), on.left_mm - 2, on.right_mm)
    for at_m, x, place in zip(stations, wanted, places, strict=True):
        yield line((x, line_mm - 1.2), (x, down_to_mm), stroke=PALE, width_mm=HAIR)
        yield Text(place - 0.5, line_mm + 8.6, chainage_text(at_m), CHAINAGE_MM, fill=FAINT_INK, turn_deg=90)


def _measure(left: float, right: float, y: float) -> Iterator[Shape]:
    yield line((left, y), (right, y), width_mm=THIN)
    head = min(2.0, (right - left) / 3)
    if head > 0.3:
        yield arrow_head((left, y), -head, 0)
        yield arrow_head((right, y), head, 0)


def chainage_text(at_m: float) -> str:
    """Chainage from the start of the advance-warning area: 0+040, −0+300."""
    whole = round(abs(at_m))
    return f"{'−' if at_m < -0.5 else ''}{whole // 1000}+{whole % 1000:03d}"
