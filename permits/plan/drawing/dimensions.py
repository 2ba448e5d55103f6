"""Dimension lines of the areas and the chainage of their ends, above the road."""

from collections.abc import Iterator

from permits.plan.drawing.road import Ground
from permits.plan.drawing.scene import HAIR, PALE, THIN, Shape, Text, arrow_head, line, text_width_mm
from permits.plan.sentences import sentence, written

LABEL_MM, CHAINAGE_MM, ROW_MM = 2.6, 2.0, 4.4


def dimensions(on: Ground, language: str, line_mm: float) -> Iterator[Shape]:
    """One dimension per area at `line_mm`, labels stepped up where they would touch, the whole length on top."""
    areas = [area for area in on.areas.values() if area.length_m > 0]
    if not areas:
        return
    road_top = on.y_mm(on.top_m)
    stations = [areas[0].from_m, *(area.to_m for area in areas)]
    for at_m in stations:
        x = on.x_mm(at_m)
        yield line((x, line_mm - 1.5), (x, road_top), stroke=PALE, width_mm=HAIR)
        yield Text(x - 0.6, road_top - 0.8, chainage_text(at_m), CHAINAGE_MM, fill="#4a4f57", turn_deg=90)
    labels, taken = [], []
    for area in areas:
        left, right = on.x_mm(area.from_m), on.x_mm(area.to_m)
        yield from _measure(left, right, line_mm)
        text = f"{sentence(f'area.{area.kind}')[language]} {written(float(area.length_m))} m"
        middle, half = (left + right) / 2, text_width_mm(text, LABEL_MM) / 2
        row = 0
        while any(r == row and middle - half < to + 1.5 and middle + half > from_ - 1.5 for r, from_, to in taken):
            row += 1
        taken.append((row, middle - half, middle + half))
        labels.append((middle, row, text))
    for middle, row, text in labels:
        y = line_mm - 1.2 - row * ROW_MM
        if row:
            yield line((middle, line_mm), (middle, y + 0.6), stroke=PALE, width_mm=HAIR)
        yield Text(middle, y, text, LABEL_MM, "middle")
    top = line_mm - 1.2 - (max(row for _, row, _ in labels) + 1) * ROW_MM - 1.6
    left, right = on.x_mm(stations[0]), on.x_mm(stations[-1])
    for x in (left, right):
        yield line((x, line_mm - 1.5), (x, top - 1.5), stroke=PALE, width_mm=HAIR)
    yield from _measure(left, right, top)
    whole = f"{sentence('area.control_area')[language]} {written(float(stations[-1] - stations[0]))} m"
    yield Text((left + right) / 2, top - 1.2, whole, LABEL_MM, "middle", bold=True)


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
