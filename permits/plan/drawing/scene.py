"""A drawing as plain values: lengths in millimetres on the sheet, origin top left, y downwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]

INK = "#1a1a1a"
PALE = "#8a8f98"
PAPER = "#ffffff"
ASPHALT = "#d9dce1"
VERGE = "#eef1ea"
ORANGE = "#f28c00"
ORANGE_PALE = "#fde3bd"
YELLOW_PALE = "#fff6d6"
RED = "#c8102e"
BLUE = "#1f4e9c"
GREEN = "#2f7d4f"

HAIR, THIN, MEDIUM, THICK = 0.13, 0.25, 0.5, 0.9


@dataclass(frozen=True)
class Path:
    """A line or, closed, an area."""

    points: tuple[Point, ...]
    closed: bool = False
    fill: str = ""
    stroke: str = INK
    width_mm: float = THIN
    dash_mm: tuple[float, ...] = ()


@dataclass(frozen=True)
class Circle:
    x: float
    y: float
    radius_mm: float
    fill: str = ""
    stroke: str = INK
    width_mm: float = THIN


@dataclass(frozen=True)
class Text:
    """One line of text; (x, y) is on its base line. anchor: start, middle or end. turn_deg: anticlockwise."""

    x: float
    y: float
    text: str
    size_mm: float = 2.5
    anchor: str = "start"
    fill: str = INK
    bold: bool = False
    turn_deg: float = 0


@dataclass(frozen=True)
class Mark:
    """The shapes that together stand for one device; kind as in the devices of a plan."""

    kind: str
    shapes: tuple["Shape", ...]


Shape = Path | Circle | Text | Mark


@dataclass(frozen=True)
class Scene:
    """A sheet. title: what it shows, for readers who cannot see it."""

    width_mm: float
    height_mm: float
    title: str
    language: str
    shapes: tuple[Shape, ...]


def line(*points: Point, stroke: str = INK, width_mm: float = THIN, dash_mm: Sequence[float] = ()) -> Path:
    return Path(points, False, "", stroke, width_mm, tuple(dash_mm))


def area(*points: Point, fill: str = "", stroke: str = INK, width_mm: float = THIN) -> Path:
    return Path(points, True, fill, stroke, width_mm)


def box(x: float, y: float, width: float, height: float, fill: str = "", stroke: str = INK, width_mm=THIN) -> Path:
    return area(
        (x, y), (x + width, y), (x + width, y + height), (x, y + height), fill=fill, stroke=stroke, width_mm=width_mm
    )


def arrow_head(tip: Point, dx: float, dy: float, fill: str = INK) -> Path:
    """A slender filled arrow head at `tip`, pointing along (dx, dy), whose length is the head's."""
    x, y = tip
    half_x, half_y = -dy * 0.28, dx * 0.28
    return area(tip, (x - dx + half_x, y - dy + half_y), (x - dx - half_x, y - dy - half_y), fill=fill, stroke="")


def text_width_mm(text: str, size_mm: float) -> float:
    """Width of a line of text, near enough to place it: a Chinese character is square, others about half as wide."""
    return sum(1.0 if ord(letter) > 0x2E7F else 0.56 for letter in text) * size_mm


def shortened(text: str, size_mm: float, width_mm: float) -> str:
    """The text, cut with an ellipsis where it would be wider than allowed."""
    if text_width_mm(text, size_mm) <= width_mm:
        return text
    while text and text_width_mm(text + "…", size_mm) > width_mm:
        text = text[:-1]
    return text + "…"


def wrapped(text: str, size_mm: float, width_mm: float, most_lines: int) -> list[str]:
    """The text in lines no wider than allowed, the last one shortened when there are too many."""
    lines, current = [], ""
    for word in _pieces(text):
        if current and text_width_mm(current + word, size_mm) > width_mm:
            lines.append(current.rstrip())
            current = word.lstrip()
        else:
            current += word
    lines.append(current)
    if len(lines) > most_lines:
        rest = "".join(lines[most_lines - 1 :])
        lines = [*lines[: most_lines - 1], shortened(rest, size_mm, width_mm)]
    return [shortened(part, size_mm, width_mm) for part in lines if part.strip()]


def _pieces(text: str) -> Iterable[str]:
    """Where a line may break: after every Chinese character, and after the spaces between words."""
    word = ""
    for letter in text.replace("\n", " "):
        word += letter
        if letter == " " or ord(letter) > 0x2E7F:
            yield word
            word = ""
    yield word
