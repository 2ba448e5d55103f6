"""Demand against capacity over the day, the hours of the closure marked."""

from collections.abc import Iterator, Sequence

from permits.plan.drawing.scene import (
    BLUE,
    HAIR,
    INK,
    MEDIUM,
    ORANGE_PALE,
    PALE,
    RED,
    Scene,
    Shape,
    Text,
    box,
    line,
)
from permits.plan.hours import DAY_MINUTES, HOURS, closed_spans
from permits.plan.impact.assess import Impact
from permits.plan.sentences import sentence
from permits.plan.situation import Situation

WIDTH_MM, HEIGHT_MM = 180.0, 78.0
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 16.0, 176.0, 14.0, 66.0
CALM = "#7b94b5"


def impact_chart(at: Situation, impact: Impact, *, language: str = "zh") -> Scene:
    """Bars of the hourly volume, red where it exceeds the capacity, which is a line; the closed hours are shaded."""
    volumes = at.road.hourly_volume_pcu or (0.0,) * HOURS
    title = sentence("chart.title", phase=at.label)[language]
    most = _round_up(max([*volumes, *impact.hourly_capacity_pcu_h, 1.0]))
    shapes = (
        box(0, 0, WIDTH_MM, HEIGHT_MM, fill="#ffffff", stroke=""),
        Text(LEFT_MM, 6, title, 3.6, bold=True),
        *_closed_hours(at, language),
        *_scale(most),
        *_bars(volumes, impact.hourly_capacity_pcu_h, most),
        *_capacity(impact.hourly_capacity_pcu_h, most),
        *_key(language),
    )
    return Scene(WIDTH_MM, HEIGHT_MM, title, "zh-Hans" if language == "zh" else "en", shapes)


def _x(hour: float) -> float:
    return LEFT_MM + hour * (RIGHT_MM - LEFT_MM) / HOURS


def _y(flow: float, most: float) -> float:
    return BOTTOM_MM - flow / most * (BOTTOM_MM - TOP_MM)


def _closed_hours(at: Situation, language: str) -> Iterator[Shape]:
    for from_minute, to_minute in closed_spans(at.phase.daily_hours):
        left, right = (_x(minute * HOURS / DAY_MINUTES) for minute in (from_minute, to_minute))
        yield box(left, TOP_MM, right - left, BOTTOM_MM - TOP_MM, fill=ORANGE_PALE, stroke="")


def _scale(most: float) -> Iterator[Shape]:
    for step in range(5):
        flow = most * step / 4
        y = _y(flow, most)
        yield line((LEFT_MM, y), (RIGHT_MM, y), stroke=PALE, width_mm=HAIR)
        yield Text(LEFT_MM - 1.5, y + 0.9, f"{flow:.0f}", 2.4, "end")
    for hour in range(0, HOURS + 1, 2):
        yield Text(_x(hour), BOTTOM_MM + 4, f"{hour:02d}", 2.4, "middle")


def _bars(volumes: Sequence[float], capacities: Sequence[float], most: float) -> Iterator[Shape]:
    for hour, (volume, capacity) in enumerate(zip(volumes, capacities, strict=True)):
        left, width = _x(hour) + 0.8, _x(1) - _x(0) - 1.6
        within = min(volume, capacity)
        yield box(left, _y(within, most), width, BOTTOM_MM - _y(within, most), fill=CALM, stroke="")
        if volume > capacity:
            # Framed as well as red, so that it is told apart without colour.
            yield box(left, _y(volume, most), width, _y(within, most) - _y(volume, most), fill=RED, stroke=INK)


def _capacity(capacities: Sequence[float], most: float) -> Iterator[Shape]:
    points = [(_x(hour + end), _y(flow, most)) for hour, flow in enumerate(capacities) for end in (0, 1)]
    yield line(*points, stroke=BLUE, width_mm=MEDIUM)


def _key(language: str) -> Iterator[Shape]:
    y, x = HEIGHT_MM - 3.0, LEFT_MM
    for code, fill, stroke in (
        ("volume", CALM, ""),
        ("excess", RED, INK),
        ("closed", ORANGE_PALE, PALE),
        ("capacity", "", BLUE),
    ):
        if fill:
            yield box(x, y - 2.2, 4, 2.6, fill=fill, stroke=stroke)
        else:
            yield line((x, y - 0.9), (x + 4, y - 0.9), stroke=stroke, width_mm=MEDIUM)
        yield Text(x + 5.5, y, sentence(f"chart.{code}")[language], 2.5)
        x += 40


def _round_up(flow: float) -> float:
    """The next round number whose quarters are round too."""
    step = 400.0
    while flow > step * 10:
        step *= 2
    return step * -(-flow // step)
