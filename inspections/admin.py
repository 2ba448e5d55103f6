"""What an administrator can look up of supervision; everything is changed by its services alone."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin_parts import ReadOnly, columns
from inspections import messages
from inspections.models import DayPlan, Order, Visit
from permits.models.versioned import Versioned


def _changed_last(model: type[Versioned]) -> list[tuple[str | None, list[str]]]:
    return [
        (None, [name for name in columns(model) if name not in columns(Versioned)]),
        (_("Last change"), columns(Versioned)),
    ]


@admin.register(DayPlan)
class DayPlanAdmin(ReadOnly):
    """Which days were planned, and when."""

    ordering = ["-day", "squadron__code"]
    list_display = ["day", "squadron", "active", "planned_at"]
    list_filter = ["squadron"]
    list_select_related = ["squadron"]
    date_hierarchy = "day"


@admin.register(Visit)
class VisitAdmin(ReadOnly):
    """Who was to go where, and what became of it."""

    ordering = ["-day", "-pk"]
    words = {"missed_reason": messages.not_visited, "reasons": messages.due_reason}
    groups = _changed_last(Visit)
    list_display = ["day", "works", "state", "mandatory", "officer", "second_officer", "missed_reason"]
    list_filter = ["state", "mandatory"]
    list_select_related = ["works", "officer", "second_officer"]
    search_fields = ["works__number"]
    date_hierarchy = "day"


@admin.register(Order)
class OrderAdmin(ReadOnly):
    """Every order and how far it has come."""

    words = {"referral": messages.referral}
    groups = _changed_last(Order)
    list_display = ["number", "works", "kind", "severity", "state", "deadline_at", "overdue_at"]
    list_filter = ["state", "kind", "severity"]
    list_select_related = ["works"]
    search_fields = ["number", "works__number"]
