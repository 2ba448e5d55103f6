"""See a document before signing it: the action is carried out, its document read, and everything undone."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.conf import settings
from django.db import transaction

from core.pdf.document import DocumentKind
from core.pdf.fonts import open_fonts
from permits.models import Case, IssuedDocument, Works
from permits.services.assets import assets_of


def preview_document(
    kinds: Mapping[str, DocumentKind], kind: str, act: Callable[[], Case | Works], *, language: str = "zh"
) -> bytes:
    """The PDF the action would issue, marked as a preview: no number, no seal, no code; nothing is changed.

    act: the action with its inputs; whatever refuses it is raised. Because the real action runs inside a transaction
    that is always taken back, what is previewed is what will be signed, and no number of a series is consumed.
    LookupError when the action issues no document of this kind.
    """
    with transaction.atomic():
        newest = IssuedDocument.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        works = _works_of(act())
        issued = IssuedDocument.objects.filter(works=works, kind=kind, pk__gt=newest).first()
        frozen = issued.snapshot if issued is not None else None
        transaction.set_rollback(True)
    if frozen is None:
        raise LookupError(f"no document {kind} is issued")
    snapshot = replace(kinds[kind].snapshot.from_json(frozen), preview=True, document_number="", seal="none")
    return kinds[kind].draw(
        snapshot, open_fonts(settings.DOCUMENT_BODY_FONT), language=language, assets=assets_of(frozen)
    )


def _works_of(subject: Case | Works) -> Works:
    return subject.works if isinstance(subject, Case) else subject
