"""The legend: every device with its symbol and number, then the lines and areas, and only what this sheet shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from permits.plan.drawing.blocks import HEAD_MM, panel
from permits.plan.drawing.scene import (
    BLUE,
    GREEN,
    HAIR,
    INK,
    MEDIUM,
    ORANGE,
    ORANGE_PALE,
    PAPER,
    THIN,
    Mark,
    Shape,
    Text,
    box,
    line,
    shortened,
)
from permits.plan.drawing.strips import PASSAGE_FILL
from permits.plan.drawing.symbols import SYMBOLS, symbol
from permits.plan.drawing.works import WORK_FILL, fence, fence_with_gaps, hatching, way
from permits.plan.sentences import sentence
from permits.plan.situation import Situation

TEXT_MM, SYMBOL_MM, ONE_COLUMN, MOST_PITCH_MM = 2.5, 14.0, 7, 11.0


@dataclass(frozen=True)
class Shown:
    """What else the sheet shows: which of these there is."""

    closed: bool = False
    see_through: bool = False
    passage: bool = False
    flow: bool = False
    oncoming: bool = False
    stop_lines: bool = False
    breaks: bool = False
    signs: int = 0


Entry = tuple[tuple[Shape, ...], str, str]


def legend(
    x: float,
    y: float,
    width: float,
    height: float,
    at: Situation,
    quantities: Mapping[str, int],
    shown: Shown,
    language: str,
) -> Iterator[Shape]:
    """Devices first, then lines and areas, in one or two columns."""
    yield from panel(x, y, width, height, sentence("drawing.legend")[language])
    entries = [*_devices(quantities, language), *_drawn(at, shown, language)]
    columns = 2 if len(entries) > ONE_COLUMN else 1
    rows = -(-len(entries) // columns)
    pitch, column_width = min((height - HEAD_MM - 2) / max(rows, 1), MOST_PITCH_MM), width / columns
    for n, (shapes, name, number) in enumerate(entries):
        left, top = x + (n // rows) * column_width, y + HEAD_MM + 1 + pitch * (n % rows + 0.5)
        yield Mark("", shapes, (left + 8, top)) if shapes else Text(left + 5, top + 0.9, "S1", TEXT_MM, bold=True)
        room = column_width - SYMBOL_MM - (9 if number else 1)
        yield Text(left + SYMBOL_MM + 1, top + 0.9, shortened(name, TEXT_MM, room), TEXT_MM)
        if number:
            yield Text(left + column_width - 2, top + 0.9, number, TEXT_MM, "end", bold=True)


def _devices(quantities: Mapping[str, int], language: str) -> Iterator[Entry]:
    for kind in SYMBOLS:
        if kind in quantities:
            shapes = symbol(kind, 5.0)
            if kind == "works_vehicle":
                shapes = (Mark("", shapes, (-5.0, 0.0)),)
            yield shapes, sentence(f"device.{kind}")[language], f"×{quantities[kind]}"


def _drawn(at: Situation, shown: Shown, language: str) -> Iterator[Entry]:
    def entry(code: str, *shapes: Shape, number: str = "", **data: float | None) -> Entry:
        return shapes, sentence(f"drawing.{code}", **data)[language], number

    if shown.signs:
        yield entry("sign_number", number=f"×{shown.signs}")
    if shown.closed:
        yield entry("closed_area", box(-5, -1.6, 10, 3.2, fill=ORANGE_PALE, stroke=ORANGE, width_mm=HAIR))
        yield entry(
            "work_area",
            box(-5, -1.6, 10, 3.2, fill=WORK_FILL, stroke=ORANGE, width_mm=HAIR),
            *hatching(-5, 5, -1.6, 1.6),
        )
    fence_of = at.phase.hoarding
    if fence_of is not None and shown.closed:
        posts = (box(dx - 0.35, -0.35, 0.7, 0.7, fill=BLUE, stroke="") for dx in (-5, 0, 5))
        code = "hoarding_plain" if fence_of.height_m is None else "hoarding"
        yield entry(code, line((-5, 0), (5, 0), stroke=BLUE, width_mm=MEDIUM), *posts, height=fence_of.height_m)
        if shown.see_through:
            yield entry("see_through", *fence_with_gaps((-5, 0), (5, 0)), above=fence_of.see_through_above_m)
    if shown.passage:
        yield entry(
            "passage", box(-5, -1.4, 10, 2.8, fill=PASSAGE_FILL, stroke=""), *fence(-5, 5, -1.4), *fence(-5, 5, 1.4)
        )
    if shown.flow:
        yield entry("flow", *way([(-5, 0), (3, 0)], BLUE))
    if shown.oncoming:
        yield entry("oncoming", *way([(5, 0), (-3, 0)], GREEN))
    if shown.stop_lines:
        yield entry(
            "stop_line",
            box(-3, -1.7, 6, 3.4, fill="#d9dce1", stroke=""),
            line((0, -1.5), (0, 1.5), stroke=PAPER, width_mm=1.1),
        )
    if shown.breaks:
        yield entry(
            "break", line((-1, -2), (-1, -0.7), (0.2, -0.2), (-2.2, 0.4), (-1, 0.9), (-1, 2), stroke=INK, width_mm=THIN)
        )
