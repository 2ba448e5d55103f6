"""Files people upload: checked by content, cleaned, kept privately under a name nobody can guess.

Works with any Django storage. A file is written before the transaction that mentions it commits: when that is rolled
back a file without a row stays behind, never a row without its file.
"""

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.errors import NotFound, RuleViolated, Violation
from core.file_contents import DOCX, EXTENSIONS, JPEG, PDF, PNG, WEBP, XLSX, content_type, described, document_problems
from core.images import PhotoFacts, clean_picture, picture_problems
from core.multipart import PATH_SIGN

STORE_FILE = "store_file"
PICTURES = frozenset({JPEG, PNG, WEBP})
DOCUMENTS = PICTURES | {PDF, DOCX, XLSX}
MAX_BYTES = 20 * 1024 * 1024
NAME_MAX_CHARACTERS = 150
FOLDER = re.compile(r"[a-z0-9_-]+(/[A-Za-z0-9_-]+)*")
#: Control, format (bidirectional overrides among them), surrogate and private characters.
UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})


class Upload(Protocol):
    """What is needed of an upload; Django's UploadedFile and File have it."""

    name: str | None
    size: int

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class CleanFile:
    """An upload that passed. content_type and data are what is kept; a picture is drawn anew, `photo` says of what."""

    data: bytes
    content_type: str
    original_name: str
    photo: PhotoFacts | None = None


@dataclass(frozen=True)
class StoredFile:
    """A kept file. path: its private name in the storage; sha256: of the bytes kept there."""

    path: str
    original_name: str
    content_type: str
    size_bytes: int
    sha256: str
    photo: PhotoFacts | None = None


def read_upload(
    upload: Upload, *, accept: Iterable[str] = DOCUMENTS, max_bytes: int = MAX_BYTES, field: str = "file"
) -> CleanFile:
    """The checked and cleaned content of an upload.

    accept: content types, PICTURES or DOCUMENTS or a choice of them. Raises RuleViolated with every reason:
    file_name_unsafe, file_empty, file_too_large, file_type_not_accepted, file_extension_contradicting, file_damaged,
    file_encrypted, file_with_active_content, archive_bomb_found, archive_path_unsafe, picture_too_many_pixels,
    picture_moving, picture_with_script.
    """
    name = upload.name or ""
    problems = _name_problems(name, field)
    data = upload.read(max_bytes + 1) if (upload.size or 0) <= max_bytes else b""
    size = max(upload.size or 0, len(data))
    kind = content_type(data)
    if size == 0:
        problems.append(Violation("file_empty", {}, field))
    elif size > max_bytes:
        problems.append(Violation("file_too_large", {"size_bytes": size, "allowed_bytes": max_bytes}, field))
    elif kind is None or kind not in accept:
        problems.append(_not_accepted(data, accept, field))
    else:
        problems += _extension_problems(name, kind, field)
        problems += picture_problems(data, field) if kind in PICTURES else document_problems(data, kind, field)
    if problems:
        raise RuleViolated(STORE_FILE, tuple(problems))
    if kind in PICTURES:
        picture = clean_picture(data)
        return CleanFile(picture.data, picture.content_type, name, picture.facts)
    return CleanFile(data, kind, name)


def store(
    upload: Upload, folder: str, *, accept: Iterable[str] = DOCUMENTS, max_bytes: int = MAX_BYTES, field: str = "file"
) -> StoredFile:
    """Check an upload as `read_upload` does and keep it below `folder` (e.g. `cases/C2026-000123/materials`)."""
    return keep(read_upload(upload, accept=accept, max_bytes=max_bytes, field=field), folder)


def keep(clean: CleanFile, folder: str) -> StoredFile:
    """Write a checked file below `folder` under a random name."""
    if not FOLDER.fullmatch(folder):
        raise ValueError(f"not a folder of the storage: {folder}")
    path = default_storage.save(
        f"{folder}/{uuid.uuid4().hex}{EXTENSIONS[clean.content_type][0]}", ContentFile(clean.data)
    )
    digest = hashlib.sha256(clean.data).hexdigest()
    return StoredFile(path, clean.original_name, clean.content_type, len(clean.data), digest, clean.photo)


def open_stored(path: str) -> IO[bytes]:
    """The kept file, open for reading. Whoever calls has made sure that the viewer may see it. Raises NotFound."""
    try:
        return default_storage.open(path, "rb")
    except FileNotFoundError:
        raise NotFound("file", path)


def preview_kind(content_type: str) -> str:
    """How a page shows a kept file in place: `picture`, `pdf`, or `download` when no browser can."""
    if content_type in PICTURES:
        return "picture"
    return "pdf" if content_type == PDF else "download"


def _name_problems(name: str, field: str) -> list[Violation]:
    stem = name.strip(" .")
    unsafe = (
        not stem
        or len(name) > NAME_MAX_CHARACTERS
        or "/" in name
        or "\\" in name
        or PATH_SIGN in name
        or any(unicodedata.category(character) in UNSAFE_CATEGORIES for character in name)
    )
    return [Violation("file_name_unsafe", {"allowed": NAME_MAX_CHARACTERS}, field)] if unsafe else []


def _extension_problems(name: str, kind: str, field: str) -> list[Violation]:
    """A name without an extension claims nothing (cameras send such); one with must say what the content is."""
    extension = PurePosixPath(name).suffix.lower()
    if not extension or extension in EXTENSIONS[kind]:
        return []
    return [Violation("file_extension_contradicting", {"extension": extension, "found": EXTENSIONS[kind][0]}, field)]


def _not_accepted(data: bytes, accept: Iterable[str], field: str) -> Violation:
    accepted = sorted(EXTENSIONS[kind][0] for kind in accept)
    return Violation("file_type_not_accepted", {"found": described(data), "accepted": accepted}, field)
