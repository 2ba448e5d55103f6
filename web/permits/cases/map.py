"""The map of a case or works: itself, what is near it, and what is in its way, as GeoJSON."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from permits.models import Case, Works
from permits.selectors.cases import get_case
from permits.selectors.neighbours import neighbours_of
from permits.selectors.works import get_works


@login_required
@require_safe
def case_features(request: HttpRequest, number: str) -> JsonResponse:
    """The place of a case with its neighbours."""
    return _answer(request, get_case(request.user, number))


@login_required
@require_safe
def works_features(request: HttpRequest, number: str) -> JsonResponse:
    """The place of a works with its neighbours."""
    return _answer(request, get_works(request.user, number))


def _answer(request: HttpRequest, subject: Case | Works) -> JsonResponse:
    features = [_feature(works, "") for works in neighbours_of(request.user, subject)]
    if subject.geometry:
        features.insert(0, _feature(subject, "stop" if subject.closure == "full" else "warn"))
    if isinstance(subject, Case) and subject.detour_line:
        features.append(_detour(subject))
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")


def _feature(subject: Case | Works, tone: str) -> dict[str, Any]:
    """tone "" leaves it to the state: what is under way warns, what is planned informs."""
    page = "case" if isinstance(subject, Case) else "works"
    properties = {
        "number": subject.number,
        "title": subject.road_name or subject.project_name,
        "closure": subject.closure,
        "closure_label": str(subject.get_closure_display()),
        "starts_on": subject.starts_on,
        "ends_on": subject.ends_on,
        "url": reverse(page, args=[subject.number]),
    }
    properties |= {"tone": tone} if tone else {"state": subject.state}
    return {"type": "Feature", "id": subject.number, "geometry": subject.geometry, "properties": properties}


def _detour(case: Case) -> dict[str, Any]:
    properties = {"number": f"{case.number}-detour", "title": _("Detour"), "tone": "info"}
    return {"type": "Feature", "id": properties["number"], "geometry": case.detour_line, "properties": properties}
