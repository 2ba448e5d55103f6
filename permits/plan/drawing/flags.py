"""Findings of the checker: numbered flags on the drawing where they are, and the list that explains them."""

from collections.abc import Iterator, Sequence

from permits.plan.drawing.blocks import HEAD_MM, panel
from permits.plan.drawing.road import Ground
from permits.plan.drawing.scene import (
    FAINT_INK,
    HAIR,
    INK,
    PAPER,
    RED,
    Mark,
    Shape,
    Text,
    area,
    box,
    line,
    wrapped,
)
from permits.plan.drawing.spreading import spread
from permits.plan.finding import BLOCK, INFO, WARN, Finding
from permits.plan.sentences import sentence

# What blocks is filled, the rest only framed: told apart without colour too.
INKS = {BLOCK: RED, WARN: "#9a5b00", INFO: FAINT_INK}
FLAG_WIDTH_MM, NUMBER_WIDTH_MM, FLAG_HEIGHT_MM = 10.6, 5.4, 4.0
# Text and row, the larger if everything fits.
SIZES_MM, MOST_LINES = ((2.5, 3.8), (2.1, 3.0)), 4


def flags(on: Ground, findings: Sequence[Finding], y_mm: float, tip_mm: float) -> Iterator[Mark]:
    """One flag per finding that has a place, side by side at `y_mm`, each pointing to its place at `tip_mm`.

    A flag shows the number of its finding, 1 for the first, and the name of its rule where there is room.
    """
    placed = [(number, finding) for number, finding in enumerate(findings, 1) if finding.place is not None]
    placed.sort(key=lambda one: sum(one[1].place))
    room = on.right_mm - on.left_mm
    width = FLAG_WIDTH_MM if FLAG_WIDTH_MM * len(placed) <= room else NUMBER_WIDTH_MM
    # Flags that find no room are still in the list.
    placed = placed[: int(room / width)]
    wanted = [(on.x_mm(f.place[0]) + on.x_mm(f.place[1])) / 2 for _, f in placed]
    places = spread(wanted, [width] * len(placed), on.left_mm, on.right_mm)
    for (number, finding), x, target in zip(placed, places, wanted, strict=True):
        text = f"{number} {finding.rule}" if width == FLAG_WIDTH_MM else str(number)
        yield _flag(finding, number, text, (x, y_mm), (target, tip_mm), width - 0.8)


def _flag(
    finding: Finding, number: int, text: str, at: tuple[float, float], tip: tuple[float, float], width: float
) -> Mark:
    ink, (x, y), (target, end) = INKS[finding.level], at, tip
    top, blocked, down = y - FLAG_HEIGHT_MM / 2, finding.level == BLOCK, 1 if tip[1] > at[1] else -1
    back = end - down * 1.4
    return Mark(
        f"finding-{finding.rule}",
        (
            line((x, y + down * FLAG_HEIGHT_MM / 2), (target, back), stroke=ink, width_mm=HAIR),
            area((target - 0.8, back), (target + 0.8, back), (target, end), fill=ink, stroke=""),
            box(x - width / 2, top, width, FLAG_HEIGHT_MM, fill=ink if blocked else PAPER, stroke=ink, width_mm=0.4),
            Text(x, y + 0.85, text, 2.4, "middle", fill=PAPER if blocked else ink, bold=True),
        ),
        number=number,
    )


def findings_list(
    x: float, y: float, width: float, height: float, findings: Sequence[Finding], language: str
) -> Iterator[Shape]:
    """Number, rule and sentence of each finding, as many as there is room for; the rest are counted."""
    yield from panel(x, y, width, height, sentence("drawing.findings")[language])
    base = y + HEAD_MM + 3.8
    if not findings:
        yield Text(x + 2.5, base + 0.6, sentence("drawing.findings_none")[language], 2.6, fill=INK)
        return
    for size, pitch in SIZES_MM:
        lines = _lines(findings, width - 16, int((height - HEAD_MM - 1.5) / pitch), size, language)
        if not any(text.endswith("…") or finding is None for _, finding, text in lines):
            break
    for n, (number, finding, text) in enumerate(lines):
        if number:
            yield Text(x + 2.5, base + n * pitch, f"{number} {finding.rule}", size, fill=INKS[finding.level], bold=True)
        yield Text(x + 14, base + n * pitch, text, size, fill=INK)


def _lines(
    findings: Sequence[Finding], width: float, rows: int, size: float, language: str
) -> list[tuple[int, Finding | None, str]]:
    """number (0 for a second line), finding and text of every row."""
    lines: list[tuple[int, Finding | None, str]] = []
    for number, finding in enumerate(findings, 1):
        room = rows - len(lines) - (len(findings) - number)
        parts = wrapped(finding.message[language], size, width, min(max(room, 1), MOST_LINES))
        if len(lines) + len(parts) > (rows if number == len(findings) else rows - 1):
            more = len(findings) - number + 1
            return [*lines, (0, None, sentence("drawing.findings_more", count=more)[language])]
        lines += [(number if n == 0 else 0, finding, part) for n, part in enumerate(parts)]
    return lines
