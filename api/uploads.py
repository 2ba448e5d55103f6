"""Reads form uploads for the API with the path in a file's name kept visible (see core.multipart)."""

from django.http.multipartparser import MultiPartParserError
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, MultiPartParser

from core.multipart import PathKeepingParser


class UploadParser(MultiPartParser):
    """multipart/form-data, as the framework's own parser reads it but for the file names."""

    def parse(self, stream, media_type=None, parser_context=None) -> DataAndFiles:
        """Fields and files. Raises ParseError."""
        request = parser_context["request"]
        meta = {**request.META, "CONTENT_TYPE": media_type}
        encoding = parser_context.get("encoding") or request.encoding or "utf-8"
        try:
            return DataAndFiles(*PathKeepingParser(meta, stream, request.upload_handlers, encoding).parse())
        except MultiPartParserError as error:
            raise ParseError(f"Multipart form parse error - {error}") from error
