"""Pieces of a case that are fetched on their own: a material, a survey photo, the drawing of a phase."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.errors import NotFound
from core.roles import OFFICER_ROLES
from permits.models import Case, PlanVersion
from permits.plan.drawing.anchors import ROAD_VIEW_MM
from permits.plan.drawing.blocks import Caption
from permits.plan.drawing.changed import mark_changes
from permits.plan.drawing.detour_map import sketch_bounds
from permits.plan.drawing.scene import Scene
from permits.plan.drawing.sheet import draw_phase
from permits.plan.drawing.svg import to_svg
from permits.plan.finding import Finding
from permits.plan.situation import situations
from permits.selectors.cases import get_case, get_case_alone
from permits.selectors.materials import visible_materials
from permits.selectors.roads import roads_near
from web.permits.cases.plans import readable_plan
from web.permits.files import stored_file
from web.permits.words import language_code


@login_required
@require_safe
def material(request: HttpRequest, number: str, material_id: int) -> FileResponse:
    """A file handed in with the application."""
    case = get_case(request.user, number)
    found = next((file for file in visible_materials(request.user, case) if file.pk == material_id), None)
    if found is None:
        raise NotFound("material", str(material_id))
    return stored_file(found.path, found.original_name, found.content_type, etag=found.sha256)


@login_required
@require_safe
def survey_photo(request: HttpRequest, number: str, survey: int, photo: int) -> FileResponse:
    """A picture of the site survey, for officers. survey, photo: from 0, in the order of the record."""
    case = get_case(request.user, number)
    surveys = list(case.surveys.all())
    if request.user.role not in OFFICER_ROLES or survey >= len(surveys) or photo >= len(surveys[survey].photos):
        raise NotFound("photo", f"{survey}/{photo}")
    kept = surveys[survey].photos[photo]
    return stored_file(kept["path"], kept["original_name"], kept["content_type"], etag=kept["sha256"])


@login_required
@require_safe
def drawing(request: HttpRequest, number: str, phase: int) -> HttpResponse:
    """The sheet of one phase (1 first), to scale, as SVG, with the findings as they were kept.

    An address with `?at=` names a state of the case, so the browser may keep the picture.
    """
    case = get_case_alone(request.user, number)
    scene = _sheet(case, phase, case.plan, case.plan_check)
    return _picture(None if scene is None else to_svg(scene), phase, kept="at" in request.GET)


@login_required
@require_safe
def compared_drawing(request: HttpRequest, number: str, version: int, against: int, phase: int) -> HttpResponse:
    """The road of one phase in one submission, marked where another submission differs; both never change."""
    case = get_case_alone(request.user, number)
    one, other = (_version(case, wanted) for wanted in (version, against))
    scene, theirs = _sheet(case, phase, one.plan, one.plan_check), readable_plan(other.plan)
    if scene is None or theirs is None:
        raise NotFound("phase", str(phase))
    marked = mark_changes(scene, readable_plan(one.plan), phase, theirs)
    return _picture(to_svg(marked, view_mm=ROAD_VIEW_MM), phase, kept=True)


def _version(case: Case, wanted: int) -> PlanVersion:
    found = next((one for one in case.plan_versions.all() if one.number == wanted), None)
    if found is None:
        raise NotFound("version", str(wanted))
    return found


def _picture(content: str | None, phase: int, *, kept: bool = False) -> HttpResponse:
    if content is None:
        raise NotFound("phase", str(phase))
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=3600" if kept else "private, no-cache",
    }
    return HttpResponse(content, content_type="image/svg+xml", headers=headers)


def _sheet(case: Case, phase: int, data: dict[str, Any], checked: dict[str, Any]) -> Scene | None:
    """None when the plan cannot be read or has no such phase."""
    plan = readable_plan(data)
    if plan is None or not 1 <= phase <= len(plan.phases):
        return None
    caption = Caption(
        works_number=case.works.number,
        works_title=case.project_name,
        applicant=case.organisation.name,
        contractor=case.contractor_name,
    )
    findings = [Finding(**one) for one in checked["findings"]] if "findings" in checked else None
    ground = sketch_bounds(situations(plan)[phase - 1])
    roads = () if ground is None else roads_near(ground, 0.0)
    return draw_phase(plan, phase, language=language_code(), caption=caption, findings=findings, roads=roads)
