"""Private files shown to those who may see them: streamed, typed by content, unable to run anything."""

from urllib.parse import quote

from django.http import FileResponse

from core.files import open_stored, preview_kind

#: A browser's PDF viewer does not start inside a sandbox, so a PDF is only forbidden to fetch anything.
_PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox; frame-ancestors 'self'"


def stored_file(path: str, name: str, content_type: str, *, etag: str = "") -> FileResponse:
    """The kept file for viewing in place, or for download when no browser shows its kind.

    The caller has made sure that the viewer may see it. NotFound when the storage has lost it.
    """
    kind = preview_kind(content_type)
    way = "attachment" if kind == "download" else "inline"
    response = FileResponse(open_stored(path), content_type=content_type)
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _PDF_POLICY if kind == "pdf" else _SANDBOX
    response["Cache-Control"] = "private, no-cache"
    if etag:
        response["ETag"] = f'"{etag}"'
    return response
