"""A case as this door tells it: a line of a list, and everything its viewer may know."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api import words
from api.v1.permits.material_output import MaterialOutput
from api.v1.permits.people import OrganisationOutput, PersonOutput, SquadronOutput, masked_phone
from core.roles import OFFICER_ROLES, Role
from permits.lifecycle import Stage
from permits.models import Case, CorrectionItem, IssuedDocument, Opinion, PlanVersion, Survey
from permits.selectors.materials import visible_materials

LINE_FIELDS = (
    "number", "kind", "stage", "stage_label", "works", "project_name", "road_name", "place_text", "client_name",
    "contractor_name", "closure", "starts_on", "ends_on", "valid_from", "valid_until", "due_on", "submitted_at",
    "version", "changed_at", "organisation", "squadron",
)  # fmt: skip
APPLICATION_FIELDS = (
    "purpose", "client_uscc", "contractor_uscc", "agent_name", "agent_phone", "site_manager_name", "site_manager_phone",
    "road_kind", "road_class", "geometry", "lon", "lat", "length_m", "area_m2", "excavation", "affects_bus",
    "affects_signals", "government_approval", "detour_text", "detour_line", "notice_text", "notice_published_on",
    "plan", "plan_check", "declared_at",
)  # fmt: skip
PROCEDURE_FIELDS = (
    "received_on", "accept_by", "correction_requested_on", "correction_by", "accepted_on", "deemed_accepted",
    "decide_by", "extended_workdays", "extension_reason", "revision_reason", "revision_requested_on", "decided_at",
    "conditions", "issue_by", "in_force_at", "ended_at", "end_reason", "created_at",
)  # fmt: skip


class CaseLineOutput(serializers.ModelSerializer):
    """A case in a list."""

    works = serializers.CharField(source="works.number")
    stage = serializers.ChoiceField(Stage.choices)
    stage_label = serializers.CharField(source="get_stage_display")
    organisation = OrganisationOutput()
    squadron = SquadronOutput(allow_null=True)

    class Meta:
        model = Case
        fields = LINE_FIELDS


class CorrectionItemOutput(serializers.ModelSerializer):
    """One item of the correction notice."""

    class Meta:
        model = CorrectionItem
        fields = ("position", "material", "text", "legal_basis", "answered_at")


class OpinionOutput(serializers.ModelSerializer):
    """What an agency was asked and answered."""

    organisation = OrganisationOutput()
    asked_by = PersonOutput()
    given_by = PersonOutput(allow_null=True)

    class Meta:
        model = Opinion
        fields = (
            "organisation", "question", "asked_by", "asked_at", "due_on", "verdict", "text", "given_by", "given_at",
        )  # fmt: skip


class SurveyOutput(serializers.ModelSerializer):
    """A site survey as the parties read it."""

    officer = PersonOutput()
    second_officer = PersonOutput()

    class Meta:
        model = Survey
        fields = ("officer", "second_officer", "surveyed_at", "suitable")


class SurveyRecordOutput(SurveyOutput):
    """A site survey as the office reads it."""

    photos = serializers.SerializerMethodField(help_text="How many pictures the record has.")

    class Meta(SurveyOutput.Meta):
        fields = (*SurveyOutput.Meta.fields, "persons_present", "findings", "photos")

    def get_photos(self, survey: Survey) -> int:
        return len(survey.photos)


class PlanVersionLineOutput(serializers.ModelSerializer):
    """One submission of the plan, without the plan."""

    class Meta:
        model = PlanVersion
        fields = ("number", "submitted_at")


class PlanVersionOutput(serializers.ModelSerializer):
    """The application and plan as they were handed in: frozen."""

    submitted_by = PersonOutput()

    class Meta:
        model = PlanVersion
        fields = ("number", "submitted_at", "submitted_by", "plan", "plan_check", "application")


class DocumentLineOutput(serializers.ModelSerializer):
    """An official document in a list."""

    kind_name = serializers.SerializerMethodField()

    class Meta:
        model = IssuedDocument
        fields = ("verify_code", "kind", "kind_name", "number", "status", "issued_on", "drawn_at")

    def get_kind_name(self, document: IssuedDocument) -> str:
        return words.document_name(document.kind)


class OfficeOutput(serializers.ModelSerializer):
    """What officers alone read of a case."""

    reviewed_by = PersonOutput(allow_null=True)
    legal_opinion_by = PersonOutput(allow_null=True)
    decided_by = PersonOutput(allow_null=True)
    changed_by = PersonOutput(allow_null=True)
    opinions = OpinionOutput(many=True)
    surveys = SurveyRecordOutput(many=True)

    class Meta:
        model = Case
        fields = (
            "reviewed_by", "reviewed_at", "review_text", "review_recommends", "review_overrides", "legal_opinion_by",
            "legal_opinion_at", "legal_opinion", "legal_opinion_agrees", "decided_by", "decision_reason", "changed_by",
            "opinions", "surveys",
        )  # fmt: skip


class CaseOutput(CaseLineOutput):
    """A case with everything `context["viewer"]` may know of it.

    Phone numbers are masked for everyone outside the applicant's organisation. `office` is null for parties;
    `asked_opinion` is what the viewer's own agency was asked.
    """

    parent = serializers.CharField(source="parent.number", default=None, allow_null=True)
    children = serializers.SlugRelatedField("number", many=True, read_only=True)
    agent_phone = serializers.SerializerMethodField()
    site_manager_phone = serializers.SerializerMethodField()
    materials = serializers.SerializerMethodField()
    correction_items = CorrectionItemOutput(many=True)
    surveys = SurveyOutput(many=True)
    plan_versions = PlanVersionLineOutput(many=True)
    asked_opinion = serializers.SerializerMethodField()
    office = serializers.SerializerMethodField()

    class Meta(CaseLineOutput.Meta):
        fields = (
            *LINE_FIELDS, "parent", "children", *APPLICATION_FIELDS, *PROCEDURE_FIELDS, "materials", "correction_items",
            "surveys", "plan_versions", "asked_opinion", "office",
        )  # fmt: skip

    def _phone(self, case: Case, phone: str) -> str:
        return phone if self.context["viewer"].organisation_id == case.organisation_id else masked_phone(phone)

    def get_agent_phone(self, case: Case) -> str:
        return self._phone(case, case.agent_phone)

    def get_site_manager_phone(self, case: Case) -> str:
        return self._phone(case, case.site_manager_phone)

    @extend_schema_field(MaterialOutput(many=True))
    def get_materials(self, case: Case) -> list[dict[str, Any]]:
        return MaterialOutput(visible_materials(self.context["viewer"], case), many=True).data

    @extend_schema_field(OpinionOutput(allow_null=True))
    def get_asked_opinion(self, case: Case) -> dict[str, Any] | None:
        viewer = self.context["viewer"]
        if viewer.role != Role.AGENCY:
            return None
        own = (opinion for opinion in case.opinions.all() if opinion.organisation_id == viewer.organisation_id)
        return next((OpinionOutput(opinion).data for opinion in own), None)

    @extend_schema_field(OfficeOutput(allow_null=True))
    def get_office(self, case: Case) -> dict[str, Any] | None:
        return OfficeOutput(case).data if self.context["viewer"].role in OFFICER_ROLES else None
