"""What a file truly is, read from its bytes, and what in it is dangerous; pure.

A name and a declared type are only claims. Nothing here opens a file with a program that would run what is in it.
"""

import re
import zipfile
import zlib
from io import BytesIO

import filetype

from core.errors import Violation

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXTENSIONS = {
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    WEBP: (".webp",),
    PDF: (".pdf",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
}

SIGNATURES = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
OFFICE_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|svg|script|\?xml|\?php)", re.IGNORECASE)

#: An office file that unpacks to more than this, or to this many times its size, is a bomb and not a document.
UNPACKED_MAX_BYTES = 200 * 1024 * 1024
UNPACKED_MAX_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 10 * 1024 * 1024
ENTRIES_MAX = 5000

#: Parts of an office file that run something or hide another file.
ACTIVE_PARTS = re.compile(r"(?:vbaProject\.bin|/activeX/|/embeddings/|/externalLinks/)", re.IGNORECASE)

OBJECT_STREAMS_MAX_BYTES = 64 * 1024 * 1024
#: How far behind its type the data of an object stream may begin.
DICTIONARY_MAX_BYTES = 4096


def content_type(data: bytes) -> str | None:
    """The accepted type these bytes are, None when they are none of them."""
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data.startswith(b"PK\x03\x04"):
        return _office_type(data)
    return None


def described(data: bytes) -> str:
    """A short name of whatever the bytes are, for the sentence of a refusal."""
    if MARKUP.search(data[:1024]):
        return "html/svg/script"
    guess = filetype.guess(data[:8192])
    return guess.extension if guess else "?"


def document_problems(data: bytes, kind: str, field: str) -> list[Violation]:
    """What is dangerous or broken in a PDF or an office file."""
    if kind == PDF:
        return _pdf_problems(data, field)
    return _office_problems(data, field)


def _office_type(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in OFFICE_MAIN_PARTS.items() if part in names), None)


def _office_problems(data: bytes, field: str) -> list[Violation]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    found = []
    unpacked = sum(entry.file_size for entry in entries)
    ratio = unpacked / len(data)
    if (
        len(entries) > ENTRIES_MAX
        or unpacked > UNPACKED_MAX_BYTES
        or (unpacked > RATIO_COUNTS_FROM_BYTES and ratio > UNPACKED_MAX_RATIO)
    ):
        found.append(Violation("archive_bomb_found", {"unpacked_bytes": unpacked, "entries": len(entries)}, field))
    if any(entry.filename.startswith("/") or ".." in entry.filename.split("/") for entry in entries):
        found.append(Violation("archive_path_unsafe", {}, field))
    if any(entry.flag_bits & 1 for entry in entries):
        found.append(Violation("file_encrypted", {}, field))
    if active := next((entry.filename for entry in entries if ACTIVE_PARTS.search(entry.filename)), None):
        found.append(Violation("file_with_active_content", {"what": active.rsplit("/", 1)[-1][:60]}, field))
    return found


def _name(text: str) -> re.Pattern[bytes]:
    """A PDF name however it is written: any character may be spelled #XX (ISO 32000-1 §7.3.5)."""
    letters = "".join(f"(?:{re.escape(char)}|#{ord(char):02x}|#{ord(char):02X})" for char in text)
    return re.compile(f"/{letters}(?![A-Za-z0-9])".encode())


PDF_ACTIVE = {name: _name(name) for name in ("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia")}
PDF_ENCRYPT = _name("Encrypt")
PDF_OBJECT_STREAM = _name("ObjStm")


def _pdf_problems(data: bytes, field: str) -> list[Violation]:
    """Names that run or hide something are looked for everywhere, also in compressed object streams.

    They are so long that they do not occur by chance in the data of a picture.
    """
    if b"%%EOF" not in data[-2048:]:
        return [Violation("file_damaged", {}, field)]
    if PDF_ENCRYPT.search(data):
        return [Violation("file_encrypted", {}, field)]
    try:
        parts = [data, *_object_streams(data)]
    except OverflowError:
        return [Violation("archive_bomb_found", {"unpacked_bytes": OBJECT_STREAMS_MAX_BYTES, "entries": 1}, field)]
    except zlib.error:
        return [Violation("file_damaged", {}, field)]
    active = next((name for name, pattern in PDF_ACTIVE.items() if any(pattern.search(part) for part in parts)), None)
    return [Violation("file_with_active_content", {"what": active}, field)] if active else []


def _object_streams(data: bytes) -> list[bytes]:
    """The unpacked object streams. Raises OverflowError for a bomb, zlib.error for what cannot be unpacked."""
    unpacked, left = [], OBJECT_STREAMS_MAX_BYTES
    for match in PDF_OBJECT_STREAM.finditer(data):
        start = re.compile(rb"stream\r?\n").search(data, match.end(), match.end() + DICTIONARY_MAX_BYTES)
        if start is None:
            continue
        if b"/Filter" not in data[max(0, match.start() - DICTIONARY_MAX_BYTES) : start.start()]:
            continue
        content = zlib.decompressobj().decompress(data[start.end() :], left)
        left -= len(content)
        if left <= 0:
            raise OverflowError("object streams unpack to too much")
        unpacked.append(content)
    return unpacked
