"""What an administrator can look up of the trail and the official papers, in the words the pages have for them."""

from django.contrib import admin

from core.admin_parts import LongTable
from permits import messages
from permits.models import Event, IssuedDocument
from web.permits.words import document_name
from web.shell import sentences


def _event_name(action: str) -> str:
    return messages.event_label(action) or sentences.action_label(action)


@admin.register(IssuedDocument)
class IssuedDocumentAdmin(LongTable):
    """Every official paper, whether it holds, and whether it has been drawn."""

    ordering = ["-pk"]
    words = {"kind": document_name}
    list_display = ["kind", "number", "verify_code", "works", "case", "status", "issued_at", "drawn_at"]
    list_filter = ["kind", "status"]
    list_select_related = ["works", "case"]
    search_fields = ["number", "verify_code", "works__number"]
    date_hierarchy = "issued_at"


@admin.register(Event)
class EventAdmin(LongTable):
    """The trail of works and cases: who did what, and whether those concerned have been told."""

    ordering = ["-pk"]
    words = {"action": _event_name, "from_stage": sentences.stage_label, "to_stage": sentences.stage_label}
    list_display = ["at", "action", "works", "case", "actor", "from_stage", "to_stage", "delivered_at"]
    list_filter = ["action", ("delivered_at", admin.EmptyFieldListFilter)]
    list_select_related = ["works", "case", "actor"]
    search_fields = ["works__number", "case__number"]
    date_hierarchy = "at"
