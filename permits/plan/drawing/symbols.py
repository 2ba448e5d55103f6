"""The devices on the road as small symbols, drawn where they stand."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from permits.plan.drawing.scene import INK, ORANGE, PAPER, RED, THIN, Circle, Path, Shape, area, arrow_head, box, line

YELLOW = "#ffc400"
POINTING = ("chevron", "arrow_board")


@cache
def symbol(kind: str, span_mm: float = 6.0, *, turned: bool = False) -> tuple[Shape, ...]:
    """The symbol of a device around (0, 0). span_mm: how wide a device lying across the road is.

    turned: for traffic from the other side, so that arrows point the other way.
    """
    shapes = SYMBOLS[kind](0.0, 0.0, round(max(span_mm, 1.0), 2))
    return tuple(_mirrored(shape) for shape in shapes) if turned and kind in POINTING else shapes


def _mirrored(shape: Shape) -> Shape:
    return replace(shape, points=tuple((-x, y) for x, y in shape.points)) if isinstance(shape, Path) else shape


def _cone(x: float, y: float, span: float) -> tuple[Shape, ...]:
    return (
        area((x, y - 0.95), (x + 0.62, y + 0.65), (x - 0.62, y + 0.65), fill=ORANGE, stroke="#a34d00", width_mm=0.1),
        line((x - 0.3, y - 0.05), (x + 0.3, y - 0.05), stroke=PAPER, width_mm=0.28),
    )


def _chevron(x: float, y: float, span: float) -> tuple[Shape, ...]:
    arms = (
        line((x + d - 0.45, y - 0.75), (x + d + 0.25, y), (x + d - 0.45, y + 0.75), stroke=PAPER, width_mm=0.4)
        for d in (-0.7, 0.3)
    )
    return (box(x - 1.6, y - 1.1, 3.2, 2.2, fill=RED, stroke=INK, width_mm=0.12), *arms)


def _barricade(x: float, y: float, span: float) -> tuple[Shape, ...]:
    """A bar across the closed band in red and white."""
    half, step = span / 2, 1.4
    top = y - half
    stripes = []
    for n in range(max(1, int(span / step))):
        if n % 2 == 0:
            stripes.append(box(x - 0.55, top + n * step, 1.1, min(step, span - n * step), fill=RED, stroke=""))
    return (
        box(x - 0.55, top, 1.1, span, fill=PAPER, width_mm=0.15),
        *stripes,
        box(x - 0.55, top, 1.1, span, width_mm=0.15),
    )


def _arrow_board(x: float, y: float, span: float) -> tuple[Shape, ...]:
    return (
        box(x - 2.2, y - 1.3, 4.4, 2.6, fill=INK, stroke=INK),
        line((x - 1.5, y), (x + 0.6, y), stroke=YELLOW, width_mm=0.5),
        arrow_head((x + 1.7, y), 1.4, 0, fill=YELLOW),
    )


def _warning_light(x: float, y: float, span: float) -> tuple[Shape, ...]:
    rays = (
        line((x + dx * 0.75, y + dy * 0.75), (x + dx * 1.15, y + dy * 1.15), stroke=RED, width_mm=0.18)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
    )
    return (Circle(x, y, 0.55, fill=YELLOW, stroke=RED, width_mm=0.2), *rays)


def _flagger(x: float, y: float, span: float) -> tuple[Shape, ...]:
    return (
        Circle(x, y, 1.0, fill=PAPER, stroke=INK, width_mm=THIN),
        Circle(x, y, 0.45, fill=INK, stroke="", width_mm=0),
        line((x + 0.7, y - 0.7), (x + 1.6, y - 2.4), width_mm=0.2),
        area((x + 1.6, y - 2.4), (x + 3.0, y - 2.0), (x + 1.35, y - 1.5), fill=RED, stroke=""),
    )


def _temporary_signal(x: float, y: float, span: float) -> tuple[Shape, ...]:
    lamps = (
        Circle(x, y + d, 0.42, fill=colour, stroke="", width_mm=0)
        for d, colour in ((-1.1, RED), (0, YELLOW), (1.1, "#2fa84f"))
    )
    return (box(x - 0.8, y - 1.8, 1.6, 3.6, fill=INK, stroke=INK), *lamps)


def _works_vehicle(x: float, y: float, span: float) -> tuple[Shape, ...]:
    """A lorry seen from above with the arrow board and the crash cushion at its rear."""
    return (
        box(x - 1.4, y - 1.5, 1.4, 3.0, fill=YELLOW, width_mm=THIN),
        line((x - 1.2, y - 1.3), (x - 0.2, y - 0.1), stroke=RED, width_mm=0.3),
        line((x - 1.2, y + 1.3), (x - 0.2, y + 0.1), stroke=RED, width_mm=0.3),
        box(x, y - 1.6, 7.5, 3.2, fill=ORANGE, width_mm=THIN),
        box(x + 0.5, y - 1.1, 1.4, 2.2, fill=INK, stroke=""),
        arrow_head((x + 0.65, y), -1.0, 0, fill=YELLOW),
        box(x + 7.5, y - 1.4, 2.4, 2.8, fill=PAPER, width_mm=THIN),
        line((x + 9.0, y - 1.1), (x + 9.0, y + 1.1), width_mm=THIN),
    )


SYMBOLS: dict[str, Callable[[float, float, float], tuple[Shape, ...]]] = {
    "cone": _cone,
    "chevron": _chevron,
    "barricade": _barricade,
    "arrow_board": _arrow_board,
    "warning_light": _warning_light,
    "flagger": _flagger,
    "temporary_signal": _temporary_signal,
    "works_vehicle": _works_vehicle,
}
