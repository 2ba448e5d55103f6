"""A plan tried out before it is saved: findings, drawing, least lengths, and where it all lies on the map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from core.alongline import AlongLine
from core.geojson import GeometryInvalid, parse_geometry
from permits.models import Case
from permits.plan import Plan, PlanInvalid, parse
from permits.plan.check import check
from permits.plan.drawing.anchors import anchors
from permits.plan.drawing.blocks import Caption
from permits.plan.drawing.sheet import draw_phase
from permits.plan.drawing.svg import to_svg
from permits.plan.finding import Finding
from permits.plan.layout.areas import areas_of
from permits.plan.layout.complete import least_lengths
from permits.plan.model import AREAS
from permits.plan.remedy import SIGN_RULES, mended
from permits.plan.situation import Situation, situations
from permits.plan.standards import RULES
from permits.services.plans import composed, roads_around
from web.permits.apply.findings import finding_rows, page_of, problem_rows
from web.permits.apply.plan_form import HOARDING, NUMBERS
from web.permits.apply.words import AREA_NAMES, AREA_RULES
from web.permits.impact import ImpactView, chart_of, impact_view
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
class TrialRow:
    """A finding with the way to put it right. key: what the button "Fix it" sends, "" where only a person can say.

    number: of its flag on the drawing, 0 when it has none.
    """

    shown: FindingRow
    key: str = ""
    number: int = 0


@dataclass(frozen=True)
class Trial:
    """What the engine says of one phase. readable: whether the plan could be read at all; then there is a drawing.

    anchors: see permits.plan.drawing.anchors; zone: the areas along the works' line as GeoJSON coordinates.
    """

    readable: bool
    findings: list[TrialRow]
    result: str = ""
    drawing: SafeString = mark_safe("")
    areas: list[AreaRow] = field(default_factory=list)
    impact: ImpactView | None = None
    anchors: dict[str, Any] = field(default_factory=dict)
    zone: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rows(self) -> list[FindingRow]:
        return [row.shown for row in self.findings]

    @property
    def mendable(self) -> int:
        """How many findings that ask for something can be put right at a click."""
        return sum(bool(row.key) and row.shown.level != "info" for row in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each level."""
        return {level: sum(row.shown.level == level for row in self.findings) for level in ("block", "warn", "info")}


def trial_of(case: Case, plan: dict[str, Any], position: int) -> Trial:
    """What the engine says of the phase at `position` (1 first) when the case had this plan."""
    try:
        parsed = parse(composed(case, plan))
    except PlanInvalid as invalid:
        problems = ({"path": one.path, "message": one.message} for one in invalid.problems)
        return Trial(readable=False, findings=[TrialRow(row) for row in problem_rows(case, problems)])
    profile = settings.CITY["work_zone_capacity_profile"]
    checked = check(parsed, roads=roads_around(parsed), profile=profile)
    at = situations(parsed)[position - 1]
    # The drawing numbers the findings of its phase; those of the whole plan come after them.
    mine = sorted((one for one in checked.findings if one.phase in (at.label, "")), key=lambda one: one.phase == "")
    held = anchors(parsed, position)
    scene = draw_phase(parsed, position, language=language_code(), caption=_caption(case), findings=mine)
    impact = next((one for one in checked.impacts if one.phase == at.label), None)
    return Trial(
        readable=True,
        findings=_trial_rows(case, parsed, mine),
        result=_worst(one.level for one in mine),
        drawing=mark_safe(to_svg(scene, view_mm=held.view_mm)),
        areas=_area_rows(at),
        impact=impact and impact_view(impact.as_json(), chart_of(at, impact)),
        anchors=held.as_json(),
        zone=_zone(at, works_line(case)),
    )


def works_line(case: Case) -> AlongLine | None:
    """The works' line on the map; None when no line was drawn."""
    geometry = case.geometry or {}
    if geometry.get("type") != "LineString":
        return None
    try:
        return AlongLine(parse_geometry(geometry))
    except (GeometryInvalid, ValueError):
        return None


def key_of(one: Finding) -> str:
    """What names a finding of a phase for its button."""
    return f"{one.rule} {one.parameter}"


def _caption(case: Case) -> Caption:
    return Caption(
        works_number=case.works.number,
        works_title=case.project_name,
        applicant=case.client_name,
        contractor=case.contractor_name,
    )


def _trial_rows(case: Case, plan: Plan, mine: Sequence[Finding]) -> list[TrialRow]:
    shown = finding_rows(case, [one.as_json() for one in mine], linked=False)
    rows = []
    for number, (one, row) in enumerate(zip(mine, shown, strict=True), 1):
        here = _field_of(one)
        url = f"#{here}" if here else page_of(case, one.parameter, one.phase)
        row = FindingRow(**{**vars(row), "url": url})
        key = key_of(one) if mended(plan, one) is not None else ""
        rows.append(TrialRow(row, key, number if one.place is not None else 0))
    return rows


def _field_of(one: Finding) -> str:
    """The element of the plan page in which a finding is put right, "" when that is on another page."""
    parameter = one.parameter
    if one.rule in SIGN_RULES or parameter == "signs":
        return "signs"
    if parameter in AREAS:
        return f"id_length_{parameter}"
    if parameter in HOARDING:
        return f"id_hoarding_{parameter}"
    if parameter == "closed_lanes":
        return "id_closed_lanes_0"
    return f"id_{parameter}" if parameter in (*NUMBERS, "speed_steps_kmh") else ""


def _zone(at: Situation, line: AlongLine | None) -> list[dict[str, Any]]:
    """Each area as a piece of the works' line: kind, name, coordinates, and from and to in m along that line."""
    areas = areas_of(at)
    work = next((area for area in areas if area.kind == "work_area"), None)
    if line is None or work is None:
        return []
    shift_m = (at.phase.work_area_from_m or 0.0) - work.from_m
    return [
        {
            "kind": area.kind,
            "name": str(AREA_NAMES[area.kind]),
            "from_m": area.from_m + shift_m,
            "to_m": area.to_m + shift_m,
            "line": line.piece(area.from_m + shift_m, area.to_m + shift_m),
        }
        for area in areas
        if area.length_m > 0
    ]


def _area_rows(at: Situation) -> list[AreaRow]:
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
