"""Cases: the lists, a new draft, one case, and what follows from its state."""

from django.db.models import DateField, Value
from django.db.models.functions import Coalesce
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.description.pages import page_schema, told
from api.inputs import FlagField, TextField
from api.pagination import PageQuery
from api.v1.permits.application import CreateCaseInput, EditInput
from api.v1.permits.case_facts_output import ActionOutput, ConflictsOutput, LegalClockOutput, ReadinessOutput
from api.v1.permits.case_output import CaseLineOutput, CaseOutput, PlanVersionOutput
from api.v1.permits.material_output import MaterialItemOutput
from api.view import ApiView
from core.errors import NotFound
from permits.lifecycle import Kind, Stage
from permits.rules import application as rules
from permits.selectors.actions import options
from permits.selectors.cases import CaseFilter, case_list, get_case, queue
from permits.selectors.conflicts import conflicts_for
from permits.selectors.legal_clock import clock_of
from permits.selectors.materials import materials_needed
from permits.services import drafting
from permits.services.application import submission_facts

#: Behind every real day: a queue shows last what has no limit.
NO_LIMIT = "9999-12-31"


class CaseListQuery(PageQuery):
    """What the list is narrowed to. q: words of number, party or road, in Chinese or Latin letters."""

    q = TextField(required=False, max_length=100)
    stage = serializers.MultipleChoiceField(choices=Stage.choices, required=False)
    kind = serializers.ChoiceField(Kind.choices, required=False)
    squadron = serializers.SlugField(required=False, max_length=40)
    due_before = serializers.DateField(required=False)
    open_only = FlagField(required=False)


class CaseList(ApiView):
    """The cases the caller may know of, and the way to a new one."""

    @extend_schema(operation_id="case_list", parameters=[CaseListQuery], responses=page_schema(CaseLineOutput))
    def get(self, request):
        """The newest first."""
        asked = self.query(CaseListQuery)
        wanted = CaseFilter(
            q=asked.get("q", ""),
            stages=tuple(sorted(asked.get("stage", ()))),
            kind=asked.get("kind", ""),
            squadron=asked.get("squadron", ""),
            due_before=asked.get("due_before"),
            open_only=asked.get("open_only", False),
        )
        return self.page(case_list(request.user, wanted), ("-pk",), CaseLineOutput, asked)

    @extend_schema(operation_id="case_create", request=CreateCaseInput, responses={201: CaseOutput})
    def post(self, request):
        """A new draft of the caller's organisation."""
        made = drafting.create_draft(request.user, **self.body(CreateCaseInput))
        return _told(request.user, made.number, status=201)


class CaseQueue(ApiView):
    """What waits for the caller."""

    @extend_schema(operation_id="case_queue", parameters=[PageQuery], responses=page_schema(CaseLineOutput))
    def get(self, request):
        """The most urgent first; what has no limit last."""
        last = Coalesce("due_on", Value(NO_LIMIT), output_field=DateField())
        return self.page(
            queue(request.user).annotate(urgency=last), ("urgency", "pk"), CaseLineOutput, self.query(PageQuery)
        )


class CaseDetail(ApiView):
    """One case."""

    @extend_schema(operation_id="case_read", responses=CaseOutput)
    def get(self, request, number):
        """Everything the caller may know of it."""
        return _told(request.user, number)

    @extend_schema(operation_id="case_change", request=EditInput, responses=CaseOutput)
    def patch(self, request, number):
        """Change any part of the application; members left out stay as they are."""
        changes = self.body(EditInput)
        version = changes.pop("version", None)
        drafting.edit_case(request.user, number, changes, version=version)
        return _told(request.user, number)


class CaseActions(ApiView):
    """What the caller may do with a case now."""

    @extend_schema(operation_id="case_actions", responses=told(ActionOutput))
    def get(self, request, number):
        """Every action of the caller's role, with the reason when it is not available."""
        case = get_case(request.user, number)
        return Response({"results": ActionOutput(options(request.user, case), many=True).data})


class CaseReadiness(ApiView):
    """What is still missing before a case can be submitted."""

    @extend_schema(operation_id="case_readiness", responses=ReadinessOutput)
    def get(self, request, number):
        """Every rule that would refuse the submission now; nothing is changed."""
        case = get_case(request.user, number)
        found = rules.violations(submission_facts(case))
        return Response(ReadinessOutput({"ready": not found, "violations": found, "plan_check": case.plan_check}).data)


class CaseMaterialsNeeded(ApiView):
    """The list of materials of a case."""

    @extend_schema(operation_id="case_materials_needed", responses=told(MaterialItemOutput))
    def get(self, request, number):
        """Only what this case needs, each with why."""
        case = get_case(request.user, number)
        return Response({"results": MaterialItemOutput(materials_needed(case), many=True).data})


class CaseClock(ApiView):
    """The legal clock of a case."""

    @extend_schema(operation_id="case_clock", responses=LegalClockOutput)
    def get(self, request, number):
        """The limit that runs now with every day of it; `running` false when none does."""
        found = clock_of(get_case(request.user, number))
        return Response({"running": False} if found is None else LegalClockOutput(found).data)


class CaseConflicts(ApiView):
    """Works in the way of a case."""

    @extend_schema(operation_id="case_conflicts", responses=ConflictsOutput)
    def get(self, request, number):
        """Works, roads, days and places in the way, the worst first; what the caller may know of each."""
        found = conflicts_for(request.user, get_case(request.user, number))
        return Response(ConflictsOutput(found).data)


class PlanVersionDetail(ApiView):
    """One submission of a case."""

    @extend_schema(operation_id="case_plan_version", responses=PlanVersionOutput)
    def get(self, request, number, version):
        """The application and plan as they were handed in then."""
        case = get_case(request.user, number)
        found = case.plan_versions.select_related("submitted_by").filter(number=version).first()
        if found is None:
            raise NotFound("plan version", f"{number} {version}")
        return Response(PlanVersionOutput(found).data)


def _told(viewer, number: str, *, status: int = 200) -> Response:
    case = get_case(viewer, number)
    response = Response(CaseOutput(case, context={"viewer": viewer}).data, status)
    if status == 201:
        response.headers["Location"] = f"/api/v1/cases/{case.number}/"
    return response
