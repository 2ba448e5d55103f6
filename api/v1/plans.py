"""Checks a traffic-organization plan that belongs to no case."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.view import ApiView
from permits.plan import parse
from permits.plan.check import check


class PlanCheck(ApiView):
    """The plan engine."""

    @extend_schema(operation_id="plan_check", request=OpenApiTypes.OBJECT, responses=OpenApiTypes.OBJECT)
    def post(self, request):
        """The output of `check_plan --json` for a plan in the format of docs/plan.schema.json; nothing is kept."""
        return Response(check(parse(request.data)).as_json())
