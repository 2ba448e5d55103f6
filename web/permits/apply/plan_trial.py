"""A plan tried out before it is saved: findings, drawing, least lengths, and the engine's proposal."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from permits.models import Case
from permits.plan import PlanInvalid, as_json, parse
from permits.plan.check import check
from permits.plan.drawing.blocks import Caption
from permits.plan.drawing.impact_chart import impact_chart
from permits.plan.drawing.sheet import draw_phase
from permits.plan.drawing.svg import to_svg
from permits.plan.layout.complete import complete, least_lengths
from permits.plan.model import AREAS
from permits.plan.situation import situations
from permits.plan.standards import RULES
from permits.services.plans import composed
from web.permits.apply.findings import finding_rows, problem_rows
from web.permits.apply.words import AREA_NAMES, AREA_RULES
from web.permits.words import language_code
from web.shell.parts import FindingRow


@dataclass(frozen=True)
class AreaRow:
    """One area beside what is asked of it. least_m: None where no table gives a value."""

    kind: str
    name: str
    actual_m: float | None
    least_m: float | None
    clause: str
    short: bool


@dataclass(frozen=True)
class Trial:
    """What the engine says of one phase. readable: whether the plan could be read at all; then there is a drawing."""

    readable: bool
    rows: list[FindingRow]
    result: str = ""
    drawing: SafeString = mark_safe("")
    areas: list[AreaRow] = field(default_factory=list)
    impact: dict[str, Any] | None = None
    chart: SafeString = mark_safe("")


def trial_of(case: Case, plan: dict[str, Any], position: int) -> Trial:
    """What the engine says of the phase at `position` (1 first) when the case had this plan."""
    try:
        parsed = parse(composed(case, plan))
    except PlanInvalid as invalid:
        problems = ({"path": one.path, "message": one.message} for one in invalid.problems)
        return Trial(readable=False, rows=problem_rows(case, problems))
    checked = check(parsed)
    at = situations(parsed)[position - 1]
    mine = [one for one in checked.findings if one.phase in (at.label, "")]
    caption = Caption(
        works_number=case.works.number,
        works_title=case.project_name,
        applicant=case.client_name,
        contractor=case.contractor_name,
    )
    scene = draw_phase(parsed, position, language=language_code(), caption=caption, findings=mine)
    impact = next((one for one in checked.impacts if one.phase == at.label), None)
    return Trial(
        readable=True,
        rows=finding_rows(case, [one.as_json() for one in mine], linked=False),
        result=_worst(one.level for one in mine),
        drawing=mark_safe(to_svg(scene)),
        areas=_area_rows(at),
        impact=impact and impact.as_json(),
        chart=mark_safe(to_svg(impact_chart(at, impact, language=language_code())) if impact else ""),
    )


def proposal_for(case: Case, plan: dict[str, Any], position: int) -> dict[str, Any]:
    """The phase with everything it leaves out filled in by the engine. Raises PlanInvalid."""
    completed = complete(parse(composed(case, plan)))
    return as_json(completed.phases[position - 1])


def _area_rows(at) -> list[AreaRow]:
    least = least_lengths(at)
    rows = []
    for kind in AREAS:
        rule = AREA_RULES.get(kind)
        actual, wanted = getattr(at.lengths, kind), least[kind] if rule else None
        short = actual is not None and wanted is not None and actual < wanted
        rows.append(AreaRow(kind, str(AREA_NAMES[kind]), actual, wanted, RULES[rule].clause if rule else "", short))
    return rows


def _worst(levels: Iterable[str]) -> str:
    found = set(levels)
    return next((level for level in ("block", "warn") if level in found), "pass")
