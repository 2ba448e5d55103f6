"""Visits: begin, arrive, take photos, answer the checklist, order on the spot."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.description.pages import page_schema
from api.doors import ActionView, Door
from api.inputs import ActionInput, Input, KeyField, NumberField, TextField
from api.pagination import PageQuery
from api.v1.inspections.order_output import OrderOutput
from api.v1.inspections.visit_output import PhotoOutput, VisitOutput, WorksVisitOutput
from api.view import ApiView
from core.models import User
from inspections.lifecycle import Action, Severity
from inspections.models import ChecklistResult, Photo, Visit
from inspections.rules.visit import Answer
from inspections.selectors.orders import OrderPage, order_page
from inspections.selectors.visits import visit_page, visits_of
from inspections.services import issuing_orders, visits
from permits.selectors.works import get_works


class StartVisitInput(ActionInput):
    """Position of the phone in WGS84 degrees, if it has one; arrived_at of a phone that tells it later."""

    lon = NumberField(required=False, allow_null=True)
    lat = NumberField(required=False, allow_null=True)
    arrived_at = serializers.DateTimeField(required=False, allow_null=True)


class AttachPhotoInput(Input):
    """One picture, of a checklist item or of the site. token: the phone's own name for it, so that it is kept once."""

    upload = serializers.FileField(allow_empty_file=True)
    item_code = TextField(required=False, max_length=4)
    taken_at = serializers.DateTimeField(required=False, allow_null=True)
    lon = NumberField(required=False, allow_null=True)
    lat = NumberField(required=False, allow_null=True)
    token = TextField(required=False, max_length=64)


class AnswerInput(Input):
    """The answer to one item. severity: left out, the item's own."""

    code = TextField(max_length=4)
    result = serializers.ChoiceField(ChecklistResult.Result.choices)
    note = TextField(required=False)
    severity = serializers.ChoiceField(Severity.choices, required=False, allow_blank=True)


class RecordVisitInput(ActionInput):
    """Every item of this site's checklist. second_officer: user name."""

    second_officer = TextField(max_length=150)
    answers = AnswerInput(many=True, max_length=200)
    remarks = TextField(required=False)


class IssueStopOrderInput(ActionInput):
    """findings: ids of this visit's findings. signature: a picture, in a multipart body; version: the visit's."""

    second_officer = TextField(max_length=150)
    findings = serializers.ListField(child=KeyField(), max_length=200)
    requirement = TextField(required=False)
    received_by = TextField(required=False, max_length=60)
    signature = serializers.FileField(required=False, allow_empty_file=True)


class IssueOrderInput(IssueStopOrderInput):
    """As for a stop order, with the deadline; left out, the period of the gravest finding."""

    deadline_at = serializers.DateTimeField(required=False, allow_null=True)


class BeginVisitInput(Input):
    """token: the phone's own name for this visit, so that it is begun once."""

    token = TextField(required=False, max_length=64)


def record(actor: User, visit: int, *, second_officer: str, answers: list[dict[str, str]], **more: Any) -> Visit:
    """Every item of this site answered by two officers; each fault becomes a finding."""
    answered = [Answer(**answer) for answer in answers]
    return visits.record_visit(actor, visit, second_officer=second_officer, answers=answered, **more)


def photo(actor: User, visit: int, **entered: Any) -> Photo:
    """One photo of a visit under way. The same token again gives the same photo."""
    return visits.attach_photo(actor, visit, **entered)


def order(actor: User, visit: int, **entered: Any) -> OrderPage:
    """Order what a recorded visit found to be put right."""
    return order_page(actor, issuing_orders.issue_order(actor, visit, **entered).number)


def stop_order(actor: User, visit: int, **entered: Any) -> OrderPage:
    """Order the works to stop and traffic to be restored at once."""
    return order_page(actor, issuing_orders.issue_stop_order(actor, visit, **entered).number)


DOORS = (
    Door(Action.START_VISIT, StartVisitInput, visits.start_visit),
    Door(Action.ATTACH_PHOTO, AttachPhotoInput, photo, with_files=True, output=PhotoOutput, status=201),
    Door(Action.RECORD_VISIT, RecordVisitInput, record),
    Door(Action.ISSUE_ORDER, IssueOrderInput, order, with_files=True, output=OrderOutput, status=201),
    Door(Action.ISSUE_STOP_ORDER, IssueStopOrderInput, stop_order, with_files=True, output=OrderOutput, status=201),
)


class VisitActionView(ActionView):
    """An action of a visit."""

    about, output = "visit", VisitOutput

    def told(self, viewer: User, key: int) -> dict[str, Any]:
        return VisitOutput(visit_page(viewer, key)).data


class VisitDetail(ApiView):
    """One visit."""

    @extend_schema(operation_id="visit_read", responses=VisitOutput)
    def get(self, request, visit):
        """With the checklist of this site."""
        return Response(VisitOutput(visit_page(request.user, visit)).data)


class WorksVisits(ApiView):
    """The visits to a works."""

    @extend_schema(operation_id="works_visits", parameters=[PageQuery], responses=page_schema(WorksVisitOutput))
    def get(self, request, number):
        """The latest first; applicants see what was recorded."""
        wanted = self.query(PageQuery)
        found = visits_of(request.user, get_works(request.user, number))
        return self.page(found, ("-day", "-pk"), WorksVisitOutput, wanted)

    @extend_schema(operation_id="visit_begin_unplanned_visit", request=BeginVisitInput, responses={201: VisitOutput})
    def post(self, request, number):
        """A visit outside the rounds, of today."""
        made = visits.begin_unplanned_visit(request.user, number, **self.body(BeginVisitInput))
        return Response(
            VisitOutput(visit_page(request.user, made.pk)).data,
            201,
            headers={"Location": f"/api/v1/inspections/visits/{made.pk}/"},
        )
