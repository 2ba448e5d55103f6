"""Files handed in with an application."""

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.description.pages import told
from api.inputs import ActionInput, TextField
from api.uploads import UploadParser
from api.v1.permits.material_output import MaterialOutput
from api.view import ApiView
from core.errors import NotFound
from core.files import open_stored
from permits.selectors.cases import get_case
from permits.selectors.materials import visible_materials
from permits.services import materials


class MaterialInput(ActionInput):
    """One file for one item of the list."""

    code = TextField(max_length=4)
    file = serializers.FileField(allow_empty_file=True)


class RemoveMaterialInput(ActionInput):
    """Take the file out of the list."""


class MaterialList(ApiView):
    """The files of a case."""

    parser_classes = (UploadParser,)

    @extend_schema(operation_id="material_list", responses=told(MaterialOutput))
    def get(self, request, number):
        """Those that count now; replaced ones stay in the file unseen."""
        found = visible_materials(request.user, get_case(request.user, number))
        return Response({"results": MaterialOutput(found, many=True).data})

    @extend_schema(
        operation_id="material_add",
        request={"multipart/form-data": MaterialInput},
        responses={201: MaterialOutput},
    )
    def post(self, request, number):
        """Hand one file in; refused with every reason when its content is not what a file may be."""
        wanted = self.body(MaterialInput)
        made = materials.add_material(
            request.user, number, wanted["code"], wanted["file"], version=wanted.get("version")
        )
        return Response(MaterialOutput(made).data, 201)


class MaterialDetail(ApiView):
    """One file of a case."""

    @extend_schema(
        operation_id="material_remove", request=None, parameters=[RemoveMaterialInput], responses={204: None}
    )
    def delete(self, request, number, material):
        """Take it out of the list; once submitted it stays in the file, marked superseded."""
        wanted = self.query(RemoveMaterialInput)
        materials.remove_material(request.user, number, material, version=wanted.get("version"))
        return Response(status=204)


class MaterialFile(ApiView):
    """The content of one file of a case."""

    @extend_schema(operation_id="material_file", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request, number, material):
        """As it was handed in, to be kept and not shown by the browser."""
        files = visible_materials(request.user, get_case(request.user, number))
        found = next((file for file in files if file.pk == material), None)
        if found is None:
            raise NotFound("material", str(material))
        return FileResponse(
            open_stored(found.path),
            as_attachment=True,
            filename=found.original_name,
            content_type=found.content_type,
        )
