"""Files made on the spot, good ones and such as attackers send."""

import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, PngImagePlugin


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def picture(kind="JPEG", size=(64, 48), mode="RGB", **options) -> bytes:
    out = BytesIO()
    Image.new(mode, size, (200, 30, 30) if mode == "RGB" else None).save(out, kind, **options)
    return out.getvalue()


def site_photo(**options) -> bytes:
    """A photo taken at 120°37'48" E, 27°46'48" N on 2026-11-23 at 08:47 in China, held sideways."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Camera"
    exif.get_ifd(ExifTags.IFD.Exif).update(
        {ExifTags.Base.DateTimeOriginal: "2026:11:23 08:47:00", ExifTags.Base.OffsetTimeOriginal: "+08:00"}
    )
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLongitudeRef: "E",
            ExifTags.GPS.GPSLongitude: (120.0, 37.0, 48.0),
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: (27.0, 46.0, 48.0),
        }
    )
    return picture(exif=exif, **options)


def photo_with_comment(comment: str, encoding="utf-8") -> bytes:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = comment.encode(encoding)
    return picture(exif=exif)


def png_with_text(text: str) -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", text, zip=True)
    return picture("PNG", pnginfo=notes)


def giant_png(side_px=60_000) -> bytes:
    """A few bytes that claim to be a picture of 3.6 thousand million pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side_px, side_px, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(extra: bytes = b"") -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R" + extra + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def pdf_with_object_stream(content: bytes, type_name: bytes = b"/ObjStm") -> bytes:
    packed = zlib.compress(content, 9)
    head = b"4 0 obj<</Type" + type_name + b"/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return pdf().replace(b"trailer", head + packed + b"\nendstream endobj\ntrailer")


def office(main_part: str, **parts: bytes) -> bytes:
    """A minimal office file; `parts` are added under their names, `__` standing for `/`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(main_part, "<document/>")
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def docx(**parts: bytes) -> bytes:
    return office("word/document.xml", **parts)


def xlsx(**parts: bytes) -> bytes:
    return office("xl/workbook.xml", **parts)
