"""The traffic-organization plan as the case page shows it: phases, findings, what changed since the last version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _

from permits.models import Case, PlanVersion
from permits.plan import PlanInvalid, parse
from permits.plan.diff import changes
from permits.plan.sentences import is_known, sentence
from permits.plan.standards import LAYOUTS
from permits.plan.tables import rows
from web.permits.facts import period
from web.permits.words import in_language, language_code
from web.shell.parts import FindingRow

_SIGNS = {row["code"]: (row["zh"], row["en"]) for row in rows("signs")}


@dataclass(frozen=True)
class PhaseView:
    """One phase: number from 1; areas: (name, length in m) of the control area in their order.

    impact: (name, figure) of what the closure does to traffic; has_chart: whether the volume of each hour is known.
    """

    number: int
    name: str
    when: str
    hours: str
    layout: str
    lanes: str
    speed: str
    detour: str
    areas: list[tuple[str, str]]
    impact: list[tuple[str, str]]
    has_chart: bool


@dataclass(frozen=True)
class Difference:
    """A member that differs between two versions, in words."""

    label: str
    before: str
    after: str


def phases_of(case: Case) -> list[PhaseView]:
    """Every phase of the plan as it stands."""
    plan, impacts = case.plan or {}, _impacts(case)
    has_chart = bool((plan.get("road") or {}).get("hourly_volume_pcu"))
    return [
        _phase(number, phase, impacts.get(phase.get("name") or str(number), []), has_chart)
        for number, phase in enumerate(plan.get("phases") or [], 1)
    ]


def _impacts(case: Case) -> dict[str, list[tuple[str, str]]]:
    """What the check says of the traffic of each phase, by the phase's label; nothing where volumes are unknown."""
    found = {}
    for one in ((case.plan_check or {}).get("impact") or {}).get("phases", ()):
        figures = [
            (_("Capacity"), one["capacity_pcu_h"], "pcu/h"),
            (_("Worst saturation (v/c)"), one["worst_vc"], ""),
            (_("Longest queue"), one["max_queue_m"], "m"),
            (_("Delay"), one["delay_veh_h"], "veh·h"),
        ]
        found[one["phase"]] = [(name, f"{value} {unit}".strip()) for name, value, unit in figures if value is not None]
    return found


def _phase(number: int, phase: dict[str, Any], impact: list[tuple[str, str]], has_chart: bool) -> PhaseView:
    kind = LAYOUTS.get(phase.get("layout", ""))
    lengths = phase.get("lengths_m") or {}
    lanes = phase.get("closed_lanes") or []
    speed = phase.get("workzone_speed_kmh")
    return PhaseView(
        number=number,
        name=phase.get("name") or _("Phase %(number)s") % {"number": number},
        when=period(phase.get("starts_on"), phase.get("ends_on")),
        hours=", ".join(f"{start}–{end}" for start, end in phase.get("daily_hours") or []) or _("all day"),
        layout=f"{kind.code} {in_language(kind.zh, kind.en)}" if kind else phase.get("layout", ""),
        lanes=", ".join(map(str, lanes)) or "—",
        speed=f"{speed:g} km/h" if speed else "",
        detour=(phase.get("detour") or {}).get("description") or "",
        areas=[(_area(kind), f"{length:g} m") for kind, length in lengths.items() if length is not None],
        impact=impact,
        has_chart=has_chart and bool(impact),
    )


def _area(kind: str) -> str:
    return sentence(f"area.{kind}")[language_code()] if is_known(f"area.{kind}") else kind


def finding_rows(case: Case) -> list[FindingRow]:
    """What the check says of the plan, the worst first; what could not be read when it could not."""
    checked, language = case.plan_check or {}, language_code()
    problems = [
        FindingRow("block", f"{problem['path']}: {problem['message'][language]}")
        for problem in checked.get("problems", ())
    ]
    order = {"block": 0, "warn": 1, "info": 2}
    found = sorted(checked.get("findings", ()), key=lambda one: order[one["level"]])
    return problems + [
        FindingRow(
            level=one["level"],
            message=f"{one['rule']} {one['message'][language]}",
            clause=one["clause"],
            certainty=one["certainty"],
            place=one["phase"],
            actual=_quantity(one["actual"], one["unit"]),
            required=_quantity(one["required"], one["unit"]),
            fix=one["fix"][language],
            overridable=one["overridable"],
        )
        for one in found
    ]


def _quantity(value: Any, unit: str) -> str:
    return f"{value} {unit}".strip() if isinstance(value, int | float) and not isinstance(value, bool) else ""


def differences(versions: Sequence[PlanVersion], case: Case) -> list[Difference]:
    """What the last submission changed of the one before; nothing while there is only one."""
    if len(versions) < 2:
        return []
    before, after = versions[-2], versions[-1]
    return [*_application(before.application, after.application, case), *_plan(before.plan, after.plan)]


def _application(before: dict, after: dict, case: Case) -> list[Difference]:
    found = []
    for name in after:
        if before.get(name) == after[name]:
            continue
        label = _label_of_field(case._meta.get_field(name))
        if name in ("geometry", "detour_line"):
            found.append(Difference(label, _("drawn"), _("drawn anew")))
        else:
            found.append(Difference(label, _text(before.get(name)), _text(after[name])))
    return found


def _label_of_field(field: Field) -> str:
    return str(_field_words().get(field.name) or field.verbose_name)


def _field_words() -> dict[str, str]:
    return {
        "geometry": _("Place on the map"),
        "detour_line": _("Detour on the map"),
        "client_uscc": _("Credit code of the client"),
        "contractor_uscc": _("Credit code of the contractor"),
        "agent_name": _("Agent"),
        "agent_phone": _("Agent's telephone"),
        "site_manager_name": _("Site manager"),
        "site_manager_phone": _("Site manager's telephone"),
        "affects_bus": _("Buses are affected"),
        "affects_signals": _("Signals are affected"),
        "government_approval": _("Approved by the government"),
    }


def _plan(before: dict, after: dict) -> list[Difference]:
    try:
        found = changes(parse(before), parse(after))
    except PlanInvalid:
        return [Difference(_("Traffic-organization plan"), _("as before"), _("changed"))] if before != after else []
    return [Difference(_label_of_path(one.path), _text(one.before), _text(one.after)) for one in found]


def _label_of_path(path: str) -> str:
    """`$.phases[一期].lengths_m.buffer` → 一期 · Buffer."""
    body = path.removeprefix("$.")
    phase, rest = "", body
    if body.startswith("phases["):
        phase, _sep, rest = body.removeprefix("phases[").partition("]")
        rest = rest.removeprefix(".")
    member = rest.removeprefix("road.").removeprefix("works.")
    words = _member_words().get(member)
    if words is None and member.startswith("lengths_m."):
        words = _area(member.removeprefix("lengths_m."))
    return " · ".join(part for part in (phase, words if words is not None else member) if part)


def _member_words() -> dict[str, str]:
    return {
        "": _("Phase"),
        "name": _("Name"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
        "daily_hours": _("Daily hours"),
        "layout": _("Layout"),
        "closed_lanes": _("Closed lanes"),
        "offset_m": _("Width taken from traffic (m)"),
        "workzone_speed_kmh": _("Speed limit in the work zone (km/h)"),
        "speed_steps_kmh": _("Speed steps (km/h)"),
        "remaining_lane_width_m": _("Remaining lane width (m)"),
        "pedestrian_width_m": _("Width for pedestrians (m)"),
        "cycle_width_m": _("Width for cycles (m)"),
        "signs": _("Signs"),
        "flaggers": _("Traffic coordinators"),
        "temporary_signals": _("Temporary signals"),
        "temporary_passage": _("Temporary passage"),
        "detour.description": _("Detour"),
        "lanes": _("Lanes"),
        "lanes_opposite": _("Lanes of the other direction"),
        "lane_width_m": _("Lane width (m)"),
        "design_speed_kmh": _("Design speed (km/h)"),
        "speed_limit_kmh": _("Speed limit (km/h)"),
        "notice_published_on": _("Notice published on"),
    }


def _text(value: Any) -> str:
    """A value of an application or plan as people read it."""
    if value in (None, "", []):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_item(item) for item in value)
    if isinstance(value, dict):
        return _("phase %(name)s") % {"name": value["name"]} if value.get("name") else _("given")
    return str(value)


def _item(item: Any) -> str:
    if isinstance(item, dict) and "code" in item:
        name = in_language(*_SIGNS[item["code"]]) if item["code"] in _SIGNS else item["code"]
        return f"{name} {item.get('at_m', '')} m"
    return "–".join(map(str, item)) if isinstance(item, list) else str(item)
