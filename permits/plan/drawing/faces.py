"""The faces of temporary signs as GB 5768 draws them: black on an orange ground, limits red on white."""

from collections.abc import Callable, Iterable

from permits.plan.drawing.scene import (
    INK,
    MEDIUM,
    ORANGE,
    PAPER,
    RED,
    THIN,
    Circle,
    Path,
    Shape,
    Text,
    area,
    arrow_head,
    box,
    line,
)

Face = tuple[Shape, ...]
MOST_LANES_ON_SIGN = 5


def sign_face(code: str, x: float, y: float, size_mm: float, figure: str = "", lanes: str = "||x") -> Face:
    """The face of a sign, centred on (x, y) and about `size_mm` high.

    figure: the number or distance it shows ("40", "300 m"). lanes: from the median, | for one that goes on and x for
    one that ends, for the lane-reduction sign.
    """
    return _FACES.get(code, _plate_of(code))(x, y, size_mm, figure, lanes)


def _triangle(x: float, y: float, s: float) -> Path:
    h = s * 0.5
    return area((x, y - h), (x + h * 1.12, y + h * 0.92), (x - h * 1.12, y + h * 0.92), fill=ORANGE, width_mm=s * 0.06)


def _plate(x: float, y: float, width: float, height: float) -> tuple[Path, Path]:
    edge = 0.05 * height
    return (
        box(x - width / 2, y - height / 2, width, height, fill=ORANGE, stroke="", width_mm=0),
        box(x - width / 2 + edge, y - height / 2 + edge, width - 2 * edge, height - 2 * edge, width_mm=THIN),
    )


def _words(x: float, y: float, s: float, *lines: str, width: float = 1.5) -> Face:
    """A plate with one to three centred lines of Chinese, as large as fits."""
    widest = max(sum(1.0 if ord(c) > 0x2E7F else 0.58 for c in text) for text in lines)
    size = min(s * width * 0.86 / widest, s * 0.82 / len(lines) / 1.15)
    top = y - size * 1.15 * len(lines) / 2 + size * 0.95
    texts = (Text(x, top + n * size * 1.15, text, size, "middle", bold=True) for n, text in enumerate(lines))
    return (*_plate(x, y, s * width, s), *texts)


def _works(x: float, y: float, s: float, figure: str, lanes: str) -> Face:
    u = s / 10
    return (
        _triangle(x, y, s),
        Circle(x - 0.3 * u, y - 1.6 * u, 0.55 * u, fill=INK, stroke="", width_mm=0),
        line((x - 0.5 * u, y - 0.9 * u), (x + 0.1 * u, y + 1.2 * u), width_mm=0.8 * u),
        line((x + 0.1 * u, y + 1.2 * u), (x - 0.9 * u, y + 3.4 * u), width_mm=0.6 * u),
        line((x + 0.1 * u, y + 1.2 * u), (x + 0.9 * u, y + 3.4 * u), width_mm=0.6 * u),
        line((x - 0.4 * u, y - 0.5 * u), (x + 1.1 * u, y + 0.6 * u), width_mm=0.45 * u),
        line((x + 0.3 * u, y - 0.2 * u), (x + 2.1 * u, y + 2.6 * u), width_mm=0.35 * u),
        area((x + 1.3 * u, y + 3.5 * u), (x + 2.3 * u, y + 2.3 * u), (x + 3.4 * u, y + 3.5 * u), fill=INK, stroke=""),
    )


def _flagger(x: float, y: float, s: float, figure: str, lanes: str) -> Face:
    u = s / 10
    return (
        _triangle(x, y, s),
        Circle(x - 0.4 * u, y - 1.4 * u, 0.55 * u, fill=INK, stroke="", width_mm=0),
        line((x - 0.4 * u, y - 0.8 * u), (x - 0.4 * u, y + 1.4 * u), width_mm=0.9 * u),
        line((x - 0.4 * u, y + 1.2 * u), (x - 1.1 * u, y + 3.5 * u), width_mm=0.55 * u),
        line((x - 0.4 * u, y + 1.2 * u), (x + 0.3 * u, y + 3.5 * u), width_mm=0.55 * u),
        line((x - 0.4 * u, y - 0.3 * u), (x + 1.6 * u, y - 0.1 * u), width_mm=0.45 * u),
        line((x + 1.6 * u, y + 1.4 * u), (x + 1.6 * u, y - 1.0 * u), width_mm=0.3 * u),
        area((x + 1.6 * u, y - 1.0 * u), (x + 2.9 * u, y - 0.1 * u), (x + 1.6 * u, y + 0.6 * u), fill=RED, stroke=""),
    )


def _limit(x: float, y: float, s: float, figure: str, lanes: str) -> Face:
    r = s * 0.44
    size = s * (0.42 if len(figure) < 3 else 0.32)
    return (
        Circle(x, y, r, fill=PAPER, stroke=RED, width_mm=s * 0.11),
        Text(x, y + size * 0.36, figure or "—", size, "middle", bold=True),
    )


def _restored(x: float, y: float, s: float, figure: str, lanes: str) -> Face:
    if figure:
        return _limit(x, y, s, figure, lanes)
    r, k = s * 0.46, s * 0.3
    stripes = (line((x - k + d, y + k), (x + k + d, y - k), width_mm=THIN) for d in (-0.5, 0, 0.5))
    return (Circle(x, y, r, fill=PAPER, width_mm=MEDIUM), *stripes)


def lane_pattern(lanes: int, closed: Iterable[int]) -> str:
    """The lanes as the lane-reduction sign shows them, no more than five."""
    pattern = "".join("x" if lane in closed else "|" for lane in range(1, lanes + 1))
    # Lanes alike beside one another are left out first.
    while len(pattern) > MOST_LANES_ON_SIGN:
        # Lanes open and closed in turn have no two alike: the outermost goes.
        alike = next((n for n in range(1, len(pattern)) if pattern[n] == pattern[n - 1]), len(pattern) - 1)
        pattern = pattern[:alike] + pattern[alike + 1 :]
    return pattern


def _lane_reduction(x: float, y: float, s: float, figure: str, lanes: str) -> Face:
    """Arrows for the lanes that go on, a barred stub for those that end."""
    step = s * 0.95 / max(len(lanes), 2)
    top, foot = y - s * 0.34, y + s * 0.34
    shapes: list[Shape] = [*_plate(x, y, s * 1.15, s)]
    for n, lane in enumerate(lanes):
        here = x + (n - (len(lanes) - 1) / 2) * step
        if lane == "|":
            shapes += [
                line((here, foot), (here, top + s * 0.1), width_mm=s * 0.05),
                arrow_head((here, top), 0, -s * 0.18),
            ]
        else:
            shapes += [
                line((here, foot), (here, y), width_mm=s * 0.05),
                line((here - s * 0.09, y), (here + s * 0.09, y), width_mm=s * 0.07, stroke=RED),
            ]
    return tuple(shapes)


def _turn(*words: str, to_left: bool = False) -> Callable[..., Face]:
    """An arrow that turns off, with a word beside its foot; a diversion leads to the left, over the centre line."""
    side = -1 if to_left else 1

    def face(x: float, y: float, s: float, figure: str, lanes: str) -> Face:
        foot, bend = x - side * s * 0.34, y - s * 0.18
        arrow = (
            line((foot, y + s * 0.36), (foot, bend), (foot + side * s * 0.42, bend), width_mm=s * 0.07),
            arrow_head((foot + side * s * 0.62, bend), side * s * 0.22, 0),
        )
        label = (Text(x + side * s * 0.18, y + s * 0.32, words[0], s * 0.3, "middle", bold=True),) if words else ()
        return (*_plate(x, y, s * 1.35, s), *arrow, *label)

    return face


def _no_lane_change(x: float, y: float, s: float, figure: str, lanes: str) -> Face:
    return (
        *_plate(x, y, s * 1.15, s),
        line((x, y - s * 0.38), (x, y + s * 0.38), width_mm=s * 0.05),
        *(line((x + d, y + s * 0.3), (x + d, y - s * 0.1), width_mm=s * 0.05) for d in (-s * 0.28, s * 0.28)),
        *(arrow_head((x + d, y - s * 0.3), 0, -s * 0.22) for d in (-s * 0.28, s * 0.28)),
    )


def _plate_with(*lines: str, width: float = 1.5) -> Callable[..., Face]:
    def face(x: float, y: float, s: float, figure: str, lanes: str) -> Face:
        filled = [text.format(figure) for text in lines]
        return _words(x, y, s, *[text for text in filled if text], width=width)

    return face


def _plate_of(code: str) -> Callable[..., Face]:
    return _plate_with(code)


_FACES: dict[str, Callable[..., Face]] = {
    "works_ahead": _works,
    "works_at_upstream_junction": _works,
    "flagger_ahead": _flagger,
    "lane_reduction": _lane_reduction,
    "workzone_speed_limit": _limit,
    "speed_limit_restored": _restored,
    "diversion": _turn("改道", to_left=True),
    "detour": _turn("绕行"),
    "orange_arrow": _turn(),
    "no_lane_change_marking": _no_lane_change,
    "workzone_distance": _plate_with("作业区", "距离 {}"),
    "workzone_length": _plate_with("作业区", "长度 {}"),
    "workzone_end": _plate_with("作业区", "结束", width=1.2),
    "works_in_300m": _plate_with("前方 {}", "道路施工"),
    "works_in_1km_and_300m": _plate_with("前方 {}", "道路施工"),
    "exit_closed": _plate_with("出口", "关闭", width=1.2),
    "pedestrian_cycle_passage": _plate_with("行人", "非机动车", "通道"),
    "mobile_works": _plate_with("移动作业", "车辆慢行"),
    "warning_light": _plate_with("施工", "警告灯"),
}
