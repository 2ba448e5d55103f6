"""Official documents: number and frozen facts in the action's transaction, the drawing after it."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings

from core import clock
from core.models import User
from core.pdf.document import DocumentKind
from core.queue import after_commit
from permits.models import Case, IssuedDocument, Works
from permits.rules.numbering import document_number
from permits.services.numbering import next_serial

#: Letters and digits nobody confuses when typing them from paper.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
DRAW_DOCUMENT = "permits.draw_document"


_system = random.SystemRandom()
_code_source: ContextVar[random.Random | None] = ContextVar("code_source", default=None)


def new_verify_code() -> str:
    """Twelve characters of about 59 bits: not to be guessed, short enough to be typed."""
    source = _code_source.get() or _system
    return "".join(source.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


@contextmanager
def codes_from(source: random.Random) -> Iterator[None]:
    """Draw the codes from `source` instead of the system (the demo city only: same seed, same city)."""
    token = _code_source.set(source)
    try:
        yield
    finally:
        _code_source.reset(token)


def head_of(kind: DocumentKind, *, works: Works, case: Case | None, number: str, code: str) -> dict[str, Any]:
    """The members every snapshot shares (core.pdf.document.DocumentHead), and the remedies of kinds that state them."""
    city = settings.CITY
    head = {
        "authority_name": city["authority_name"],
        "authority_name_en": city["authority_name_en"],
        "document_number": number,
        "issued_on": clock.today(),
        "verify_url": f"{settings.PUBLIC_URL.rstrip('/')}/verify/{code}",
        "verify_code": code,
        "works_number": works.number,
        "case_number": case.number if case is not None else "",
        "supervision_phone": city["supervision_phone"],
        "seal": "demo" if kind.seal and settings.ENVIRONMENT == "demo" else "none",
        "demo": settings.ENVIRONMENT == "demo",
    }
    if kind.remedy:
        head |= {"reconsideration_body": city["reconsideration_body"], "court": city["court"]}
    return head


def issue_document(
    kind: DocumentKind,
    *,
    works: Works,
    case: Case | None,
    actor: User | None,
    facts: dict[str, Any],
    draw_task: str = DRAW_DOCUMENT,
) -> IssuedDocument:
    """Freeze one official document inside the running transaction; `draw_task(document.pk)` draws it after commit.

    facts: the members of `kind.snapshot` beyond the head. The number comes from the gapless series of kind and year.
    """
    today = clock.today()
    serial, number = None, ""
    if kind.numbering == "official":
        serial = next_serial(kind.code, today.year)
        number = document_number(settings.CITY["document_numbers"][kind.code], year=today.year, serial=serial)
    code = new_verify_code()
    head = head_of(kind, works=works, case=case, number=number, code=code)
    document = IssuedDocument.objects.create(
        works=works,
        case=case,
        kind=kind.code,
        number=number,
        series_year=today.year if serial is not None else None,
        series_number=serial,
        snapshot=kind.snapshot(**head, **facts).to_json(),
        verify_code=code,
        issued_on=today,
        issued_at=clock.now(),
        issued_by=actor,
    )
    after_commit(draw_task, document.pk)
    return document


def set_status(documents, status: IssuedDocument.Status, *, superseded_by: IssuedDocument | None = None) -> None:
    """Say of every document of the queryset whether it still holds; the paper itself is never changed."""
    documents.update(status=status, status_changed_at=clock.now(), superseded_by=superseded_by)
