"""Official documents: those of a case or a works, one by its code, its PDF."""

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.description.pages import told
from api.v1.permits.case_output import DocumentLineOutput
from api.view import ApiView
from core.files import open_stored
from permits.models import IssuedDocument
from permits.selectors.cases import get_case
from permits.selectors.documents import get_document, visible_documents
from permits.selectors.works import get_works

#: A document is drawn within seconds of being issued.
DRAWN_SOON_SECONDS = 5


class DocumentOutput(DocumentLineOutput):
    """An official document. sha256, size_bytes, drawn_at are null or empty until it has been drawn."""

    works = serializers.CharField(source="works.number")
    case = serializers.CharField(source="case.number", default=None, allow_null=True)

    class Meta:
        model = IssuedDocument
        fields = (
            "verify_code", "kind", "kind_name", "number", "status", "status_changed_at", "works", "case",
            "issued_on", "issued_at", "served_at", "sha256", "size_bytes", "drawn_at",
        )  # fmt: skip


class CaseDocuments(ApiView):
    """The official documents of a case."""

    @extend_schema(operation_id="case_documents", responses=told(DocumentLineOutput))
    def get(self, request, number):
        """In the order in which they were issued."""
        found = visible_documents(request.user).filter(case=get_case(request.user, number)).defer("snapshot")
        return Response({"results": DocumentLineOutput(found, many=True).data})


class WorksDocuments(ApiView):
    """The official documents of a works and its cases."""

    @extend_schema(operation_id="works_documents", responses=told(DocumentLineOutput))
    def get(self, request, number):
        """In the order in which they were issued."""
        found = visible_documents(request.user).filter(works=get_works(request.user, number)).defer("snapshot")
        return Response({"results": DocumentLineOutput(found, many=True).data})


class DocumentDetail(ApiView):
    """One official document."""

    @extend_schema(operation_id="document_read", responses=DocumentOutput)
    def get(self, request, code):
        """What it is and whether it holds."""
        return Response(DocumentOutput(get_document(request.user, code.upper())).data)


class DocumentFile(ApiView):
    """The PDF of an official document."""

    @extend_schema(
        operation_id="document_file",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY, 202: DocumentOutput},
    )
    def get(self, request, code):
        """The bytes the sha256 is of; 202 with Retry-After while they are still being drawn."""
        document = get_document(request.user, code.upper())
        if not document.path:
            return Response(DocumentOutput(document).data, 202, headers={"Retry-After": str(DRAWN_SOON_SECONDS)})
        return FileResponse(
            open_stored(document.path),
            as_attachment=True,
            filename=f"{document.kind}-{document.verify_code}.pdf",
            content_type="application/pdf",
            headers={"ETag": f'"{document.sha256}"'},
        )
