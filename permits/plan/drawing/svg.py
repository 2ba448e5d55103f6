"""A scene as SVG, self-contained: no style sheet, no script, no outside font."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from permits.plan.drawing.scene import Circle, Mark, Path, Scene, Shape, Text

FONTS = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"


def to_svg(*scenes: Scene) -> str:
    """The sheets one under another; the picture scales to its container and has the titles as its accessible name.

    ValueError without a scene.
    """
    if not scenes:
        raise ValueError("no sheet to draw")
    width, height = _n(max(s.width_mm for s in scenes)), _n(sum(s.height_mm for s in scenes))
    title = "; ".join(scene.title for scene in scenes)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}mm" height="{height}mm" '
        f'role="img" lang={quoteattr(scenes[0].language)} aria-label={quoteattr(title)} font-family="{FONTS}">',
        f"<title>{escape(title)}</title>",
    ]
    top_mm = 0.0
    for scene in scenes:
        parts.append(f'<g transform="translate(0 {_n(top_mm)})">')
        parts += [piece for shape in scene.shapes for piece in _write(shape)]
        parts.append("</g>")
        top_mm += scene.height_mm
    return "\n".join([*parts, "</svg>"])


def _write(shape: Shape) -> Iterator[str]:
    if isinstance(shape, Mark):
        yield f"<g data-kind={quoteattr(shape.kind)}>"
        for inner in shape.shapes:
            yield from _write(inner)
        yield "</g>"
    elif isinstance(shape, Path):
        d = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in shape.points) + ("Z" if shape.closed else "")
        dash = f' stroke-dasharray="{" ".join(map(_n, shape.dash_mm))}"' if shape.dash_mm else ""
        yield f'<path d="{d}"{_paint(shape)}{dash} stroke-linejoin="round"/>'
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
