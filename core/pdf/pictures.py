"""Photographs in documents: scaled down, stripped of metadata, two to a row with caption, time and place."""

import io
from collections.abc import Sequence

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from core.pdf.document import Photo
from core.pdf.page import LEFT_MARGIN_PT, SIZE_SMALL_5_PT, Paper
from core.pdf.text import break_lines
from core.pdf.wording import moment

LONGEST_SIDE_PX = 900
"""300 dots per inch at the printed width of 76 mm."""

JPEG_QUALITY = 72
PHOTO_WIDTH_PT, PHOTO_HEIGHT_PT, GUTTER_PT = 76 * mm, 57 * mm, 4 * mm
CAPTION_PITCH_PT = 12


class PictureUnreadable(ValueError):
    """The bytes given for a picture are not a picture. Names the asset and the document."""

    def __init__(self, name: str, document: str):
        super().__init__(f"picture {name!r} cannot be read, needed in {document}")
        self.name, self.document = name, document


def shrink(picture: bytes, name: str, document: str) -> bytes:
    """The picture as an upright JPEG without metadata, its at most 900 pixels long. Raises PictureUnreadable."""
    try:
        with Image.open(io.BytesIO(picture)) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise PictureUnreadable(name, document) from None
    upright.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
    stream = io.BytesIO()
    upright.save(stream, "JPEG", quality=JPEG_QUALITY)
    return stream.getvalue()


def photo_rows(paper: Paper, photos: Sequence[Photo]) -> None:
    """Sets the photographs two to a row under the cursor, numbered, each with its caption under it."""
    for index in range(0, len(photos), 2):
        pair = [(index + offset + 1, photo) for offset, photo in enumerate(photos[index : index + 2])]
        captions = [_caption(paper, number, photo) for number, photo in pair]
        height_pt = PHOTO_HEIGHT_PT + max(map(len, captions)) * CAPTION_PITCH_PT + 12
        paper.room(height_pt)
        for column, ((_, photo), caption) in enumerate(zip(pair, captions, strict=True)):
            _draw_photo(paper, photo, caption, LEFT_MARGIN_PT + column * (PHOTO_WIDTH_PT + GUTTER_PT))
        paper.cursor_pt -= height_pt


def _caption(paper: Paper, number: int, photo: Photo) -> list[str]:
    parts = [f"{paper.say('照片', 'Photo ')}{number}{paper.say('：', ': ')}{photo.caption}"]
    if photo.taken_at:
        parts.append(moment(photo.taken_at, paper.language))
    if photo.lon is not None and photo.lat is not None:
        parts.append(f"{photo.lon:.5f}°E {photo.lat:.5f}°N")
    text = paper.say("，", ", ").join(parts)
    return break_lines(text, PHOTO_WIDTH_PT, lambda piece: paper.width(piece, SIZE_SMALL_5_PT))


def _draw_photo(paper: Paper, photo: Photo, caption: list[str], x_pt: float) -> None:
    jpeg = shrink(paper.asset(photo.asset), photo.asset, paper.name)
    top_pt = paper.cursor_pt
    paper.canvas.drawImage(
        ImageReader(io.BytesIO(jpeg)),
        x_pt,
        top_pt - PHOTO_HEIGHT_PT,
        PHOTO_WIDTH_PT,
        PHOTO_HEIGHT_PT,
        preserveAspectRatio=True,
        anchor="c",
    )
    for index, line in enumerate(caption):
        baseline_pt = top_pt - PHOTO_HEIGHT_PT - (index + 1) * CAPTION_PITCH_PT
        paper.draw(line, x_pt + PHOTO_WIDTH_PT / 2, baseline_pt, SIZE_SMALL_5_PT, align="center")
