"""Rounds of a day, and the proof that no site was forgotten."""

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.response import Response

from api.description.pages import told
from api.inputs import Input
from api.v1.inspections.visit_output import CoverageOutput, RoundOutput, VisitLineOutput
from api.view import ApiView
from core import clock
from core.files import open_stored
from inspections.selectors.coverage import coverage_on
from inspections.selectors.photos import get_photo
from inspections.selectors.rounds import my_other_visits, my_round, rounds_of


class DayQuery(Input):
    """day: left out, today."""

    day = serializers.DateField(required=False)


class RoundsQuery(DayQuery):
    """squadron: code of one squadron."""

    squadron = serializers.SlugField(required=False, max_length=40)


class Rounds(ApiView):
    """The rounds of a day."""

    @extend_schema(operation_id="round_list", parameters=[RoundsQuery], responses=told(RoundOutput))
    def get(self, request):
        """Those the caller may know of: squadron officers their squadron's, the brigade all, others none."""
        asked = self.query(RoundsQuery)
        found = rounds_of(request.user, asked.get("day") or clock.today())
        if asked.get("squadron"):
            found = found.filter(day_plan__squadron__code=asked["squadron"])
        return Response({"results": RoundOutput(found, many=True).data})


class MyRound(ApiView):
    """The caller's own day."""

    @extend_schema(
        operation_id="round_mine",
        parameters=[DayQuery],
        responses=inline_serializer(
            "MyRound", {"round": RoundOutput(allow_null=True), "other_visits": VisitLineOutput(many=True)}
        ),
    )
    def get(self, request):
        """The round on which the caller goes, and visits begun outside it."""
        day = self.query(DayQuery).get("day") or clock.today()
        mine = my_round(request.user, day)
        return Response(
            {
                "round": RoundOutput(mine).data if mine else None,
                "other_visits": VisitLineOutput(my_other_visits(request.user, day), many=True).data,
            }
        )


class Coverage(ApiView):
    """The proof for a day."""

    @extend_schema(operation_id="coverage", parameters=[DayQuery], responses=CoverageOutput)
    def get(self, request):
        """Which sites were due, which were visited, and why any was not."""
        day = self.query(DayQuery).get("day") or clock.today()
        return Response(CoverageOutput(coverage_on(request.user, day)).data)


class PhotoFile(ApiView):
    """The content of a photo."""

    @extend_schema(operation_id="photo_file", responses={(200, "image/jpeg"): OpenApiTypes.BINARY})
    def get(self, request, photo):
        """As it was kept, without what the camera hid in it."""
        found = get_photo(request.user, photo)
        return FileResponse(
            open_stored(found.path), as_attachment=True, filename=found.original_name, content_type=found.content_type
        )
