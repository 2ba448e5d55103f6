"""What an administrator can look up of works, cases and papers; everything is changed by its services alone."""

from django.contrib import admin

from core.admin import ReadOnly
from permits.models import Alarm, Case, Event, IssuedDocument, Works


class LookedUp(ReadOnly):
    """For tables that grow without end: nothing is counted that nobody asked for."""

    show_full_result_count = False


@admin.register(Works)
class WorksAdmin(LookedUp):
    """Every works of the register, of any origin."""

    list_display = ["number", "state", "origin", "road_name", "organisation", "squadron", "starts_on", "ends_on"]
    list_filter = ["state", "origin", "squadron"]
    list_select_related = ["organisation", "squadron"]
    search_fields = ["number", "external_ref"]


@admin.register(Case)
class CaseAdmin(LookedUp):
    """Every procedure and how far it has come."""

    list_display = ["number", "kind", "stage", "works", "organisation", "squadron", "due_on", "changed_at"]
    list_filter = ["stage", "kind", "squadron"]
    list_select_related = ["works", "organisation", "squadron"]
    search_fields = ["number", "works__number"]


@admin.register(IssuedDocument)
class IssuedDocumentAdmin(LookedUp):
    """Every official paper, whether it holds, and whether it has been drawn."""

    list_display = ["kind", "number", "verify_code", "works", "case", "status", "issued_at", "drawn_at"]
    list_filter = ["kind", "status"]
    list_select_related = ["works", "case"]
    search_fields = ["number", "verify_code", "works__number"]
    date_hierarchy = "issued_at"


@admin.register(Alarm)
class AlarmAdmin(LookedUp):
    """What had to be noticed, and when it was settled."""

    list_display = ["raised_at", "kind", "works", "case", "cleared_at"]
    list_filter = ["kind", ("cleared_at", admin.EmptyFieldListFilter)]
    list_select_related = ["works", "case"]
    search_fields = ["works__number"]


@admin.register(Event)
class EventAdmin(LookedUp):
    """The trail of works and cases: who did what, and whether those concerned have been told."""

    list_display = ["at", "action", "works", "case", "actor", "from_stage", "to_stage", "delivered_at"]
    list_filter = ["action", ("delivered_at", admin.EmptyFieldListFilter)]
    list_select_related = ["works", "case", "actor"]
    search_fields = ["works__number", "case__number"]
    date_hierarchy = "at"
