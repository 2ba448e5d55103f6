"""Orders whose drawing was lost on the way are asked for again."""

import datetime as dt

from core import clock
from core.queue import after_commit
from inspections.documents import KINDS
from inspections.services.issuing_orders import DRAW_DOCUMENT
from permits.models import IssuedDocument

#: A drawing that was asked for longer ago than this got lost on the way.
SWEEP_AFTER = dt.timedelta(minutes=2)
SWEEP_MOST = 500


def sweep_documents() -> int:
    """Ask again for the drawing of orders that still have no bytes; how many there were."""
    waiting = IssuedDocument.objects.filter(path="", issued_at__lt=clock.now() - SWEEP_AFTER, kind__in=KINDS)
    keys = list(waiting.values_list("pk", flat=True)[:SWEEP_MOST])
    for document_id in keys:
        after_commit(DRAW_DOCUMENT, document_id)
    return len(keys)
