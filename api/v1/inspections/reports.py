"""Reports from the public: made by anybody, handled by officers."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from api.description.pages import page_schema
from api.doors import ActionView, Door
from api.inputs import ActionInput, Input, KeyField, NumberField, TextField
from api.pagination import PageQuery
from api.parsing import StrictJsonParser
from api.uploads import UploadParser
from api.v1.inspections.order_output import ContactOutput, ReceiptOutput, ReportLineOutput, ReportOutput
from api.view import ApiView
from core.models import User
from inspections.lifecycle import Action
from inspections.models import CitizenReport
from inspections.selectors.reports import open_reports, report_page
from inspections.services import reports


class ReportSiteInput(Input):
    """Where (WGS84 degrees) and what; contact and photo as the person likes."""

    lon = NumberField(allow_null=True)
    lat = NumberField(allow_null=True)
    text = TextField()
    contact = TextField(required=False, max_length=200)
    photo = serializers.FileField(required=False, allow_empty_file=True)
    token = TextField(required=False, max_length=64)


class RevealContactInput(Input):
    """That somebody looked is recorded."""


class HandleReportInput(ActionInput):
    """What was done. visit: on which it was looked into."""

    outcome = TextField()
    visit = KeyField(required=False, allow_null=True)


def reveal(actor: User, number: str) -> dict[str, str]:
    """The reporter's contact in full; that somebody looked stands on the timeline."""
    return {"contact": reports.reveal_contact(actor, number)}


def handle(actor: User, number: str, *, visit: int | None = None, **entered: Any) -> CitizenReport:
    """Close a report with what was done."""
    return reports.handle_report(actor, number, visit_id=visit, **entered)


DOORS = (
    Door(Action.REVEAL_CONTACT, RevealContactInput, reveal, output=ContactOutput),
    Door(Action.HANDLE_REPORT, HandleReportInput, handle),
)


class ReportActionView(ActionView):
    """An action of a report."""

    about, output = "report", ReportOutput

    def told(self, viewer: User, key: str) -> dict[str, Any]:
        return ReportOutput(report_page(viewer, key)).data


class ReportList(ApiView):
    """Open reports."""

    @extend_schema(operation_id="report_list", parameters=[PageQuery], responses=page_schema(ReportLineOutput))
    def get(self, request):
        """Those nobody has closed, the oldest first."""
        return self.page(open_reports(request.user), ("reported_at", "pk"), ReportLineOutput, self.query(PageQuery))


class ReportDetail(ApiView):
    """One report."""

    @extend_schema(operation_id="report_read", responses=ReportOutput)
    def get(self, request, number):
        """With its photos; the contact masked."""
        return Response(ReportOutput(report_page(request.user, number)).data)


class ReportSite(ApiView):
    """A dangerous site."""

    permission_classes = (AllowAny,)
    parser_classes = (StrictJsonParser, UploadParser)

    @extend_schema(
        operation_id="public_report_site",
        request={"application/json": ReportSiteInput, "multipart/form-data": ReportSiteInput},
        responses={201: ReceiptOutput},
    )
    def post(self, request):
        """Report it; no log-in."""
        made = reports.report_dangerous_site(**self.body(ReportSiteInput))
        return Response(ReceiptOutput(made).data, 201)
