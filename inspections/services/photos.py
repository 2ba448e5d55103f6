"""Photos as evidence: checked, cleaned and kept; the picture's own time and place count when the phone says nothing."""

import datetime as dt
from typing import Any

from django.utils import timezone

from core import clock
from core.files import PICTURES, StoredFile, Upload, store
from core.models import User
from inspections.models import Photo


def keep_photo(
    upload: Upload,
    folder: str,
    *,
    actor: User | None,
    field: str = "photo",
    taken_at: dt.datetime | None = None,
    lon: float | None = None,
    lat: float | None = None,
    **owner: Any,
) -> Photo:
    """Keep one picture below `folder` for its owner (visit, answer or report, and what else the row says).

    lon, lat: WGS84 degrees. Raises RuleViolated with every reason why the file is refused.
    """
    stored = store(upload, folder, accept=PICTURES, field=field)
    if lon is None and stored.photo is not None:
        lon, lat = stored.photo.lon, stored.photo.lat
    return Photo.objects.create(
        path=stored.path,
        original_name=stored.original_name,
        content_type=stored.content_type,
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        taken_at=taken_at or _time_in(stored),
        lon=lon,
        lat=lat,
        uploaded_by=actor,
        uploaded_at=clock.now(),
        **owner,
    )


def _time_in(stored: StoredFile) -> dt.datetime | None:
    """What the camera wrote; without a zone it is the city's."""
    taken_at = stored.photo.taken_at if stored.photo is not None else None
    if taken_at is not None and timezone.is_naive(taken_at):
        return timezone.make_aware(taken_at)
    return taken_at
