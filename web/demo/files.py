"""Small files to hand in: a one-page PDF and a drawn picture, made once each kind and reused."""

import random
from functools import lru_cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

#: Sky, road and works in as many moods.
_SKIES = ("#9fc3e0", "#c9d3da", "#f0d9b5", "#7d93ad")


@lru_cache(maxsize=1)
def _page() -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    canvas.drawString(72, 760, "Demo material / no legal force")
    canvas.rect(72, 400, 450, 320)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def pdf(name: str) -> SimpleUploadedFile:
    """A one-page PDF that says it is a demo."""
    return SimpleUploadedFile(name, _page(), content_type="application/pdf")


@lru_cache(maxsize=16)
def _scene(mood: int, cones: int) -> bytes:
    image = Image.new("RGB", (480, 320), _SKIES[mood])
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, 320), (480, 320), (300, 150), (180, 150)], fill="#5a5f66")
    draw.line([(240, 155), (240, 320)], fill="white", width=4)
    for cone in range(cones):
        x, y, size = 150 + cone * 34, 300 - cone * 22, 26 - cone * 3
        draw.polygon([(x, y), (x + size, y), (x + size // 2, y - size * 2)], fill="#f26a1b")
        draw.line([(x + size // 4, y - size), (x + 3 * size // 4, y - size)], fill="white", width=4)
    draw.rectangle([340, 190, 450, 250], fill="#e8a33d", outline="#8a5a10", width=3)
    stream = BytesIO()
    image.save(stream, "JPEG", quality=60)
    return stream.getvalue()


def picture(name: str, rng: random.Random) -> SimpleUploadedFile:
    """A drawn picture of a road with cones."""
    return SimpleUploadedFile(name, _scene(rng.randrange(4), rng.randint(2, 5)), content_type="image/jpeg")
