"""`/feeds/works.geojson`: every public works in one GeoJSON document (RFC 7946), for navigation companies and maps."""

import datetime as dt
import hashlib
import json
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from core import clock
from permits.lifecycle import State
from permits.models.place import Closure
from permits.selectors.public import public_rows, public_works

MEDIA_TYPE = "application/geo+json"
#: Whoever asks more often is given what it has.
MAX_AGE_SECONDS = 60
#: Members as they stand in the selector, beside the labelled ones.
PLAIN = (
    "number", "title", "road_name", "place_text", "origin", "starts_on", "ends_on", "purpose", "detour_text",
    "notice_text", "contractor_name", "client_name", "length_m", "squadron_name", "permit_number",
)  # fmt: skip
LANGUAGES = {"zh": "zh-hans", "en": "en"}


def _state_of(request: HttpRequest) -> tuple[str, dt.datetime]:
    """What identifies today's answer: a works that comes or goes changes the number, the last change or the day."""
    kept = getattr(request, "_works_feed_state", None)
    if kept is None:
        today = clock.today()
        found = public_works(today).aggregate(works=Count("pk"), last=Max("changed_at"))
        midnight = timezone.make_aware(dt.datetime.combine(today, dt.time.min))
        identity = f"{today} {found['works']} {found['last']}"
        tag = hashlib.sha256(identity.encode()).hexdigest()[:32]
        kept = (f'"{tag}"', max(filter(None, (found["last"], midnight))))
        request._works_feed_state = kept
    return kept


@require_safe
@gzip_page
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
@condition(
    etag_func=lambda request: _state_of(request)[0],
    last_modified_func=lambda request: _state_of(request)[1],
)
def works_geojson(request: HttpRequest) -> HttpResponse:
    """Unpaged. Labels in both languages, so the answer is the same for every reader."""
    collection = {
        "type": "FeatureCollection",
        "updated_at": _state_of(request)[1].isoformat(),
        "publisher": settings.CITY["authority_name"],
        "features": [_feature(row) for row in public_rows(public_works()).order_by("number").iterator(500)],
    }
    response = HttpResponse(json.dumps(collection, ensure_ascii=False, separators=(",", ":")), content_type=MEDIA_TYPE)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    code = row["permit_code"]
    return {
        "type": "Feature",
        "id": row["number"],
        "geometry": row["geometry"],
        "properties": {
            **{name: _plain(row[name]) for name in PLAIN},
            "state": row["state"],
            "state_label": _labels(State)[row["state"]],
            "closure": row["closure"],
            "closure_label": _labels(Closure)[row["closure"]],
            "changed_at": row["changed_at"].isoformat(),
            "verify_url": f"{settings.PUBLIC_URL}/verify/{code}" if code else None,
        },
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


@cache
def _labels(choices) -> dict[str, dict[str, str]]:
    """{value: {"zh": …, "en": …}}"""
    found: dict[str, dict[str, str]] = {value: {} for value in choices.values}
    for short, language in LANGUAGES.items():
        with override(language):
            for choice in choices:
                found[choice.value][short] = str(choice.label)
    return found
