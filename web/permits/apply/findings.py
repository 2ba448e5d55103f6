"""What the plan checker says, as rows a person reads, each leading to where it is put right."""

import re
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from permits.models import Case
from web.permits.apply.phases import label_of, phases_of
from web.permits.words import language_code
from web.shell.parts import FindingRow

_PHASE_PATH = re.compile(r"\$\.phases\[(\d+)\](?:\.(\w+))?")
_BASICS = frozenset({"name", "starts_on", "ends_on", "layout", "daily_hours", "duration"})
_ROAD = frozenset(
    {"lanes", "lanes_opposite", "lane_width_m", "design_speed_kmh", "speed_limit_kmh", "upstream_junction_m",
     "opened_on", "overhauled_on", "hourly_volume_pcu"}
)  # fmt: skip
_PLACE = frozenset({"kind", "class", "centreline", "government_approval", "excavation"})


def finding_rows(case: Case, findings: Iterable[dict[str, Any]], *, linked: bool = True) -> list[FindingRow]:
    """Findings in the format of `check_plan --json`; linked: each with the page on which the applicant changes it."""
    language = language_code()
    return [
        FindingRow(
            level=found["level"],
            message=f"{found['rule']} {found['message'][language]}",
            clause=found["clause"],
            certainty=found["certainty"],
            place=_place(found),
            actual=_figure(found["actual"], found["unit"]),
            required=_figure(found["required"], found["unit"]),
            fix=(found.get("fix") or {}).get(language, ""),
            url=page_of(case, found["parameter"], found["phase"]) if linked else "",
            overridable=found["overridable"],
        )
        for found in findings
    ]


def problem_rows(case: Case, problems: Iterable[dict[str, Any]]) -> list[FindingRow]:
    """What keeps the plan from being read at all, as rows that lead to the entry concerned."""
    return [
        FindingRow(
            level="block",
            message=problem["message"][language_code()],
            place=_place_of_path(case, problem["path"]),
            url=page_of_path(case, problem["path"]),
        )
        for problem in problems
    ]


def page_of(case: Case, parameter: str, phase: str) -> str:
    """The page on which the applicant changes a parameter of the plan; phase: its label, "" for the whole plan."""
    if parameter == "notice_published_on":
        return reverse("application-notice", args=[case.number])
    if parameter == "detour":
        return reverse("application-detour", args=[case.number])
    if parameter in _ROAD:
        return reverse("application-road", args=[case.number])
    if parameter in _PLACE:
        return reverse("application-place", args=[case.number])
    names = [str(one.get("name") or position) for position, one in enumerate(phases_of(case), 1)]
    if phase not in names:
        return reverse("application-phases", args=[case.number])
    page = "application-phase" if parameter in _BASICS else "application-phase-plan"
    return reverse(page, args=[case.number, names.index(phase) + 1])


def page_of_path(case: Case, path: str) -> str:
    """The page of an entry named by its JSON path in the plan, as `$.phases[0].starts_on`."""
    if path.startswith("$.road."):
        name = path.removeprefix("$.road.").split("[")[0].split(".")[0]
        in_place = name in ("name", *_PLACE)
        return reverse("application-place" if in_place else "application-road", args=[case.number])
    if match := _PHASE_PATH.match(path):
        position = int(match[1]) + 1
        page = "application-phase" if match[2] in _BASICS else "application-phase-plan"
        return reverse(page, args=[case.number, position])
    return reverse("application-phases", args=[case.number])


def _place_of_path(case: Case, path: str) -> str:
    match = _PHASE_PATH.match(path)
    found = phases_of(case)
    if match and int(match[1]) < len(found):
        return label_of(found[int(match[1])], int(match[1]) + 1)
    return _("The road") if path.startswith("$.road") else ""


def _place(found: dict[str, Any]) -> str:
    name = found["phase"]
    return _("Phase %(n)s") % {"n": name} if name.isdigit() else name


def _figure(value: Any, unit: str) -> str:
    if value is None or isinstance(value, bool | dict):
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"{text} {unit}" if unit and unit != "1" else text
