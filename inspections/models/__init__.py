"""Rounds, visits, what they found, the orders that follow, and what the public reported."""

from inspections.models.citizen_report import CitizenReport
from inspections.models.day_plan import DayPlan, Deferral, Round
from inspections.models.order import Order, OrderAnswer
from inspections.models.photo import Photo
from inspections.models.visit import ChecklistResult, Finding, Visit

__all__ = [
    "ChecklistResult",
    "CitizenReport",
    "DayPlan",
    "Deferral",
    "Finding",
    "Order",
    "OrderAnswer",
    "Photo",
    "Round",
    "Visit",
]
