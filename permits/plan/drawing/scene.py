"""A drawing as plain values: lengths in millimetres on the sheet, origin top left, y downwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

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
FAINT_INK = "#4a4f57"

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
    """Shapes that belong together: a device, its kind as in the devices of a plan, finding-P02, changed-buffer, or "".

    origin: where the (0, 0) of its shapes is. number: by which a list beside the drawing calls it, 0 when none does.
    count: how many devices it stands for.
    """

    kind: str
    shapes: tuple["Shape", ...]
    origin: Point = (0.0, 0.0)
    number: int = 0
    count: int = 1


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
    """Width of a line of text in the sheet's typeface, near enough to place it: a Chinese character is square."""
    return sum(_WIDTHS.get(letter, 0.56 if ord(letter) < 0x80 else 1.0) for letter in text) * size_mm


# Widths of letters in ems of the sans typeface of the documents, the widest of each group.
_GROUPS = ((0.3, " |',.:;ijlI!"), (0.4, "f()[]{}-°t/²\\\r"), (0.52, '"*?szxcvy'), (0.57, "–−"))
_GROUPS += ((0.65, "AhnoubdpqPCRSTZEKB&"), (0.75, "DGNUHOQ"), (0.95, "wMWm%—@½"))
_WIDTHS = {letter: width for width, letters in _GROUPS for letter in letters}


def shortened(text: str, size_mm: float, width_mm: float) -> str:
    """The text, cut with an ellipsis where it would be wider than allowed."""
    if text_width_mm(text, size_mm) <= width_mm:
        return text
    room_mm = width_mm - text_width_mm("…", size_mm)
    widths_mm = accumulate(text_width_mm(letter, size_mm) for letter in text)
    return text[: sum(1 for _ in takewhile(lambda used_mm: used_mm <= room_mm, widths_mm))] + "…"


def wrapped(text: str, size_mm: float, width_mm: float, most_lines: int) -> list[str]:
    """The text in lines no wider than allowed, the last one shortened when there are too many."""
    lines, current = [], ""
    for word in _pieces(text):
        if current and text_width_mm((current + word).rstrip(), size_mm) > width_mm:
            lines.append(current)
            current = word.lstrip()
        else:
            current += word
    lines.append(current)
    if len(lines) > most_lines:
        rest = "".join(lines[most_lines - 1 :])
        lines = [*lines[: most_lines - 1], shortened(rest, size_mm, width_mm)]
    return [shortened(part.strip(), size_mm, width_mm) for part in lines if part.strip()]


def _pieces(text: str) -> Iterable[str]:
    """Where a line may break: after every Chinese character, and after the spaces between words."""
    word = ""
    for letter in text.replace("\n", " "):
        word += letter
        if letter == " " or ord(letter) > 0x2E7F:
            yield word
            word = ""
    yield word
