"""Pieces of a case that are fetched on their own: a material, a survey photo, the drawing of a phase."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.errors import NotFound
from core.roles import OFFICER_ROLES
from permits.models import Case
from permits.plan import Plan, PlanInvalid, parse
from permits.plan.check import check
from permits.plan.drawing.blocks import Caption
from permits.plan.drawing.impact_chart import impact_chart
from permits.plan.drawing.sheet import draw_phase
from permits.plan.drawing.svg import to_svg
from permits.plan.situation import situations
from permits.selectors.cases import get_case
from permits.selectors.materials import visible_materials
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
    """The sheet of one phase (1 first), to scale, as SVG."""
    return _picture(drawing_of(get_case(request.user, number), phase), phase)


@login_required
@require_safe
def impact(request: HttpRequest, number: str, phase: int) -> HttpResponse:
    """Volume against capacity of one phase (1 first), hour by hour, as SVG."""
    return _picture(chart_of(get_case(request.user, number), phase), phase)


def _picture(content: str | None, phase: int) -> HttpResponse:
    if content is None:
        raise NotFound("phase", str(phase))
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(content, content_type="image/svg+xml", headers=headers)


def drawing_of(case: Case, phase: int) -> str | None:
    """The SVG of a phase; None when the plan cannot be read or has no such phase."""
    plan = _readable(case, phase)
    if plan is None:
        return None
    caption = Caption(
        works_number=case.works.number,
        works_title=case.project_name,
        applicant=case.organisation.name,
        contractor=case.contractor_name,
    )
    findings = check(plan).findings
    return to_svg(draw_phase(plan, phase, language=language_code(), caption=caption, findings=findings))


def chart_of(case: Case, phase: int) -> str | None:
    """The SVG of the impact of a phase; None also while the hourly volumes are unknown."""
    plan = _readable(case, phase)
    at = situations(plan)[phase - 1] if plan is not None else None
    known = next((one for one in check(plan).impacts if one.phase == at.label), None) if at is not None else None
    return to_svg(impact_chart(at, known, language=language_code())) if known is not None else None


def _readable(case: Case, phase: int) -> Plan | None:
    """The plan when it can be read and has this phase."""
    try:
        plan = parse(case.plan)
    except PlanInvalid:
        return None
    return plan if 1 <= phase <= len(plan.phases) else None
