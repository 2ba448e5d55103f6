"""Photos of visits, answers and reports: shown to whoever may see what they belong to, and unable to do anything."""

from collections.abc import Iterable
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.files import open_stored
from inspections.models import Photo
from inspections.selectors.photos import get_photo
from web.inspections.words import moment
from web.shell import parts


@login_required
@require_safe
def photo_file(request: HttpRequest, photo_id: int) -> FileResponse:
    """The picture as it was kept."""
    photo = get_photo(request.user, photo_id)
    response = FileResponse(open_stored(photo.path), content_type=photo.content_type)
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(photo.original_name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'self'"
    response["Cache-Control"] = "private, max-age=3600"
    response["ETag"] = f'"{photo.sha256}"'
    return response


def photo_url(photo: Photo) -> str:
    """Where the picture is."""
    return reverse("inspection-photo", args=[photo.pk])


def tiles(photos: Iterable[Photo], caption: str = "") -> list[parts.Photo]:
    """Rows of a photo grid; caption: "" for the name of each file."""
    return [
        parts.Photo(
            url=photo_url(photo),
            thumb_url=photo_url(photo),
            caption=caption or photo.original_name,
            taken=moment(photo.taken_at or photo.uploaded_at),
        )
        for photo in photos
    ]
