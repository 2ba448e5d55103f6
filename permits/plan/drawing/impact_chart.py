"""Demand against capacity over the day and the queue it leaves, the hours of the closure shaded.

The picture is small and its text large, so that it can be read at the width of a phone; its few inks stand for one
thing each, so that a page can give them the colours of its theme (web/static/css/cases.css).
"""

from collections.abc import Iterator, Sequence

from permits.plan.drawing.scene import (
    BLUE,
    HAIR,
    INK,
    MEDIUM,
    ORANGE_PALE,
    PALE,
    PAPER,
    RED,
    Scene,
    Shape,
    Text,
    box,
    line,
    shortened,
    text_width_mm,
)
from permits.plan.hours import DAY_MINUTES, HOURS, closed_spans
from permits.plan.impact.assess import Impact
from permits.plan.sentences import sentence
from permits.plan.situation import Situation

WIDTH_MM = 100.0
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 12.0, 98.0, 10.0, 46.0
QUEUE_TOP_MM, QUEUE_BOTTOM_MM = 58.0, 70.0
TITLE_MM, TEXT_MM, LINE_MM = 3.4, 3.1, 5.0
CALM, WAITING = "#7b94b5", "#9a5b00"


def impact_chart(at: Situation, impact: Impact, *, language: str = "zh") -> Scene:
    """Bars of the hourly volume, red where it exceeds the capacity, which is a line; below it the queue, if any."""
    volumes = impact.hourly_volume_pcu or (0.0,) * HOURS
    capacities = impact.by.hourly_capacity_pcu_h
    queue = [metres or 0.0 for metres in impact.by.hourly_queue_m]
    title = sentence("chart.title", phase=at.label)[language]
    most = _round_up(max([*volumes, *capacities, 1.0]))
    waits = max(queue) > 0
    bottom = QUEUE_BOTTOM_MM if waits else BOTTOM_MM
    key, height = _key(bottom + 9.5, language, waits=waits, exceeds=_exceeds(volumes, capacities))
    shapes = (
        box(0, 0, WIDTH_MM, height, fill=PAPER, stroke=""),
        Text(1, 5, shortened(title, TITLE_MM, WIDTH_MM - 2), TITLE_MM, bold=True),
        *_closed_hours(at, bottom),
        *_scale(most),
        *_bars(volumes, capacities, most),
        *_capacity(capacities, most),
        *(_queue(queue, language) if waits else ()),
        *key,
    )
    return Scene(WIDTH_MM, height, title, "zh-Hans" if language == "zh" else "en", shapes)


def _exceeds(volumes: Sequence[float], capacities: Sequence[float]) -> bool:
    return any(volume > capacity for volume, capacity in zip(volumes, capacities, strict=True))


def _x(hour: float) -> float:
    return LEFT_MM + hour * (RIGHT_MM - LEFT_MM) / HOURS


def _y(flow: float, most: float) -> float:
    return BOTTOM_MM - flow / most * (BOTTOM_MM - TOP_MM)


def _closed_hours(at: Situation, bottom_mm: float) -> Iterator[Shape]:
    for from_minute, to_minute in closed_spans(at.phase.daily_hours):
        left, right = (_x(minute * HOURS / DAY_MINUTES) for minute in (from_minute, to_minute))
        yield box(left, TOP_MM, right - left, bottom_mm - TOP_MM, fill=ORANGE_PALE, stroke="")


def _scale(most: float) -> Iterator[Shape]:
    for step in range(5):
        flow = most * step / 4
        y = _y(flow, most)
        yield line((LEFT_MM, y), (RIGHT_MM, y), stroke=PALE, width_mm=HAIR)
        yield Text(LEFT_MM - 1, y + 1.1, f"{flow:.0f}", TEXT_MM, "end")
    for hour in range(0, HOURS + 1, 3):
        yield Text(_x(hour), BOTTOM_MM + 4.5, f"{hour:02d}", TEXT_MM, "middle")


def _bars(volumes: Sequence[float], capacities: Sequence[float], most: float) -> Iterator[Shape]:
    for hour, (volume, capacity) in enumerate(zip(volumes, capacities, strict=True)):
        left, width = _x(hour) + 0.5, _x(1) - _x(0) - 1.0
        within = min(volume, capacity)
        yield box(left, _y(within, most), width, BOTTOM_MM - _y(within, most), fill=CALM, stroke="")
        if volume > capacity:
            # Framed as well as red, so that it is told apart without colour.
            yield box(left, _y(volume, most), width, _y(within, most) - _y(volume, most), fill=RED, stroke=INK)


def _capacity(capacities: Sequence[float], most: float) -> Iterator[Shape]:
    points = [(_x(hour + end), _y(flow, most)) for hour, flow in enumerate(capacities) for end in (0, 1)]
    yield line(*points, stroke=BLUE, width_mm=MEDIUM)


def _queue(queue_m: Sequence[float], language: str) -> Iterator[Shape]:
    """The queue at the end of each hour, on a scale of its own."""
    most = max(queue_m)
    yield Text(LEFT_MM, QUEUE_TOP_MM - 1.5, sentence("chart.queue_at_end")[language], TEXT_MM)
    for metres, y in ((most, QUEUE_TOP_MM), (0.0, QUEUE_BOTTOM_MM)):
        yield line((LEFT_MM, y), (RIGHT_MM, y), stroke=PALE, width_mm=HAIR)
        yield Text(LEFT_MM - 1, y + 1.1, f"{metres:.0f}", TEXT_MM, "end")
    for hour, metres in enumerate(queue_m):
        height = metres / most * (QUEUE_BOTTOM_MM - QUEUE_TOP_MM)
        if metres > 0:
            yield box(_x(hour) + 0.5, QUEUE_BOTTOM_MM - height, _x(1) - _x(0) - 1, height, fill=WAITING, stroke="")


def _key(y: float, language: str, *, waits: bool, exceeds: bool) -> tuple[list[Shape], float]:
    """What each ink means, in as many lines as it takes, and the height of the picture below it."""
    entries = [("volume", CALM, ""), ("capacity", "", BLUE), ("closed", ORANGE_PALE, PALE)]
    entries += [("excess", RED, INK)] if exceeds else []
    entries += [("queue", WAITING, "")] if waits else []
    shapes: list[Shape] = []
    x = LEFT_MM
    for code, fill, stroke in entries:
        words = sentence(f"chart.{code}")[language]
        width = 5.5 + text_width_mm(words, TEXT_MM)
        if x > LEFT_MM and x + width > RIGHT_MM:
            x, y = LEFT_MM, y + LINE_MM
        if fill:
            shapes.append(box(x, y - 2.4, 4, 2.8, fill=fill, stroke=stroke))
        else:
            shapes.append(line((x, y - 1), (x + 4, y - 1), stroke=stroke, width_mm=MEDIUM))
        shapes.append(Text(x + 5.5, y, words, TEXT_MM))
        x += width + 4
    return shapes, y + 2.5


def _round_up(flow: float) -> float:
    """The next round number whose quarters are round too."""
    step = 400.0
    while flow > step * 10:
        step *= 2
    return step * -(-flow // step)
