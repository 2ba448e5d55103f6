"""Pictures people upload: checked, their place and time taken out, then drawn anew without anything else; pure."""

import datetime as dt
import math
from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from core.errors import Violation
from core.file_contents import JPEG, PNG

PIXELS_MAX = 60_000_000
#: Enough to read a number plate at the other side of the road; larger pictures are reduced.
SIDE_MAX_PX = 4096
JPEG_QUALITY = 88
SCRIPTS = (b"<script", b"<?php", b"javascript:", b"<svg", b"<html", b"<iframe", b"<object", b"onerror=", b"onload=")


@dataclass(frozen=True)
class PhotoFacts:
    """What the camera wrote. lon, lat: WGS84. taken_at: with its zone when the camera knew it, else local and naive."""

    width_px: int
    height_px: int
    lon: float | None = None
    lat: float | None = None
    taken_at: dt.datetime | None = None


@dataclass(frozen=True)
class CleanPicture:
    """A picture of which only the pixels are left. content_type: image/jpeg or image/png."""

    data: bytes
    content_type: str
    facts: PhotoFacts


def picture_problems(data: bytes, field: str) -> list[Violation]:
    """Why these bytes are not taken as a picture: too many pixels, moving, a script inside, or damaged."""
    try:
        with Image.open(BytesIO(data)) as picture:
            pixels = picture.width * picture.height
            if pixels > PIXELS_MAX:
                return [_too_many(pixels, field)]
            if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
                return [Violation("picture_moving", {}, field)]
            picture.load()
            texts = [str(value).encode() for value in picture.info.values() if isinstance(value, str)]
            texts += [value for value in picture.info.values() if isinstance(value, bytes)]
    except Image.DecompressionBombError:
        return [_too_many(None, field)]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, EOFError):
        return [Violation("file_damaged", {}, field)]
    if any(_has_script(part) for part in (data, *texts)):
        return [Violation("picture_with_script", {}, field)]
    return []


def clean_picture(data: bytes) -> CleanPicture:
    """The picture drawn anew: upright, at most SIDE_MAX_PX long, without metadata, profile, comment or trailer.

    The data has passed `picture_problems`. A picture with transparency or a palette becomes PNG, any other JPEG.
    """
    with Image.open(BytesIO(data)) as source:
        lon, lat = _position(source)
        taken_at = _taken_at(source)
        lossless = source.format == "PNG" or "A" in source.getbands()
        upright = ImageOps.exif_transpose(source)
        upright.thumbnail((SIDE_MAX_PX, SIDE_MAX_PX), Image.Resampling.LANCZOS)
        if lossless:
            pixels = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        else:
            pixels = upright.convert("RGB")
    out = BytesIO()
    # A new image carries nothing of `info` into the file.
    bare = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    if lossless:
        bare.save(out, "PNG")
    else:
        bare.save(out, "JPEG", quality=JPEG_QUALITY)
    facts = PhotoFacts(bare.width, bare.height, lon, lat, taken_at)
    return CleanPicture(out.getvalue(), PNG if lossless else JPEG, facts)


def _too_many(pixels: int | None, field: str) -> Violation:
    return Violation("picture_too_many_pixels", {"pixels": pixels, "allowed": PIXELS_MAX}, field)


def _has_script(data: bytes) -> bool:
    """Also in UTF-16, as cameras and editors write comments: its zero bytes are left out."""
    lowered = data.lower()
    return any(marker in text for text in (lowered, lowered.replace(b"\0", b"")) for marker in SCRIPTS)


def _position(picture: Image.Image) -> tuple[float | None, float | None]:
    gps = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    lon = _degrees(gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef), "W", 180)
    lat = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef), "S", 90)
    # 0, 0 is what cameras write before they have a fix.
    if lon is None or lat is None or (lon == 0 and lat == 0):
        return None, None
    return lon, lat


def _degrees(parts, hemisphere, negative: str, limit: int) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or abs(value) > limit:
        return None
    return round(-value if hemisphere == negative else value, 7)


def _taken_at(picture: Image.Image) -> dt.datetime | None:
    exif = picture.getexif().get_ifd(ExifTags.IFD.Exif)
    # 2026:11:23 08:47:00, its zone apart (+08:00) when the camera knew it.
    text = str(exif.get(ExifTags.Base.DateTimeOriginal, "")).strip("\0 ")
    offset = str(exif.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
    for value in (text.replace(":", "-", 2) + offset, text.replace(":", "-", 2)):
        try:
            return dt.datetime.fromisoformat(value)
        except ValueError:
            continue
    return None
