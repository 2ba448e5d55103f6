"""Reports from the public, their contact masked."""

from dataclasses import dataclass

from django.db.models import QuerySet

from core.errors import NotFound
from core.models import User
from inspections.lifecycle import ReportState
from inspections.models import CitizenReport, Photo
from inspections.rules.report import masked
from inspections.selectors.visibility import visible_reports


@dataclass(frozen=True)
class ReportPage:
    """contact: masked; services.reports.reveal_contact tells it in full and records who looked."""

    report: CitizenReport
    contact: str
    photos: tuple[Photo, ...]


def open_reports(actor: User | None) -> QuerySet[CitizenReport]:
    """Reports nobody has closed yet, the oldest first; never with their contact."""
    return (
        visible_reports(actor)
        .filter(state=ReportState.RECEIVED)
        .select_related("works", "squadron")
        .defer("contact")
        .order_by("reported_at", "pk")
    )


def handled_reports(actor: User | None) -> QuerySet[CitizenReport]:
    """Reports that are closed, the latest closed first; never with their contact."""
    return (
        visible_reports(actor)
        .filter(state=ReportState.HANDLED)
        .select_related("works", "squadron")
        .defer("contact")
        .order_by("-handled_at", "-pk")
    )


def report_page(actor: User | None, number: str) -> ReportPage:
    """One report. NotFound when `actor` may not know of it."""
    report = visible_reports(actor).select_related("works", "squadron", "handled_by").filter(number=number).first()
    if report is None:
        raise NotFound("report", number)
    return ReportPage(report, masked(report.contact), tuple(report.photos.all()))
