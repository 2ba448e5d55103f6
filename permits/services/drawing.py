"""Draw a frozen document and keep its bytes."""

import hashlib
from collections.abc import Mapping

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from core import clock
from core.pdf.document import DocumentKind
from core.pdf.fonts import open_fonts
from permits.models import IssuedDocument
from permits.services.assets import assets_of


def draw(kind: DocumentKind, document: IssuedDocument, language: str = "zh") -> bytes:
    """The PDF of the frozen facts; the same facts give the same bytes."""
    snapshot = kind.snapshot.from_json(document.snapshot)
    return kind.draw(
        snapshot, open_fonts(settings.DOCUMENT_BODY_FONT), language=language, assets=assets_of(document.snapshot)
    )


def draw_and_keep(kinds: Mapping[str, DocumentKind], document_id: int) -> IssuedDocument:
    """Draw once: a document that has its bytes is left alone, so running twice changes nothing."""
    document = IssuedDocument.objects.get(pk=document_id)
    if document.path:
        return document
    content = draw(kinds[document.kind], document)
    path = default_storage.save(f"documents/{document.issued_on.year}/{document.verify_code}.pdf", ContentFile(content))
    with transaction.atomic():
        locked = IssuedDocument.objects.select_for_update().get(pk=document_id)
        if not locked.path:
            locked.path, locked.size_bytes = path, len(content)
            locked.sha256, locked.drawn_at = hashlib.sha256(content).hexdigest(), clock.now()
            locked.save(update_fields=["path", "size_bytes", "sha256", "drawn_at"])
            return locked
    default_storage.delete(path)  # another worker was first; its bytes are the same
    return locked
