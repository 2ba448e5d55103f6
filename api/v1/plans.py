"""Checks, completes and draws a traffic-organization plan that belongs to no case, and says what a plan looks like."""

import hashlib
from functools import cache

from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from api.inputs import Input
from api.view import ApiView
from permits.plan import parse
from permits.plan.check import check
from permits.plan.drawing.sheet import draw_phase
from permits.plan.drawing.svg import to_svg
from permits.plan.layout.complete import complete
from permits.plan.model import MOST_PHASES
from permits.plan.schema import plan_schema, plan_schema_text

SCHEMA_MEDIA_TYPE = "application/schema+json"
SCHEMA_AGE_SECONDS = 3600

EXAMPLE = {
    "road": {
        "name": "万松东路", "kind": "city", "class": "arterial", "design_speed_kmh": 60, "speed_limit_kmh": 60,
        "lanes": 3, "lanes_opposite": 3, "lane_width_m": 3.5, "upstream_junction_m": 450,
    },
    "works": {"excavation": False},
    "phases": [
        {
            "name": "一期", "starts_on": "2026-12-07", "ends_on": "2026-12-20", "daily_hours": [["22:00", "05:00"]],
            "layout": "L01", "closed_lanes": [3], "lengths_m": {"advance_warning": 30},
        }
    ],
}  # fmt: skip


class PlanCheckQuery(Input):
    """complete: first fill what is missing with the least layout that passes. draw: number of a phase, 1 first."""

    complete = serializers.BooleanField(default=False)
    draw = serializers.IntegerField(required=False, min_value=1, max_value=MOST_PHASES)


class PlanSentenceOutput(serializers.Serializer):
    """The same in Chinese and English."""

    zh = serializers.CharField()
    en = serializers.CharField()


class PlanFindingOutput(serializers.Serializer):
    """One breach of one rule. phase: its name, or number, or "" for the whole plan. place: from and to, m along the
    drawing."""

    rule = serializers.CharField()
    level = serializers.ChoiceField(("block", "warn", "info"))
    overridable = serializers.BooleanField()
    phase = serializers.CharField(allow_blank=True)
    parameter = serializers.CharField()
    actual = serializers.JSONField()
    required = serializers.JSONField()
    unit = serializers.CharField(allow_blank=True)
    clause = serializers.CharField()
    certainty = serializers.ChoiceField(("verified", "secondary", "setting"))
    message = PlanSentenceOutput()
    fix = PlanSentenceOutput()
    place = serializers.ListField(child=serializers.FloatField(), allow_null=True)


class PlanAreaOutput(serializers.Serializer):
    """One of the six areas of a phase, m from the start of its advance-warning area."""

    phase = serializers.CharField()
    kind = serializers.CharField()
    from_m = serializers.FloatField()
    to_m = serializers.FloatField()


class PlanDeviceOutput(serializers.Serializer):
    """One sign, cone or other device. direction: "opposite" when it faces the traffic from the other side."""

    phase = serializers.CharField()
    kind = serializers.CharField()
    at_m = serializers.FloatField()
    offset_m = serializers.FloatField()
    direction = serializers.CharField(required=False)


class PlanImpactOutput(serializers.Serializer):
    """What each phase with a known hourly volume does to traffic."""

    phases = serializers.ListField(child=serializers.JSONField())


class PlanCheckOutput(serializers.Serializer):
    """The output of `check_plan --json`. drawing: SVG of the phase asked for."""

    result = serializers.ChoiceField(("pass", "warn", "block"))
    findings = PlanFindingOutput(many=True)
    plan = serializers.JSONField()
    areas = PlanAreaOutput(many=True)
    devices = PlanDeviceOutput(many=True)
    quantities = serializers.DictField(child=serializers.IntegerField())
    impact = PlanImpactOutput()
    drawing = serializers.CharField(required=False)


class PlanCheck(ApiView):
    """The plan engine."""

    @extend_schema(
        operation_id="plan_check",
        parameters=[PlanCheckQuery],
        request={"application/json": {name: held for name, held in plan_schema().items() if name != "$schema"}},
        responses=PlanCheckOutput,
        examples=[OpenApiExample("A warning area 10 m too short", EXAMPLE, request_only=True)],
    )
    def post(self, request):
        """Findings, areas, devices and traffic impact of a plan (`/api/v1/plans/schema/`); nothing is kept.

        With `complete=true` the plan in the answer is the completed one. With `draw=1` the answer holds the sheet of
        the first phase as SVG, in the language of Accept-Language.
        """
        asked = self.query(PlanCheckQuery)
        plan = parse(request.data)
        if asked["complete"]:
            plan = complete(plan)
        number = asked.get("draw")
        if number is not None and number > len(plan.phases):
            words = _("The plan has only %(count)s phases.") % {"count": len(plan.phases)}
            raise ValidationError({"draw": [ErrorDetail(words, code="phase_unknown")]})
        result = check(plan)
        answer = result.as_json()
        if number is not None:
            language = "en" if (get_language() or "").startswith("en") else "zh"
            answer["drawing"] = to_svg(draw_phase(plan, number, language=language, findings=result.findings))
        return Response(answer)


class PlanSchema(ApiView):
    """What a plan looks like."""

    permission_classes = (AllowAny,)

    @extend_schema(operation_id="plan_schema", responses={(200, SCHEMA_MEDIA_TYPE): OpenApiTypes.OBJECT})
    @method_decorator(cache_control(public=True, max_age=SCHEMA_AGE_SECONDS))
    @method_decorator(condition(etag_func=lambda request: schema_tag()))
    def get(self, request):
        """JSON Schema 2020-12 of a plan, so that another system can validate before it sends. Open to everybody."""
        return Response(plan_schema(), content_type=SCHEMA_MEDIA_TYPE)


@cache
def schema_tag() -> str:
    """What identifies the schema."""
    return f'"{hashlib.sha256(plan_schema_text().encode()).hexdigest()[:32]}"'
