"""One A3 sheet for one phase: what a good traffic engineer hands in."""

from collections.abc import Sequence
from itertools import pairwise

from permits.plan.drawing import blocks, road
from permits.plan.drawing.blocks import Caption, quantity
from permits.plan.drawing.chainage import Chainage, Span, lay_out
from permits.plan.drawing.dimensions import dimensions
from permits.plan.drawing.flags import flags
from permits.plan.drawing.road import Ground, ground
from permits.plan.drawing.scene import MEDIUM, PALE, THIN, Mark, Scene, Shape, Text, box, line
from permits.plan.drawing.signs_row import signs
from permits.plan.drawing.symbols import SYMBOLS, symbol
from permits.plan.finding import Finding
from permits.plan.layout.areas import Area, areas_of
from permits.plan.layout.complete import least_lengths
from permits.plan.layout.cross_section import cross_section
from permits.plan.layout.devices import Device, devices_of, quantities_of
from permits.plan.model import Plan
from permits.plan.sentences import sentence, written
from permits.plan.situation import Situation, situations
from permits.plan.standards import LAYOUTS, rows_of

WIDTH_MM, HEIGHT_MM = 420.0, 297.0
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 25.0, 410.0, 10.0, 287.0
DIMENSION_MM, FLAGS_MM, ROAD_TOP_MM, ROAD_ROOM_MM, SIGNS_MM, BLOCKS_MM = 54.0, 58.5, 67.0, 82.0, 161.0, 200.0
AROUND_M = 8.0
# Where the road only goes on, it may be broken before the places where something happens.
YIELDS = {"advance_warning": 1, "work_area": 1}


def draw_phase(
    plan: Plan,
    number: int,
    *,
    language: str = "zh",
    caption: Caption | None = None,
    findings: Sequence[Finding] = (),
) -> Scene:
    """The sheet of phase `number` (1 first); language zh or en. IndexError when there is no such phase.

    findings: those of this phase that have a place are flagged there with the name of their rule.
    """
    at = situations(plan)[number - 1]
    devices = devices_of(at)
    on = _ground(at, devices)
    title = sentence("drawing.title")[language]
    shapes: list[Shape] = [
        box(0, 0, WIDTH_MM, HEIGHT_MM, fill="#ffffff", stroke=""),
        box(LEFT_MM, TOP_MM, RIGHT_MM - LEFT_MM, BOTTOM_MM - TOP_MM, width_mm=0.9),
        *_heading(at, len(plan.phases), title, language),
        *road.carriageway(on),
        *road.closed_band(on),
        *road.hoarding(on, at),
        *road.flow(on),
        *road.breaks(on),
        *_devices(on, devices),
        *road.strip_labels(on, at, language),
        *dimensions(on, language, DIMENSION_MM),
        *flags(on, [f for f in findings if f.phase == at.label], FLAGS_MM),
        *signs(on, at, devices, SIGNS_MM, language),
        line((LEFT_MM, BLOCKS_MM), (RIGHT_MM, BLOCKS_MM), width_mm=MEDIUM),
        *blocks.legend(28, 203, 92, 81, at, quantities_of(devices), language),
        *blocks.areas_table(123, 203, 100, 81, _area_rows(at, language), language),
        *blocks.detour_sketch(226, 203, 72, 81, at, language),
        *blocks.title_block(
            301, 203, 106, 81, _title_rows(at, plan, caption or Caption(), on, language), _notes(at, language)
        ),
    ]
    whole = f"{title} — {at.road.name} — {at.label}"
    return Scene(WIDTH_MM, HEIGHT_MM, whole, "zh-Hans" if language == "zh" else "en", tuple(shapes))


def _ground(at: Situation, devices: tuple[Device, ...]) -> Ground:
    areas = {area.kind: area for area in areas_of(at)}
    return ground(_chainage(areas, devices), cross_section(at), areas, ROAD_TOP_MM, ROAD_ROOM_MM)


def _chainage(areas: dict[str, Area], devices: tuple[Device, ...]) -> Chainage:
    """Stations at the ends of the areas and at every sign upstream of them, with a little road around."""
    ends = sorted({0.0, *(area.from_m for area in areas.values()), *(area.to_m for area in areas.values())})
    upstream = sorted({device.at_m for device in devices if device.at_m < ends[0]})
    last = max([ends[-1], *(device.at_m for device in devices)])
    approach = [(upstream or ends)[0] - AROUND_M, *upstream, ends[0]]
    spans = [Span(from_m, to_m, 0) for from_m, to_m in pairwise(approach)]
    spans += [Span(area.from_m, area.to_m, YIELDS.get(area.kind, 2)) for area in areas.values()]
    spans.append(Span(ends[-1], last + AROUND_M, 3))
    return lay_out(spans, LEFT_MM + 4, RIGHT_MM - LEFT_MM - 8)


def _devices(on: Ground, devices: tuple[Device, ...]) -> list[Shape]:
    """Every device that is not a sign, where it stands."""
    section = on.section
    span_mm = section.closed_width_m * on.per_m - 2.0
    return [
        Mark(
            device.kind, symbol(device.kind, on.x_mm(device.at_m), on.y_mm(section.across_m(device.offset_m)), span_mm)
        )
        for device in devices
        if device.kind in SYMBOLS
    ]


def _heading(at: Situation, count: int, title: str, language: str) -> list[Shape]:
    phase = sentence("drawing.phase", number=at.number, count=count)[language]
    layout = {"zh": at.layout.zh, "en": at.layout.en}[language]
    second = f"{at.road.name} · {phase} {at.phase.name or ''} · {at.layout.code} {layout}"
    return [
        Text(LEFT_MM + 6, 21, title, 6.5, bold=True),
        Text(LEFT_MM + 6, 27.6, second, 3.4, fill="#4a4f57"),
        line((LEFT_MM, 31), (RIGHT_MM, 31), stroke=PALE, width_mm=THIN),
        *blocks.direction(350, 21, language),
        *blocks.north_arrow(397, 22, blocks.bearing_deg(at.road.centreline), language),
    ]


def _area_rows(at: Situation, language: str) -> list[tuple[str, str, str, str]]:
    """Length, requirement and clause of each area; a requirement is shown where a table or formula sets one."""
    least = least_lengths(at)
    clauses = {
        "advance_warning": _clause("advance_warning_min", at),
        "upstream_taper": _clause("taper_linear_factor", at),
        "buffer": _clause("buffer_highway_min" if at.road.kind == "highway" else "buffer_min", at),
        "work_area": "",
        "downstream_taper": _clause("downstream_taper_per_width", at),
        "termination": _clause("termination_highway_min" if at.road.kind == "highway" else "termination_min", at),
    }
    rows = []
    for kind, clause in clauses.items():
        required = at.taper_required_m if kind == "upstream_taper" else least[kind]
        shown = "—" if not clause or required is None else f"≥ {written(float(required))}"
        given = quantity(getattr(at.lengths, kind), language)
        rows.append((sentence(f"area.{kind}")[language], given, shown, clause))
    return rows


def _clause(name: str, at: Situation) -> str:
    found = rows_of(name, at.road.kind)
    return found[0].clause if found else ""


def _title_rows(at: Situation, plan: Plan, caption: Caption, on: Ground, language: str) -> list[tuple[str, str]]:
    phase, say = at.phase, lambda code, **data: sentence(f"drawing.{code}", **data)[language]
    hours = "，".join(f"{a}–{b}" for a, b in phase.daily_hours or ()) or say("whole_day")
    lanes = ", ".join(map(str, phase.closed_lanes or ()))
    closed = say("closed_value", lanes=lanes, width=quantity(phase.offset_m, language)) if lanes else say("closed_none")
    final = quantity(phase.workzone_speed_kmh, language)
    rows = [
        (say("works"), caption.works_title),
        (say("number"), caption.works_number),
        (say("applicant"), caption.applicant),
        (say("contractor"), caption.contractor),
        (say("road"), at.road.name),
        (say("phase_name"), f"{say('phase', number=at.number, count=len(plan.phases))} {phase.name or ''}"),
        (say("dates"), f"{phase.starts_on} — {phase.ends_on}"),
        (say("hours"), hours),
        (say("layout"), f"{at.layout.code} {getattr(LAYOUTS[phase.layout], language)}"),
        (say("closed"), closed),
        (say("speeds"), say("speeds_value", design=written(float(at.road.design_speed_kmh)), final=final)),
        (say("scale"), say("scale_value", along=on.chainage.scale, across=on.scale)),
        (say("sheet"), f"{caption.works_number + '-' if caption.works_number else ''}{at.number}/{len(plan.phases)}"),
    ]
    return [(label, text) for label, text in rows if text]


def _notes(at: Situation, language: str) -> list[str]:
    shared = at.layout.closes in ("alternating", "contraflow")
    names = ("scale", "strips", *(("opposite",) if shared else ()), "origin")
    return [sentence(f"drawing.note_{name}")[language] for name in names]
