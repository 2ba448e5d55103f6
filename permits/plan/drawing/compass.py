"""North arrow, bar scale, and the arrow of the direction of travel."""

import math
from collections.abc import Iterator

from permits.plan.drawing.scene import (
    HAIR,
    INK,
    ORANGE,
    PAPER,
    THIN,
    Circle,
    Shape,
    Text,
    area,
    arrow_head,
    box,
    line,
)
from permits.plan.model import Line
from permits.plan.sentences import sentence

BAR_MM, BAR_STEPS = 22.0, 2


def north_arrow(
    x: float, y: float, bearing_deg: float | None, language: str, radius_mm: float = 5.0
) -> Iterator[Shape]:
    """North relative to the sheet, where the road runs to the right on a bearing; nothing when it is unknown."""
    if bearing_deg is None:
        return
    # The road lies along +x of the sheet with y downwards, so north is its bearing turned back against the clock.
    dx, dy, r = math.cos(math.radians(bearing_deg)), -math.sin(math.radians(bearing_deg)), radius_mm
    yield Circle(x, y, r, fill=PAPER, stroke=INK, width_mm=THIN)
    for side, fill in ((1, INK), (-1, "")):
        yield area(
            (x + dx * r, y + dy * r),
            (x - dx * r * 0.7 - side * dy * r * 0.45, y - dy * r * 0.7 + side * dx * r * 0.45),
            (x - dx * r * 0.35, y - dy * r * 0.35),
            fill=fill,
            stroke=INK,
            width_mm=HAIR,
        )
    yield Text(
        x + dx * (r + 2.4), y + dy * (r + 2.4) + 1.0, sentence("drawing.north")[language], 2.8, "middle", bold=True
    )


def bearing_deg(centreline: Line | None) -> float | None:
    """Bearing of the road from its first to its last position, degrees clockwise from north; None when unknown."""
    if centreline is None or centreline.coordinates[0] == centreline.coordinates[-1]:
        return None
    (lon0, lat0), (lon1, lat1) = centreline.coordinates[0], centreline.coordinates[-1]
    east = (lon1 - lon0) * math.cos(math.radians((lat0 + lat1) / 2))
    return math.degrees(math.atan2(east, lat1 - lat0))


def bar_scale(right: float, y: float, metres_per_mm: float) -> Iterator[Shape]:
    """A bar of a round length that ends at `right`."""
    magnitude = 10 ** math.floor(math.log10(BAR_MM * metres_per_mm))
    metres = max(step * magnitude for step in (1, 2, 5, 10) if step * magnitude <= BAR_MM * metres_per_mm)
    length = metres / metres_per_mm
    text = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    left = right - length
    for n in range(BAR_STEPS):
        start = left + n * length / BAR_STEPS
        yield box(start, y - 0.5, length / BAR_STEPS, 1.0, fill=PAPER if n % 2 else INK, width_mm=HAIR)
    yield Text(left - 1.2, y + 0.75, text, 2.0, "end")


def direction(x: float, y: float, language: str) -> Iterator[Shape]:
    """The arrow of the direction of travel."""
    text = sentence("drawing.travel")[language]
    yield line((x, y), (x + 14, y), stroke=ORANGE, width_mm=1.2)
    yield arrow_head((x + 18, y), 5, 0, fill=ORANGE)
    yield Text(x - 2, y + 1.1, text, 3, "end", fill=INK)
