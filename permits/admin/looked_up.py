"""What an administrator can look up of works, cases and papers; everything is changed by its services alone."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin_parts import LongTable, columns
from permits.models import Alarm, Case, Works
from permits.models.case import Application, Procedure
from permits.models.place import Place
from permits.models.versioned import Versioned

_COMMON = columns(Place, Versioned)


@admin.register(Works)
class WorksAdmin(LongTable):
    """Every works of the register, of any origin."""

    groups = [
        (None, ["number", "state", *(name for name in columns(Works) if name not in {"number", "state", *_COMMON})]),
        (_("Place and dates"), columns(Place)),
        (_("Last change"), columns(Versioned)),
    ]
    list_display = ["number", "state", "road_name", "organisation", "squadron", "starts_on", "ends_on"]
    list_filter = ["state", "origin", "squadron"]
    list_select_related = ["organisation", "squadron"]
    search_fields = ["number", "external_ref"]


@admin.register(Case)
class CaseAdmin(LongTable):
    """Every procedure and how far it has come."""

    groups = [
        (
            None,
            ["number", "kind", "stage", "works", "parent", "organisation", "squadron", "created_by", "creation_token"],
        ),
        (_("Procedure"), columns(Procedure)),
        (_("Application"), columns(Application)),
        (_("Place and dates"), columns(Place)),
        (_("Last change"), columns(Versioned)),
    ]
    list_display = ["number", "kind", "stage", "works", "organisation", "squadron", "due_on", "changed_at"]
    list_filter = ["stage", "kind", "squadron"]
    list_select_related = ["works", "organisation", "squadron"]
    search_fields = ["number", "works__number"]


@admin.register(Alarm)
class AlarmAdmin(LongTable):
    """What had to be noticed, and when it was settled."""

    list_display = ["raised_at", "kind", "works", "case", "cleared_at"]
    list_filter = ["kind", ("cleared_at", admin.EmptyFieldListFilter)]
    list_select_related = ["works", "case"]
    search_fields = ["works__number"]
