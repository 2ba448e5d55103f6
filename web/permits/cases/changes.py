"""What a correction changed: entries before and after, drawings side by side, findings that came and went."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field
from django.urls import reverse
from django.utils.translation import gettext as _

from core import geo
from core.geojson import GeometryInvalid, parse_geometry
from permits.models import Case, PlanVersion
from permits.plan import Plan
from permits.plan.diff import Change, changes, finding_changes, pairs_of
from permits.plan.model import AREAS
from permits.plan.situation import situations
from permits.plan.standards import LAYOUTS
from permits.plan.tables import rows
from web.permits.apply.plan_numbers import unit_of
from web.permits.cases.changed_words import KIND_WORDS, field_words, member_words
from web.permits.cases.plans import area_name, readable_plan
from web.permits.words import in_language, language_code

_SIGNS = {row["code"]: (row["zh"], row["en"]) for row in rows("signs")}


@dataclass(frozen=True)
class Difference:
    """A member that differs between two versions, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Sheets:
    """The drawings of one phase in both versions, "" where it is not there. figures: (name, before, after)."""

    name: str
    before_url: str
    after_url: str
    figures: list[Difference]


@dataclass(frozen=True)
class Changes:
    """What the last submission changed of the one before. went, came: (level, sentence) of findings."""

    before: int
    after: int
    differences: list[Difference]
    sheets: list[Sheets] = field(default_factory=list)
    went: list[tuple[str, str]] = field(default_factory=list)
    came: list[tuple[str, str]] = field(default_factory=list)
    other: list[tuple[str, str, str]] = field(default_factory=list)
    same: int = 0


def changes_of(versions: Sequence[PlanVersion], case: Case) -> Changes | None:
    """The last two versions compared; None while there is only one."""
    if len(versions) < 2:
        return None
    before, after = versions[-2], versions[-1]
    differences = _application(before.application, after.application, case)
    old, new = readable_plan(before.plan), readable_plan(after.plan)
    if old is None or new is None:
        if before.plan != after.plan:
            differences.append(Difference(_("Traffic-organization plan"), _("as before"), _("changed")))
        return Changes(before.number, after.number, differences)
    found = changes(old, new)
    differences += [_difference(one) for one in found]
    return Changes(before.number, after.number, differences, *_consequences(case, before, after, old, new, found))


def _consequences(case: Case, before: PlanVersion, after: PlanVersion, old: Plan, new: Plan, found: Sequence[Change]):
    """Sheets, and the findings that went, came, changed their figures, and stayed as they were."""
    pairs, labels = pairs_of(old, new), [at.label for at in situations(old)]
    renamed = {labels[pair.before - 1]: pair.label for pair in pairs if pair.before and pair.after}
    findings = finding_changes(before.plan_check.get("findings", ()), after.plan_check.get("findings", ()), renamed)
    road_changed = any(not one.phase for one in found)
    touched = {pair.label for pair in pairs} if road_changed else {one.phase for one in found}
    sheets = [
        Sheets(
            pair.label,
            _sheet_url(case, pair.before, before.number, after.number),
            _sheet_url(case, pair.after, after.number, before.number),
            _impact_figures(before, labels[pair.before - 1], after, pair.label) if pair.before and pair.after else [],
        )
        for pair in pairs
        if pair.label in touched
    ]
    return (
        sheets,
        [_said(one) for one in findings.went],
        [_said(one) for one in findings.came],
        [(now["level"], _sentence(was), _sentence(now)) for was, now in findings.other],
        len(findings.same),
    )


def _sheet_url(case: Case, phase: int | None, version: int, against: int) -> str:
    if phase is None:
        return ""
    return f"{reverse('case-compared', args=[case.number, version, against, phase])}?in={language_code()}"


def _impact_figures(before: PlanVersion, label: str, after: PlanVersion, later_label: str) -> list[Difference]:
    one, other = _impact(before, label), _impact(after, later_label)
    names = {
        "capacity_pcu_h": (_("Capacity left"), "pcu/h"),
        "worst_vc": (_("Worst saturation (v/c)"), ""),
        "max_queue_m": (_("Longest queue"), "m"),
        "delay_veh_h": (_("Delay in a day"), _("vehicle hours")),
    }
    return [
        Difference(words, _with_unit(one.get(name), unit), _with_unit(other.get(name), unit))
        for name, (words, unit) in names.items()
        if one.get(name) is not None or other.get(name) is not None
    ]


def _impact(version: PlanVersion, label: str) -> dict[str, Any]:
    phases = (version.plan_check.get("impact") or {}).get("phases", ())
    return next((one for one in phases if one["phase"] == label), {})


def _with_unit(value: float | None, unit: str) -> str:
    return "—" if value is None else f"{value:,.10g} {unit}".strip()


def _said(finding: dict[str, Any]) -> tuple[str, str]:
    return finding["level"], _sentence(finding)


def _sentence(finding: dict[str, Any]) -> str:
    words = f"{finding['rule']} {finding['message'][language_code()]}"
    return f"{words} ({finding['phase']})" if finding["phase"] else words


def _application(before: dict, after: dict, case: Case) -> list[Difference]:
    words = field_words()
    return [
        Difference(
            str(words.get(name) or case._meta.get_field(name).verbose_name),
            _entry(case._meta.get_field(name), before.get(name)),
            _entry(case._meta.get_field(name), after[name]),
        )
        for name in after
        if before.get(name) != after[name]
    ]


def _entry(entry: Field, value: Any) -> str:
    """An entry of the application; a choice by its label."""
    labels = dict(entry.flatchoices or ())
    return str(labels[value]) if isinstance(value, str) and value in labels else _text(entry.name, value)


def _difference(one: Change) -> Difference:
    """一期, lengths_m.buffer → 一期 · Buffer, with the unit on both sides."""
    name = one.member.rpartition(".")[2]
    words = member_words().get(one.member) or member_words().get(name) or area_name(name)
    if not one.member:
        words = _("New phase, like %(phase)s") % {"phase": one.like} if one.like else _("Phase")
    label = " · ".join(part for part in (one.phase, words) if part)
    if name == "signs":
        return Difference(label, *_sign_words(one.before or [], one.after or []))
    return Difference(label, _text(name, one.before), _text(name, one.after))


def _sign_words(before: list[dict], after: list[dict]) -> tuple[str, str]:
    """Only the signs that are not the same in both."""
    gone = [one for one in before if one not in after]
    new = [one for one in after if one not in before]
    return _text("signs", gone), _text("signs", new)


def _text(name: str, value: Any) -> str:
    """A value of an application or plan as people read it, with its unit."""
    if value in (None, "", []):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "layout" and value in LAYOUTS:
        return f"{value} {in_language(LAYOUTS[value].zh, LAYOUTS[value].en)}"
    if isinstance(value, str) and (name, value) in KIND_WORDS:
        return str(KIND_WORDS[name, value])
    if name == "daily_hours":
        return ", ".join("–".join(window) for window in value)
    if isinstance(value, list):
        return in_language("、", ", ").join(_item(item) for item in value) + _unit(name)
    if isinstance(value, dict):
        return _shape_words(value) if "coordinates" in value else _phase_words(value)
    return f"{value:g}{_unit(name)}" if isinstance(value, int | float) else str(value)


def _unit(name: str) -> str:
    unit = "m" if name in AREAS else unit_of(name)
    return f" {unit}" if unit else ""


def _shape_words(shape: dict[str, Any]) -> str:
    try:
        metres = geo.length_m(parse_geometry(shape))
    except GeometryInvalid:
        metres = 0.0
    return _("drawn, %(metres)s m long") % {"metres": f"{metres:,.0f}"} if metres else _("drawn")


def _phase_words(value: dict[str, Any]) -> str:
    name = value.get("name")
    return _("phase %(name)s") % {"name": name} if name else _("given")


def _item(item: Any) -> str:
    if isinstance(item, dict) and "code" in item:
        name = in_language(*_SIGNS[item["code"]]) if item["code"] in _SIGNS else item["code"]
        return f"{name} {item.get('at_m', '')} m"
    if isinstance(item, int | float):
        return f"{item:g}"
    return "–".join(map(str, item)) if isinstance(item, list) else str(item)
