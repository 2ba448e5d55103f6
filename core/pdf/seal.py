"""The red seal: a demonstration seal drawn as vectors and labelled as such, or the picture of the real one."""

import math
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core.pdf.fonts import Typeface

SEAL_RED = (0.85, 0.06, 0.10)
DIAMETER_PT = 42 * mm
"""Diameter of the round seal of a county-level authority."""

LABEL = "演示专用"


def draw_demo_seal(canvas: Canvas, typeface: Typeface, authority_name: str, x_pt: float, y_pt: float) -> None:
    """Draws a round red seal centred at (x_pt, y_pt): the authority's name on the arc, a star, 演示专用 below it."""
    radius = DIAMETER_PT / 2
    canvas.saveState()
    canvas.setStrokeColorRGB(*SEAL_RED)
    canvas.setFillColorRGB(*SEAL_RED)
    canvas.setStrokeAlpha(0.82)
    canvas.setFillAlpha(0.82)
    canvas.setLineWidth(1.2 * mm)
    canvas.circle(x_pt, y_pt, radius - 0.6 * mm, stroke=1, fill=0)
    _star(canvas, x_pt, y_pt + 1 * mm, 6 * mm)
    _arc_text(canvas, typeface, authority_name, x_pt, y_pt, radius - 6.2 * mm)
    size_pt = 10.5
    width_pt = typeface.width(LABEL, size_pt, LABEL)
    for font_name, run in typeface.runs(LABEL, LABEL):
        canvas.setFont(font_name, size_pt)
        canvas.drawString(x_pt - width_pt / 2, y_pt - 12.5 * mm, run)
    canvas.restoreState()


def draw_seal_picture(canvas: Canvas, picture: bytes, x_pt: float, y_pt: float) -> None:
    """Prints the picture (PNG with transparency) of the authority's seal, 42 mm wide, centred at (x_pt, y_pt)."""
    image = ImageReader(BytesIO(picture))
    left, bottom = x_pt - DIAMETER_PT / 2, y_pt - DIAMETER_PT / 2
    canvas.drawImage(image, left, bottom, DIAMETER_PT, DIAMETER_PT, mask="auto", preserveAspectRatio=True)


def _star(canvas: Canvas, x_pt: float, y_pt: float, radius_pt: float) -> None:
    path = canvas.beginPath()
    for point in range(10):
        reach = radius_pt if point % 2 == 0 else radius_pt * 0.382
        angle = math.pi / 2 + point * math.pi / 5
        spot = (x_pt + reach * math.cos(angle), y_pt + reach * math.sin(angle))
        if point == 0:
            path.moveTo(*spot)
        else:
            path.lineTo(*spot)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _arc_text(canvas: Canvas, typeface: Typeface, text: str, x_pt: float, y_pt: float, radius_pt: float) -> None:
    """Characters upright to the centre, spread over at most 250 degrees, closer together the longer the name."""
    step = min(math.radians(26), math.radians(250) / max(len(text) - 1, 1))
    size_pt = min(13.5, step * radius_pt * 1.05)
    for index, letter in enumerate(text):
        angle = math.pi / 2 + step * ((len(text) - 1) / 2 - index)
        (font_name, _), *_ = typeface.runs(letter, text)
        canvas.saveState()
        canvas.translate(x_pt + radius_pt * math.cos(angle), y_pt + radius_pt * math.sin(angle))
        canvas.rotate(math.degrees(angle) - 90)
        canvas.setFont(font_name, size_pt)
        canvas.drawString(-typeface.width(letter, size_pt, text) / 2, 0, letter)
        canvas.restoreState()
