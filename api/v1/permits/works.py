"""Works: the list, one works, an emergency."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.description.pages import page_schema, told
from api.inputs import FlagField, Input, NumberField, ObjectField, TextField
from api.pagination import PageQuery
from api.v1.permits.case_facts_output import ActionOutput, ConflictsOutput
from api.v1.permits.case_output import CaseLineOutput
from api.v1.permits.works_output import WorksLineOutput, WorksOutput
from api.view import ApiView
from permits.lifecycle import State
from permits.models import Works
from permits.models.place import RoadClass, RoadKind
from permits.selectors.actions import options
from permits.selectors.cases import cases_of_works
from permits.selectors.conflicts import conflicts_for
from permits.selectors.works import WorksFilter, get_works, works_list
from permits.services.emergency import report_emergency


class WorksListQuery(PageQuery):
    """What the list is narrowed to. q: words of number, road, place, project or party."""

    q = TextField(required=False, max_length=100)
    state = serializers.MultipleChoiceField(choices=State.choices, required=False)
    origin = serializers.ChoiceField(Works.Origin.choices, required=False)
    squadron = serializers.SlugField(required=False, max_length=40)
    active_on = serializers.DateField(required=False, help_text="Only works that occupy the road on this day")


class EmergencyInput(Input):
    """Where the road has been opened, and for what. started_at: left out, now."""

    road_name = TextField(max_length=200)
    geometry = ObjectField(help_text="GeoJSON geometry, WGS84")
    road_kind = serializers.ChoiceField(RoadKind.choices, required=False)
    road_class = serializers.ChoiceField(RoadClass.choices, required=False)
    place_text = TextField(required=False, max_length=300)
    project_name = TextField(required=False, max_length=200)
    purpose = TextField(required=False)
    excavation = FlagField(required=False)
    area_m2 = NumberField(required=False, min_value=0, max_value=10_000_000)
    started_at = serializers.DateTimeField(required=False)


class WorksList(ApiView):
    """The works the caller may know of."""

    @extend_schema(operation_id="works_list", parameters=[WorksListQuery], responses=page_schema(WorksLineOutput))
    def get(self, request):
        """The newest first."""
        asked = self.query(WorksListQuery)
        wanted = WorksFilter(
            q=asked.get("q", ""),
            states=tuple(sorted(asked.get("state", ()))),
            origin=asked.get("origin", ""),
            squadron=asked.get("squadron", ""),
            active_on=asked.get("active_on"),
        )
        return self.page(works_list(request.user, wanted), ("-pk",), WorksLineOutput, asked)


class EmergencyWorks(ApiView):
    """Emergency repairs."""

    @extend_schema(operation_id="works_emergency", request=EmergencyInput, responses={201: WorksOutput})
    def post(self, request):
        """Report that the road has been opened: the works is under way, its emergency case a draft, all or nothing."""
        entered = self.body(EmergencyInput)
        started_at = entered.pop("started_at", None)
        made = report_emergency(request.user, entered, started_at=started_at)
        response = _told(request.user, made.number)
        response.status_code = 201
        response.headers["Location"] = f"/api/v1/works/{made.number}/"
        return response


class WorksDetail(ApiView):
    """One works."""

    @extend_schema(operation_id="works_read", responses=WorksOutput)
    def get(self, request, number):
        """All that is known of it."""
        return _told(request.user, number)


class WorksCases(ApiView):
    """The cases of a works."""

    @extend_schema(operation_id="works_cases", parameters=[PageQuery], responses=page_schema(CaseLineOutput))
    def get(self, request, number):
        """In the order of their life."""
        wanted = self.query(PageQuery)
        found = cases_of_works(request.user, get_works(request.user, number).pk)
        return self.page(found, ("pk",), CaseLineOutput, wanted)


class WorksActions(ApiView):
    """What the caller may do with a works now."""

    @extend_schema(operation_id="works_actions", responses=told(ActionOutput))
    def get(self, request, number):
        """Every action of the caller's role, with the reason when it is not available."""
        found = options(request.user, get_works(request.user, number))
        return Response({"results": ActionOutput(found, many=True).data})


class WorksConflicts(ApiView):
    """Works in the way of a works."""

    @extend_schema(operation_id="works_conflicts", responses=ConflictsOutput)
    def get(self, request, number):
        """Works, roads, days and places in the way, the worst first; what the caller may know of each."""
        found = conflicts_for(request.user, get_works(request.user, number))
        return Response(ConflictsOutput(found).data)


def _told(viewer, number: str) -> Response:
    return Response(WorksOutput(get_works(viewer, number)).data)
