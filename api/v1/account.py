"""Who the caller is, and where they belong."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.description.pages import told
from api.v1.permits.people import OrganisationOutput, PersonOutput, SquadronOutput
from api.view import ApiView
from core.errors import NotFound, NotPermitted
from core.models import Organisation, User
from core.roles import OFFICER_ROLES


class MeOutput(PersonOutput):
    """The caller."""

    organisation = OrganisationOutput(allow_null=True)
    squadron = SquadronOutput(allow_null=True)

    class Meta(PersonOutput.Meta):
        fields = (*PersonOutput.Meta.fields, "role", "email", "language", "membership", "organisation", "squadron")


class MemberOutput(PersonOutput):
    """A colleague."""

    class Meta(PersonOutput.Meta):
        fields = (*PersonOutput.Meta.fields, "membership", "is_active")


class MyOrganisationOutput(OrganisationOutput):
    """The caller's organisation with its people."""

    members = MemberOutput(many=True)

    class Meta(OrganisationOutput.Meta):
        fields = (
            *OrganisationOutput.Meta.fields, "uscc", "status", "address", "phone", "registered_at", "decided_at",
            "rejection_reason", "members",
        )  # fmt: skip


class Me(ApiView):
    """The caller."""

    @extend_schema(operation_id="me", responses=MeOutput)
    def get(self, request):
        """Who the key or session belongs to, and as what they act."""
        return Response(MeOutput(request.user).data)


class MyOrganisation(ApiView):
    """The caller's organisation."""

    @extend_schema(operation_id="organisation_me", responses=MyOrganisationOutput)
    def get(self, request):
        """With its people; not found for those who belong to none."""
        if request.user.organisation is None:
            raise NotFound("organisation", "me")
        return Response(MyOrganisationOutput(request.user.organisation).data)


class Agencies(ApiView):
    """Partner agencies."""

    @extend_schema(operation_id="organisation_agencies", responses=told(OrganisationOutput))
    def get(self, request):
        """Whom the order section may ask; for officers."""
        _officers_only(request.user, "ask_opinion")
        agencies: QuerySet[Organisation] = Organisation.objects.exclude(kind=Organisation.Kind.CONTRACTOR)
        return Response({"results": OrganisationOutput(agencies.order_by("pk"), many=True).data})


class Colleagues(ApiView):
    """Officers of the caller's squadron."""

    @extend_schema(operation_id="squadron_colleagues", responses=told(PersonOutput))
    def get(self, request):
        """Whom a second officer may be; empty for those of no squadron."""
        _officers_only(request.user, "record_survey")
        people = User.objects.none()
        if request.user.squadron_id:
            people = User.objects.filter(squadron_id=request.user.squadron_id, is_active=True)
        return Response(
            {"results": PersonOutput(people.exclude(pk=request.user.pk).order_by("username"), many=True).data}
        )


def _officers_only(caller: User, action: str) -> None:
    if caller.role not in OFFICER_ROLES:
        raise NotPermitted(action)
