"""Scenes as vector PDF, one page each, for the annex of a permit."""

import io
from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core.pdf.fonts import FontSet, Typeface
from permits.plan.drawing.scene import Circle, Mark, Path, Scene, Shape, Text

DOCUMENT = "plan drawing"


def to_pdf(scenes: Sequence[Scene], fonts: FontSet) -> bytes:
    """A PDF with one page per scene in the scene's own size; the same scenes give the same bytes.

    Raises `core.pdf.fonts.MissingGlyph` for a character no font has, ValueError without a scene.
    """
    if not scenes:
        raise ValueError("no sheet to draw")
    stream = io.BytesIO()
    face = fonts.heading.fonts[0].fontName
    canvas = Canvas(stream, invariant=True, initialFontName=face, lang=scenes[0].language)
    canvas.setTitle(scenes[0].title)
    for scene in scenes:
        canvas.setPageSize((scene.width_mm * mm, scene.height_mm * mm))
        canvas.setLineJoin(1)
        draw_scene(canvas, scene, fonts)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def draw_scene(canvas: Canvas, scene: Scene, fonts: FontSet) -> None:
    """Draws the scene on the current page, its top left corner `scene.height_mm` above the origin."""
    for shape in scene.shapes:
        _draw(canvas, shape, scene.height_mm, fonts.heading)


def _draw(canvas: Canvas, shape: Shape, height_mm: float, face: Typeface) -> None:
    if isinstance(shape, Mark):
        x, y = shape.origin
        if (x, y) == (0.0, 0.0):
            for inner in shape.shapes:
                _draw(canvas, inner, height_mm, face)
            return
        canvas.saveState()
        canvas.translate(x * mm, -y * mm)
        for inner in shape.shapes:
            _draw(canvas, inner, height_mm, face)
        canvas.restoreState()
    elif isinstance(shape, Text):
        _draw_text(canvas, shape, height_mm, face)
    elif isinstance(shape, Circle):
        _paint(canvas, shape)
        x, y = shape.x * mm, (height_mm - shape.y) * mm
        canvas.circle(x, y, shape.radius_mm * mm, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)))
    else:
        _paint(canvas, shape)
        path = canvas.beginPath()
        for n, (x, y) in enumerate(shape.points):
            (path.lineTo if n else path.moveTo)(x * mm, (height_mm - y) * mm)
        if shape.closed:
            path.close()
        canvas.drawPath(path, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)))


def _paint(canvas: Canvas, shape: Path | Circle) -> None:
    if shape.fill:
        canvas.setFillColor(HexColor(shape.fill))
    if shape.stroke:
        canvas.setStrokeColor(HexColor(shape.stroke))
        canvas.setLineWidth(shape.width_mm * mm)
        dashes = shape.dash_mm if isinstance(shape, Path) else ()
        canvas.setDash([dash * mm for dash in dashes] or [])


def _draw_text(canvas: Canvas, shape: Text, height_mm: float, face: Typeface) -> None:
    """One line, the font changing where a character needs it; bold is drawn as fill with a fine outline."""
    size_pt = shape.size_mm * mm
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor] * face.width(shape.text, size_pt, DOCUMENT)
    canvas.saveState()
    canvas.translate(shape.x * mm, (height_mm - shape.y) * mm)
    canvas.rotate(shape.turn_deg)
    canvas.setFillColor(HexColor(shape.fill))
    if shape.bold:
        canvas.setStrokeColor(HexColor(shape.fill))
        canvas.setLineWidth(size_pt / 40)
    line = canvas.beginText(-shift, 0)
    line.setTextRenderMode(2 if shape.bold else 0)
    for name, piece in face.runs(shape.text, DOCUMENT):
        line.setFont(name, size_pt)
        line.textOut(piece)
    canvas.drawText(line)
    canvas.restoreState()
