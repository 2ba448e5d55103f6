"""A scene as SVG, self-contained: no style sheet, no script, no outside font."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from permits.plan.drawing.scene import Circle, Mark, Path, Scene, Shape, Text

FONTS = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"


def to_svg(*scenes: Scene, view_mm: tuple[float, float, float, float] | None = None) -> str:
    """The sheets one under another; the picture scales to its container and has the titles as its accessible name.

    view_mm: x, y, width, height of the part to show; None shows all. ValueError without a scene.
    """
    if not scenes:
        raise ValueError("no sheet to draw")
    whole = (0.0, 0.0, max(s.width_mm for s in scenes), sum(s.height_mm for s in scenes))
    left, top, width, height = map(_n, view_mm or whole)
    title = "; ".join(scene.title for scene in scenes)
    stamps = _stamps(scenes)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" width="{width}mm" '
        f'height="{height}mm" role="img" lang={quoteattr(scenes[0].language)} aria-label={quoteattr(title)} '
        f'font-family="{FONTS}">',
        f"<title>{escape(title)}</title>",
        "<defs>",
        *(f'<g id="{name}">{"".join(_each(shapes, stamps))}</g>' for shapes, name in stamps.items()),
        "</defs>",
    ]
    top_mm = 0.0
    for scene in scenes:
        parts.append(f'<g transform="translate(0 {_n(top_mm)})" stroke-linejoin="round">')
        parts += _each(scene.shapes, stamps)
        parts.append("</g>")
        top_mm += scene.height_mm
    return "\n".join([*parts, "</svg>"])


Stamps = dict[tuple[Shape, ...], str]


def _stamps(scenes: Sequence[Scene]) -> Stamps:
    """Shapes that are drawn again and again, each with a name, so that they are written once.

    The name depends on what is drawn, for a page may hold several pictures.
    """
    times = Counter(shape.shapes for scene in scenes for shape in scene.shapes if isinstance(shape, Mark))
    repeated = (shapes for shapes, number in times.items() if number > 1)
    return {shapes: f"s{zlib.crc32(repr(shapes).encode()):08x}" for shapes in repeated}


def _each(shapes: Iterable[Shape], stamps: Stamps) -> Iterator[str]:
    for shape in shapes:
        yield from _write(shape, stamps)


def _write(shape: Shape, stamps: Stamps) -> Iterator[str]:
    if isinstance(shape, Mark):
        x, y = map(_n, shape.origin)
        data = f" data-kind={quoteattr(shape.kind)}" if shape.kind else ""
        data += f' data-number="{shape.number}"' if shape.number else ""
        data += f' data-count="{shape.count}"' if shape.count != 1 else ""
        if shape.shapes in stamps:
            yield f'<use{data} href="#{stamps[shape.shapes]}" x="{x}" y="{y}"/>'
            return
        moved = f' transform="translate({x} {y})"' if shape.origin != (0.0, 0.0) else ""
        yield f"<g{data}{moved}>"
        yield from _each(shape.shapes, stamps)
        yield "</g>"
    elif isinstance(shape, Path):
        d = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in shape.points) + ("Z" if shape.closed else "")
        dash = f' stroke-dasharray="{" ".join(map(_n, shape.dash_mm))}"' if shape.dash_mm else ""
        yield f'<path d="{d}"{_paint(shape)}{dash}/>'
    elif isinstance(shape, Circle):
        yield f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius_mm)}"{_paint(shape)}/>'
    else:
        yield _text(shape)


def _text(shape: Text) -> str:
    turn = f' transform="rotate({_n(-shape.turn_deg)} {_n(shape.x)} {_n(shape.y)})"' if shape.turn_deg else ""
    anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
    bold = ' font-weight="700"' if shape.bold else ""
    return (
        f'<text x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(shape.size_mm)}" fill="{shape.fill}"'
        f"{anchor}{bold}{turn}>{escape(shape.text)}</text>"
    )


def _paint(shape: Path | Circle) -> str:
    fill = shape.fill or "none"
    if not shape.stroke:
        return f' fill="{fill}"'
    return f' fill="{fill}" stroke="{shape.stroke}" stroke-width="{_n(shape.width_mm)}"'


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") or "0"
