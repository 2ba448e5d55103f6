"""Official documents and handed-in files as rows of a page."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from core.files import preview_kind
from core.models import User
from core.roles import Role
from permits.models import Case, IssuedDocument
from permits.selectors.documents import AGENCY_KINDS
from permits.selectors.materials import materials_needed, visible_materials
from web.permits.words import document_name, in_language, material_label
from web.shell.parts import Tone

_TONES = {
    IssuedDocument.Status.VALID: Tone.OK,
    IssuedDocument.Status.SUSPENDED: Tone.WARN,
    IssuedDocument.Status.REVOKED: Tone.STOP,
}


@dataclass(frozen=True)
class DocumentRow:
    """An official document in a list. drawn: whether its PDF is there; english_url: its reading copy."""

    name: str
    number: str
    issued_on: dt.date
    status: str
    tone: Tone
    url: str
    english_url: str
    verify_url: str
    drawn: bool


@dataclass(frozen=True)
class MaterialRow:
    """A file handed in, or the gap where one is needed. preview: picture, pdf, download, or "" without a file."""

    name: str
    why: str
    required: bool
    file_name: str = ""
    size_bytes: int = 0
    url: str = ""
    preview: str = ""


def document_rows(viewer: User, documents: Iterable[IssuedDocument]) -> list[DocumentRow]:
    """The documents of a file `viewer` may open, in the order of issue."""
    allowed = [one for one in documents if viewer.role != Role.AGENCY or one.kind in AGENCY_KINDS]
    rows = []
    for document in allowed:
        url = reverse("document", args=[document.verify_code])
        rows.append(
            DocumentRow(
                name=document_name(document.kind),
                number=document.number,
                issued_on=document.issued_on,
                status=document.get_status_display(),
                tone=_TONES.get(document.status, Tone.MUTED),
                url=url,
                english_url=f"{url}?lang=en",
                verify_url=reverse("verify", args=[document.verify_code]),
                drawn=bool(document.path),
            )
        )
    return rows


def material_rows(viewer: User, case: Case) -> list[MaterialRow]:
    """Every material the case needs with its files, then files beyond the list."""
    files = visible_materials(viewer, case)
    needed = {item.code: item for item in materials_needed(case)}
    rows = []
    for code in sorted({*needed, *(file.code for file in files)}):
        item = needed.get(code)
        why = in_language(item.why_zh, item.why_en) if item else ""
        required = item.required if item else False
        own = [file for file in files if file.code == code]
        rows += [
            MaterialRow(
                name=material_label(code),
                why=why,
                required=required,
                file_name=file.original_name,
                size_bytes=file.size_bytes,
                url=reverse("case-material", args=[case.number, file.pk]),
                preview=preview_kind(file.content_type),
            )
            for file in own
        ]
        if not own and (required or viewer.organisation_id == case.organisation_id):
            rows.append(MaterialRow(material_label(code), why, required))
    return rows
