"""What an administrator can look up of supervision; everything is changed by its services alone."""

from django.contrib import admin

from core.admin import ReadOnly
from inspections.models import DayPlan, Order, Visit


@admin.register(DayPlan)
class DayPlanAdmin(ReadOnly):
    """Which days were planned, and when."""

    list_display = ["day", "squadron", "active", "planned_at"]
    list_filter = ["squadron"]
    date_hierarchy = "day"


@admin.register(Visit)
class VisitAdmin(ReadOnly):
    """Who was to go where, and what became of it."""

    list_display = ["day", "works", "state", "mandatory", "officer", "second_officer", "missed_reason"]
    list_filter = ["state", "mandatory"]
    list_select_related = ["works", "officer", "second_officer"]
    search_fields = ["works__number"]
    date_hierarchy = "day"


@admin.register(Order)
class OrderAdmin(ReadOnly):
    """Every order and how far it has come."""

    list_display = ["number", "works", "kind", "severity", "state", "deadline_at", "overdue_at"]
    list_filter = ["state", "kind", "severity"]
    list_select_related = ["works"]
    search_fields = ["number", "works__number"]
