"""Beside the carriageway: cycle way and footway, or shoulder and verge; passages past the works; what is taken."""

from collections.abc import Iterator

from permits.plan.drawing.road import Ground
from permits.plan.drawing.scene import GREEN, HAIR, INK, PALE, PAPER, Shape, Text, arrow_head, box, line, text_width_mm
from permits.plan.drawing.works import fence
from permits.plan.layout.cross_section import ON_CYCLE_WAY, ON_FOOTWAY
from permits.plan.sentences import sentence
from permits.plan.situation import Situation

PASSAGE_FILL = "#d6ecdc"
LABEL_MM, STRIP_LABEL_MM = 2.5, 2.1
# Along the works: what is taken and left, then the names of the strips, so that they never lie on one another.
ONE_THIRD, TWO_THIRDS = 0.33, 0.75


def passage(on: Ground, at: Situation) -> Iterator[Shape]:
    """The fenced passage where works lie on the cycle way (for cycles) or on the footway (for pedestrians)."""
    across, work = passage_across_m(on, at), on.areas.get("work_area")
    if across is None or work is None:
        return
    first = on.areas.get("buffer", work)
    last = on.areas.get("downstream_taper", work)
    left, right = on.x_mm(first.from_m), on.x_mm(last.to_m)
    top, bottom = on.y_mm(across[0]), on.y_mm(across[1])
    yield box(left, top, right - left, bottom - top, fill=PASSAGE_FILL, stroke="")
    yield from fence(left, right, top)
    yield from fence(left, right, bottom)
    middle = (top + bottom) / 2
    for x, way in ((left + 7, -1), (right - 7, 1)):
        yield line((x - 3, middle), (x + 3, middle), stroke=GREEN, width_mm=0.4)
        yield arrow_head((x + way * 4, middle), way * 2, 0, fill=GREEN)
        if at.layout.code == ON_FOOTWAY:
            yield arrow_head((x - way * 4, middle), -way * 2, 0, fill=GREEN)


def passage_across_m(on: Ground, at: Situation) -> tuple[float, float] | None:
    """Where the passage lies across the road, from and to in m; None when there is none."""
    section = on.section
    if at.layout.code == ON_CYCLE_WAY and at.phase.cycle_width_m:
        return section.closed_to_m, section.carriageway_m + section.strips_m[0]
    if at.layout.code == ON_FOOTWAY and at.phase.pedestrian_width_m:
        return section.closed_from_m - min(at.phase.pedestrian_width_m, section.strips_m[0]), section.closed_from_m
    return None


def labels(on: Ground, at: Situation, language: str) -> Iterator[Shape]:
    """What is taken and left of the carriageway, and the names and widths of the strips."""
    if "work_area" in on.areas:
        yield from _taken(on, at, language)
    yield from _strip_names(on, at, language)


def _beside(on: Ground, kinds: tuple[str, ...], room_mm: float, share: float = 0.5) -> float:
    """Where something `room_mm` wide is written: in the first of these areas with room for it, else in the longest."""
    pieces = [on.clear_mm(on.areas[kind]) for kind in kinds if kind in on.areas]
    wide = [piece for piece in pieces if piece[1] - piece[0] >= room_mm + 2]
    left, right = wide[0] if wide else max(pieces, key=lambda piece: piece[1] - piece[0], default=_at_left(on))
    x = left + (right - left) * share
    if wide:
        x = min(max(x, left + room_mm / 2 + 1), right - room_mm / 2 - 1)
    elif any(abs(right - gap) < 0.01 for gap, _ in on.chainage.gaps_mm):
        # Rather over the neighbouring area than into the gap.
        x = right - room_mm / 2 - 0.5
    return min(max(x, on.left_mm + room_mm / 2 + 1), on.right_mm - room_mm / 2 - 1)


def _at_left(on: Ground) -> tuple[float, float]:
    return on.left_mm + 20, on.left_mm + 80


def _taken(on: Ground, at: Situation, language: str) -> Iterator[Shape]:
    section, phase = on.section, at.phase
    if at.layout.closes != "moving":
        taken_m = section.closed_width_m if phase.offset_m is None else phase.offset_m
        code = "drawing.closed_road" if at.layout.closes == "road" else "drawing.taken"
        said = sentence(code, width=taken_m)[language]
        closed_middle = (section.closed_from_m + section.closed_to_m) / 2
        yield from _label(on, on.y_mm(closed_middle), said, ONE_THIRD)
    if at.lanes_left and 0 <= section.closed_from_m < section.carriageway_m:
        left_from, left_to = (
            (0.0, section.closed_from_m) if section.closed_from_m > 0 else (section.closed_to_m, section.carriageway_m)
        )
        # In the middle of the lane farthest from the closed band, clear of the way that vehicles take.
        half = section.lane_width_m / 2
        across = left_from + half if section.closed_from_m > 0 else left_to - half
        code = "drawing.lanes_left" if phase.remaining_lane_width_m is None else "drawing.left"
        said = sentence(code, lanes=at.lanes_left, width=phase.remaining_lane_width_m)[language]
        yield from _label(on, on.y_mm(across), said, ONE_THIRD)


def _label(on: Ground, y: float, text: str, share: float) -> Iterator[Shape]:
    width = text_width_mm(text, LABEL_MM) + 2
    x = _beside(on, ("work_area", "buffer", "upstream_taper"), width, share)
    yield box(x - width / 2, y - 2, width, 4, fill=PAPER, stroke=PALE, width_mm=HAIR)
    yield Text(x, y + 0.9, text, LABEL_MM, "middle", bold=True)


def _strip_names(on: Ground, at: Situation, language: str) -> Iterator[Shape]:
    """Names on both sides of the road, with the clear width where the plan gives one."""
    section, phase = on.section, at.phase
    plain = ("drawing.shoulder", "drawing.verge") if section.shoulder else ("drawing.cycleway", "drawing.footway")
    near = list(plain)
    if not section.shoulder:
        near = [
            code if width is None else with_width
            for code, width, with_width in (
                (plain[0], phase.cycle_width_m, "drawing.cycle"),
                (plain[1], phase.pedestrian_width_m, "drawing.pedestrian"),
            )
        ]
    across = passage_across_m(on, at)
    edge_m = section.carriageway_m
    middles = [edge_m + section.strips_m[0] / 2, edge_m + section.strips_m[0] + section.strips_m[1] / 2]
    taken = section.closed_to_m > section.carriageway_m
    if across is not None:
        middles[0 if at.layout.code == ON_CYCLE_WAY else 1] = sum(across) / 2
        if at.layout.code == ON_FOOTWAY:
            middles[0] = edge_m + (section.strips_m[0] - (across[1] - across[0])) / 2
    said = [
        sentence(code, width=width)[language]
        for code, width in zip(near, (phase.cycle_width_m, phase.pedestrian_width_m), strict=True)
    ]
    beside_taken = taken and across is None
    yield from _strip_text(on, middles, said, min(section.strips_m) * on.per_m, beside_taken=beside_taken)
    far = on.far_edge_m
    middles = [far - section.far_strips_m[0] / 2, far - section.far_strips_m[0] - section.far_strips_m[1] / 2]
    said = [sentence(code)[language] for code in plain]
    yield from _strip_text(on, middles, said, min(section.far_strips_m) * on.per_m, beside_taken=beside_taken)


def _strip_text(
    on: Ground, middles: list[float], said: list[str], room_mm: float, *, beside_taken: bool
) -> Iterator[Shape]:
    """One under another where the strips are wide enough, else both in one line beside each other."""
    if room_mm < STRIP_LABEL_MM * 1.05:
        middles, said = [sum(middles) / 2], [" · ".join(said)]
    wide = max(text_width_mm(text, STRIP_LABEL_MM) for text in said) + 1
    zone = ("work_area", "buffer", "upstream_taper", "advance_warning", "termination")
    x = _beside(on, ("advance_warning", "termination") if beside_taken else zone, wide, TWO_THIRDS)
    for across_m, text in zip(middles, said, strict=True):
        yield Text(x, on.y_mm(across_m) + 0.75, text, STRIP_LABEL_MM, "middle", fill=INK)
