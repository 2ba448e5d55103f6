"""What anybody may know: works on the road and coming, notices, whether a document holds."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from api import words
from api.description.pages import page_schema
from api.inputs import TextField
from api.pagination import PageQuery, page_of
from api.view import ApiView
from permits.lifecycle import State
from permits.models import IssuedDocument
from permits.models.place import Closure
from permits.selectors.documents import Verification, verify_document
from permits.selectors.public import get_public_works, public_notices, public_rows, public_works


class PublicWorksQuery(PageQuery):
    """road: part of the road's name."""

    road = TextField(required=False, max_length=100)


class PublicWorksOutput(serializers.Serializer):
    """A works as anybody may know it."""

    number = serializers.CharField()
    title = serializers.CharField()
    road_name = serializers.CharField()
    place_text = serializers.CharField()
    state = serializers.ChoiceField(State.choices)
    closure = serializers.ChoiceField(Closure.choices)
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    purpose = serializers.CharField()
    detour_text = serializers.CharField()
    notice_text = serializers.CharField()
    contractor_name = serializers.CharField()
    client_name = serializers.CharField()
    origin = serializers.CharField()
    geometry = serializers.JSONField()
    lon = serializers.FloatField(allow_null=True)
    lat = serializers.FloatField(allow_null=True)
    length_m = serializers.FloatField(allow_null=True)
    squadron_name = serializers.CharField(allow_null=True)
    permit_number = serializers.CharField(allow_null=True)
    permit_code = serializers.CharField(allow_null=True)
    changed_at = serializers.DateTimeField()


class NoticeOutput(serializers.ModelSerializer):
    """A public notice that holds."""

    works = serializers.CharField(source="works.number")
    road_name = serializers.CharField(source="works.road_name")

    class Meta:
        model = IssuedDocument
        fields = ("verify_code", "number", "issued_on", "works", "road_name")


class VerificationOutput(serializers.Serializer):
    """What anybody may know of a document. standing: whether it holds. superseded_by: number of what replaced it."""

    verify_code = serializers.CharField(source="document.verify_code")
    kind = serializers.CharField(source="document.kind")
    kind_name = serializers.SerializerMethodField()
    number = serializers.CharField(source="document.number")
    standing = serializers.ChoiceField(IssuedDocument.Status.choices)
    issued_on = serializers.DateField(source="document.issued_on")
    status_changed_at = serializers.DateTimeField(source="document.status_changed_at", allow_null=True)
    superseded_by = serializers.CharField()
    road_name = serializers.CharField(source="document.works.road_name")
    sha256 = serializers.CharField(source="document.sha256")

    def get_kind_name(self, verification: Verification) -> str:
        return words.document_name(verification.document.kind)


class PublicView(ApiView):
    """Open to strangers."""

    permission_classes = (AllowAny,)


class PublicWorksList(PublicView):
    """Works on the road now, and those permitted to come."""

    @extend_schema(
        operation_id="public_works_list", parameters=[PublicWorksQuery], responses=page_schema(PublicWorksOutput)
    )
    def get(self, request):
        """The newest first; `/feeds/works.geojson` has all of them at once."""
        asked = self.query(PublicWorksQuery)
        found = public_works()
        if asked.get("road"):
            found = found.filter(road_name__icontains=asked["road"])
        rows, cursor = page_of(found.only("pk", "number"), ("-pk",), asked.get("cursor", ""), asked["limit"])
        order = [row.number for row in rows]
        told = {row["number"]: row for row in public_rows(public_works().filter(number__in=order))}
        results = PublicWorksOutput([told[number] for number in order if number in told], many=True).data
        return Response({"results": results, "next": self.address(cursor) if cursor else None})


class PublicWorksDetail(PublicView):
    """One works."""

    @extend_schema(operation_id="public_works_read", responses=PublicWorksOutput)
    def get(self, request, number):
        """As anybody may know it."""
        return Response(PublicWorksOutput(get_public_works(number)).data)


class PublicNotices(PublicView):
    """Public notices."""

    @extend_schema(operation_id="public_notices", parameters=[PageQuery], responses=page_schema(NoticeOutput))
    def get(self, request):
        """Those that hold, the newest first."""
        return self.page(public_notices().defer("snapshot"), ("-issued_at", "-pk"), NoticeOutput, self.query(PageQuery))


class Verify(PublicView):
    """Verification of a document."""

    @extend_schema(operation_id="public_verify", responses=VerificationOutput)
    def get(self, request, code):
        """What the document with this code is, and whether it still holds."""
        return Response(VerificationOutput(verify_document(code)).data)
