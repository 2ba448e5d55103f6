"""Findings of the checker, flagged on the drawing where they are."""

from collections.abc import Iterator, Sequence

from permits.plan.drawing.road import Ground
from permits.plan.drawing.scene import HAIR, PAPER, RED, Mark, Text, area, box, line
from permits.plan.drawing.signs_row import spread
from permits.plan.finding import BLOCK, INFO, WARN, Finding

# What blocks is filled, the rest only framed: told apart without colour too.
INKS = {BLOCK: RED, WARN: "#9a5b00", INFO: "#4a4f57"}
FLAG_WIDTH_MM, FLAG_HEIGHT_MM = 8.0, 4.2


def flags(on: Ground, findings: Sequence[Finding], y_mm: float) -> Iterator[Mark]:
    """One flag per finding that has a place, side by side at `y_mm`, each pointing down to the road."""
    placed = sorted((f for f in findings if f.place is not None), key=lambda f: f.place)
    if not placed:
        return
    wanted = [(on.x_mm(f.place[0]) + on.x_mm(f.place[1])) / 2 for f in placed]
    apart = min(FLAG_WIDTH_MM + 0.8, (on.right_mm - on.left_mm) / len(placed))
    centres = spread(wanted, apart, on.left_mm + apart / 2, on.right_mm - apart / 2)
    for finding, x, target in zip(placed, centres, wanted, strict=True):
        ink, top = INKS[finding.level], y_mm - FLAG_HEIGHT_MM / 2
        blocked = finding.level == BLOCK
        yield Mark(
            f"finding-{finding.rule}",
            (
                line((x, top + FLAG_HEIGHT_MM), (target, on.y_mm(on.top_m)), stroke=ink, width_mm=HAIR),
                area(
                    (target - 0.8, on.y_mm(on.top_m) - 1.4),
                    (target + 0.8, on.y_mm(on.top_m) - 1.4),
                    (target, on.y_mm(on.top_m)),
                    fill=ink,
                    stroke="",
                ),
                box(
                    x - FLAG_WIDTH_MM / 2,
                    top,
                    FLAG_WIDTH_MM,
                    FLAG_HEIGHT_MM,
                    fill=ink if blocked else PAPER,
                    stroke=ink,
                    width_mm=0.4,
                ),
                Text(x, y_mm + 1, finding.rule, 2.8, "middle", fill=PAPER if blocked else ink, bold=True),
            ),
        )
