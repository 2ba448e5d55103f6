"""What the tables of a sheet say: the areas against their clauses, the signs, the phases, the title block."""

from collections import Counter
from collections.abc import Sequence

from permits.plan.clauses import clause_words
from permits.plan.drawing.blocks import Caption, quantity
from permits.plan.drawing.road import Ground
from permits.plan.finding import BLOCK, WARN, Finding
from permits.plan.layout.complete import least_lengths
from permits.plan.layout.devices import Device
from permits.plan.layout.signs import NAMES
from permits.plan.model import Plan
from permits.plan.sentences import sentence, written
from permits.plan.situation import Situation, situations
from permits.plan.standards import LAYOUTS, rows_of
from permits.plan.tables import rows

SIGN_CLAUSES = {row["code"]: row["clause"] for row in rows("signs")}


def area_rows(at: Situation, language: str) -> list[tuple[str, str, str, str]]:
    """Length, requirement and clause of each area; a requirement is shown where a table or formula sets one."""
    least = least_lengths(at)
    highway = at.road.kind == "highway"
    clauses = {
        "advance_warning": "advance_warning_min",
        "upstream_taper": "taper_linear_factor",
        "buffer": "buffer_highway_min" if highway else "buffer_min",
        "work_area": "",
        "downstream_taper": "downstream_taper_per_width",
        "termination": "termination_highway_min" if highway else "termination_min",
    }
    found = [tuple(sentence(f"drawing.col_{name}")[language] for name in ("area", "length", "least", "clause"))]
    for kind, name in clauses.items():
        clause = _clause(name, at) if name else ""
        required = at.taper_required_m if kind == "upstream_taper" else least[kind]
        asked = at.has_areas or (at.layout.closes == "road" and kind == "advance_warning")
        shown = "—" if not (clause and asked) or required is None else f"≥ {written(float(required))}"
        length_m = getattr(at.lengths, kind)
        given = "—" if length_m is None and not asked else quantity(length_m, language)
        cited = clause_words(clause, language) if asked else ""
        found.append((sentence(f"area.{kind}")[language], given, shown, cited))
    return found


def _clause(name: str, at: Situation) -> str:
    found = rows_of(name, at.road.kind)
    return found[0].clause if found else ""


def sign_rows(standing: Sequence[Device], language: str) -> list[tuple[str, str, str, str]]:
    """Every kind of sign with the numbers under which it stands, how many there are, and its clause."""
    numbers: dict[str, list[str]] = {}
    for number, device in enumerate(standing, 1):
        numbers.setdefault(device.kind, []).append(f"S{number}")
    head = tuple(sentence(f"drawing.col_{name}")[language] for name in ("numbers", "sign", "count", "clause"))
    return [
        head,
        *(
            (
                ", ".join(named),
                NAMES[kind][language],
                str(len(named)),
                clause_words(SIGN_CLAUSES[kind], language),
            )
            for kind, named in numbers.items()
        ),
    ]


def phase_rows(plan: Plan, language: str) -> list[tuple[str, str, str, str]]:
    """The phases of the plan with their dates, hours and layout."""
    head = tuple(sentence(f"drawing.{name}")[language] for name in ("phase_name", "dates", "hours", "layout"))
    return [
        head,
        *(
            (
                " ".join(part for part in (str(at.number), at.phase.name or "") if part),
                f"{at.phase.starts_on} – {at.phase.ends_on}",
                hours_text(at, language),
                f"{at.layout.code} {getattr(at.layout, language)}",
            )
            for at in situations(plan)
        ),
    ]


def hours_text(at: Situation, language: str) -> str:
    windows = [f"{start}–{end}" for start, end in at.phase.daily_hours or ()]
    return {"zh": "，", "en": ", "}[language].join(windows) or sentence("drawing.whole_day")[language]


def title_rows(
    at: Situation, plan: Plan, caption: Caption, on: Ground, findings: Sequence[Finding] | None, language: str
) -> list[tuple[str, str]]:
    """Label and value of the title block; values that are not known are left out."""

    def say(code: str, **data: object) -> str:
        return sentence(f"drawing.{code}", **data)[language]

    phase, road = at.phase, at.road
    lanes = ", ".join(map(str, phase.closed_lanes or ()))
    closed = say("closed_value", lanes=lanes, width=quantity(phase.offset_m, language)) if lanes else say("closed_none")
    opposite = on.section.lanes_opposite
    lanes_said = say("road_lanes" if opposite else "road_one_way", lanes=road.lanes, opposite=opposite)
    drawn = " · ".join(
        part for part in (say("drawn_by"), caption.version, caption.drawn_on and str(caption.drawn_on)) if part
    )
    found = [
        (say("works"), caption.works_title),
        (say("number"), caption.works_number),
        (say("applicant"), caption.applicant),
        (say("contractor"), caption.contractor),
        (say("road"), f"{road.name} · {say(f'class_{road.road_class}')} · {lanes_said}"),
        (say("phase_name"), f"{say('phase', number=at.number, count=len(plan.phases))} {phase.name or ''}".strip()),
        (say("dates"), f"{phase.starts_on} – {phase.ends_on}"),
        (say("hours"), hours_text(at, language)),
        (say("layout"), f"{at.layout.code} {getattr(LAYOUTS[phase.layout], language)}"),
        (say("closed"), closed),
        (say("speeds"), _speeds(at, language)),
        (say("scale"), say("scale_value", along=on.chainage.scale, across=on.scale)),
        (say("result"), "" if findings is None else _result(findings, language)),
        (say("drawn"), drawn),
        (say("sheet"), f"{caption.works_number + '-' if caption.works_number else ''}{at.number}/{len(plan.phases)}"),
    ]
    return [(label, text) for label, text in found if text]


def _speeds(at: Situation, language: str) -> str:
    final = quantity(at.phase.workzone_speed_kmh, language)
    design = written(float(at.road.design_speed_kmh))
    if at.road.speed_limit_kmh is None:
        return sentence("drawing.speeds_value", design=design, final=final)[language]
    limit = written(float(at.road.speed_limit_kmh))
    return sentence("drawing.speeds_with_limit", design=design, limit=limit, final=final)[language]


def _result(findings: Sequence[Finding], language: str) -> str:
    levels = Counter(finding.level for finding in findings)
    code = BLOCK if levels[BLOCK] else WARN if levels[WARN] else "pass"
    return sentence(f"drawing.result_{code}", blocks=levels[BLOCK], warns=levels[WARN])[language]


def notes(at: Situation, language: str) -> list[str]:
    """The notes under the title block."""
    shared = at.layout.closes in ("alternating", "contraflow")
    names = ("scale", "strips", *(("opposite",) if shared else ()), "origin")
    return [sentence(f"drawing.note_{name}")[language] for name in names]
