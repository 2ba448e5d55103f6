"""Lets the pages' forms see the path in a file's name, which Django would cut off without a word."""

from functools import partial

from django.utils.datastructures import ImmutableList

from core.multipart import PathKeepingParser


class UploadPathMiddleware:
    """Reads form uploads with PathKeepingParser; stands before whatever reads the form first (the CSRF check)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.parse_file_upload = partial(_parse, request)
        return self.get_response(request)


def _parse(request, meta, stream):
    request.upload_handlers = ImmutableList(
        request.upload_handlers, warning="The upload has been read; its handlers can no longer be changed."
    )
    return PathKeepingParser(meta, stream, request.upload_handlers, request.encoding).parse()
