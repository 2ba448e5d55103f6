"""The traffic-organization plan as the reviewer works on it: phase by phase, findings numbered as on the drawing."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permits.models import Case
from permits.plan import Plan, PlanInvalid, parse
from permits.plan.impact.assess import assess
from permits.plan.sentences import is_known, sentence
from permits.plan.situation import situations
from permits.plan.standards import LAYOUTS
from web.permits.conflict_panel import Panel
from web.permits.facts import period
from web.permits.impact import ImpactView, chart_of, impact_view, saturation_tone
from web.permits.words import in_language, language_code
from web.shell.parts import FindingRow

LEVELS = ("block", "warn", "info")


@dataclass(frozen=True)
class Numbered:
    """A finding with its number on the drawing. placed: whether it is flagged there. why: of the override, if any."""

    number: int
    row: FindingRow
    placed: bool
    why: str = ""


@dataclass(frozen=True)
class PhaseView:
    """One phase: number from 1; label: as findings call it; areas: (name, length in m) in their order.

    counts: (level, how many) of its findings. drawing_url changes with the case, so that it may be kept.
    """

    number: int
    label: str
    name: str
    when: str
    hours: str
    layout: str
    lanes: str
    speed: str
    detour: str
    areas: list[tuple[str, str]]
    findings: list[Numbered]
    impact: ImpactView | None
    drawing_url: str

    @property
    def counts(self) -> list[tuple[str, int]]:
        levels = [one.row.level for one in self.findings]
        return [(level, levels.count(level)) for level in LEVELS if level in levels]


@dataclass(frozen=True)
class Chip:
    """One word of the summary, leading to where it comes from. tone: stop, warn, ok, info or muted."""

    label: str
    value: str
    tone: str
    href: str


def readable_plan(data: dict[str, Any]) -> Plan | None:
    """The plan when it can be read."""
    try:
        return parse(data)
    except PlanInvalid:
        return None


def phases_of(case: Case, overrides: dict[str, str]) -> list[PhaseView]:
    """Every phase of the plan as it stands; overrides: what this reader may know the reviewer left aside, and why."""
    plan, impacts = case.plan or {}, _impacts(case)
    charts = _charts(readable_plan(plan)) if impacts else {}
    found = []
    for number, phase in enumerate(plan.get("phases") or [], 1):
        label = phase.get("name") or str(number)
        impact = impact_view(impacts[label], charts.get(label, "")) if label in impacts else None
        found.append(_phase(case, number, label, phase, _numbered(case, label, overrides), impact))
    return found


def _impacts(case: Case) -> dict[str, dict[str, Any]]:
    """What the check said of the traffic of each phase, by label."""
    return {one["phase"]: one for one in ((case.plan_check or {}).get("impact") or {}).get("phases", ())}


def general_findings(case: Case, overrides: dict[str, str]) -> list[Numbered]:
    """What is said of no single phase: problems that keep the plan from being read, and findings of the whole plan."""
    language = language_code()
    problems = [
        Numbered(0, FindingRow("block", f"{problem['path']}: {problem['message'][language]}"), placed=False)
        for problem in (case.plan_check or {}).get("problems", ())
    ]
    return problems + _numbered(case, "", overrides)


def summary_of(case: Case, phases: list[PhaseView], conflicts: Panel) -> list[Chip]:
    """What matters most, in the order in which it decides; nothing without a plan."""
    if not case.plan:
        return []
    known = _impacts(case)
    impacts = [(phase, known[phase.label]) for phase in phases if phase.label in known]
    return [
        *_result_chips(finding_rows(case)),
        *_saturation_chip(impacts),
        *_queue_chip(impacts),
        *_detour_chip(impacts),
        # The gravest conflict comes first.
        Chip(_("Conflicts"), str(len(conflicts)), conflicts.rows[0].tone if len(conflicts) else "ok", "#conflicts"),
    ]


def finding_rows(case: Case) -> list[FindingRow]:
    """What the check says of the plan, the worst first; what could not be read when it could not."""
    labels = list(dict.fromkeys(one["phase"] for one in (case.plan_check or {}).get("findings", ()) if one["phase"]))
    every = [*general_findings(case, {}), *(one for label in labels for one in _numbered(case, label, {}))]
    return sorted((one.row for one in every), key=lambda row: LEVELS.index(row.level))


def _charts(plan: Plan | None) -> dict[str, str]:
    profile = settings.CITY["work_zone_capacity_profile"]
    places = situations(plan) if plan else ()
    return {at.label: chart_of(at, assess(at, profile=profile)) for at in places}


def _numbered(case: Case, label: str, overrides: dict[str, str]) -> list[Numbered]:
    """The findings of one phase in the order in which the drawing numbers them, the gravest first."""
    found = [one for one in (case.plan_check or {}).get("findings", ()) if one["phase"] == label]
    return [
        Numbered(number, _row(one), placed=one.get("place") is not None, why=overrides.get(one["rule"], ""))
        for number, one in enumerate(found, 1)
    ]


def _row(one: dict[str, Any]) -> FindingRow:
    language = language_code()
    name = one["phase"]
    return FindingRow(
        level=one["level"],
        message=f"{one['rule']} {one['message'][language]}",
        clause=one["clause"],
        certainty=one["certainty"],
        place=_phase_name(None, int(name)) if name.isdigit() else name,
        actual=_quantity(one["actual"], one["unit"]),
        required=_quantity(one["required"], one["unit"]),
        fix=one["fix"][language],
        overridable=one["overridable"],
    )


def _quantity(value: Any, unit: str) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return ""
    return f"{value} {unit}".strip() if unit != "1" else str(value)


def _phase_name(name: str | None, number: int) -> str:
    return name or _("Phase %(number)s") % {"number": number}


def _phase(
    case: Case,
    number: int,
    label: str,
    phase: dict[str, Any],
    findings: list[Numbered],
    impact: ImpactView | None,
) -> PhaseView:
    kind = LAYOUTS.get(phase.get("layout", ""))
    lengths = phase.get("lengths_m") or {}
    lanes = phase.get("closed_lanes") or []
    speed = phase.get("workzone_speed_kmh")
    return PhaseView(
        number=number,
        label=label,
        name=_phase_name(phase.get("name"), number),
        when=period(phase.get("starts_on"), phase.get("ends_on")),
        hours=", ".join(f"{start}–{end}" for start, end in phase.get("daily_hours") or []) or _("all day"),
        layout=f"{kind.code} {in_language(kind.zh, kind.en)}" if kind else phase.get("layout", ""),
        lanes=", ".join(map(str, lanes)) or "—",
        speed=f"{speed:g} km/h" if speed else "",
        detour=(phase.get("detour") or {}).get("description") or "",
        areas=[(area_name(kind), f"{length:g} m") for kind, length in lengths.items() if length is not None],
        findings=findings,
        impact=impact,
        drawing_url=f"{reverse('case-drawing', args=[case.number, number])}?at={case.version}-{language_code()}",
    )


def area_name(kind: str) -> str:
    """One of the six areas in the reader's language."""
    return sentence(f"area.{kind}")[language_code()] if is_known(f"area.{kind}") else kind


def _result_chips(rows: list[FindingRow]) -> list[Chip]:
    levels = [row.level for row in rows]
    chips = []
    if count := levels.count("block"):
        words = ngettext("%(count)s must be changed", "%(count)s must be changed", count) % {"count": count}
        chips.append(Chip(_("Check"), words, "stop", "#findings"))
    if count := levels.count("warn"):
        words = ngettext("%(count)s to look at", "%(count)s to look at", count) % {"count": count}
        chips.append(Chip("" if chips else _("Check"), words, "warn", "#findings"))
    return chips or [Chip(_("Check"), _("passes"), "ok", "#findings")]


def _saturation_chip(impacts: list[tuple[PhaseView, dict]]) -> list[Chip]:
    known = [(one["worst_vc"], phase) for phase, one in impacts if one["worst_vc"] is not None]
    if not known:
        return []
    worst, phase = max(known, key=lambda pair: pair[0])
    return [Chip(_("Worst saturation (v/c)"), f"{worst}", saturation_tone(worst), f"#impact-{phase.number}")]


def _queue_chip(impacts: list[tuple[PhaseView, dict]]) -> list[Chip]:
    known = [(one["max_queue_m"], one, phase) for phase, one in impacts if one["max_queue_m"] is not None]
    if not known:
        return []
    metres, one, phase = max(known, key=lambda triple: triple[0])
    tone = "stop" if one.get("reaches_junction") else "warn" if metres else "ok"
    return [Chip(_("Longest queue"), f"{metres:,} m", tone, f"#impact-{phase.number}")]


def _detour_chip(impacts: list[tuple[PhaseView, dict]]) -> list[Chip]:
    """The fullest road of any detour, when one is too full."""
    roads = [(road, phase) for phase, one in impacts for road in (one.get("detour") or {}).get("roads", ())]
    over = [(road["vc_after"], road, phase) for road, phase in roads if road["over"]]
    if not over:
        return []
    worst, road, phase = max(over, key=lambda triple: triple[0])
    name = in_language(road["name"], road["name_en"]) or road["ref"]
    return [Chip(_("Detour"), f"{name} {worst}", saturation_tone(worst), f"#impact-{phase.number}")]
