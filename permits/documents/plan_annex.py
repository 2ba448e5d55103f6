"""The annex that prints the traffic-organization plan: one table per phase."""

import json
from collections.abc import Iterable, Sequence

from reportlab.lib.units import mm
from shapely import LineString

from core.pdf.page import CENTRE_PT, SIZE_2_PT, SIZE_5_PT, Paper
from core.pdf.tables import Cell, draw_table, label
from core.pdf.wording import hours, period, quantity
from permits.documents.place import PhaseRow
from permits.plan import Plan
from permits.plan.drawing.blocks import Caption
from permits.plan.drawing.detour_map import sketch_roads
from permits.plan.drawing.pdf import draw_scene
from permits.plan.drawing.sheet import draw_phase
from permits.plan.situation import situations
from permits.rules.roads import RegisteredRoad

AREAS = (
    ("advance_warning_m", "警告区", "Advance warning"),
    ("upstream_taper_m", "上游过渡区", "Upstream taper"),
    ("buffer_m", "缓冲区", "Buffer"),
    ("work_area_m", "工作区", "Work area"),
    ("downstream_taper_m", "下游过渡区", "Downstream taper"),
    ("termination_m", "终止区", "Termination"),
)
"""The six areas in the order of GB 5768.4-2017 figure 1."""


def annex_heading(paper: Paper, number: int, title: str) -> None:
    """Begins an annex on a new page: 附件1 in 黑体 at the left edge, its title centred two lines below."""
    paper.new_page()
    paper.paragraph(f"{paper.say('附件', 'Annex ')}{number}", typeface=paper.fonts.heading, indent_letters=0)
    baseline_pt = paper.cursor_pt - SIZE_2_PT
    paper.draw(title, CENTRE_PT, baseline_pt, SIZE_2_PT, typeface=paper.fonts.title, align="center", bold=True)
    paper.cursor_pt = baseline_pt - 20


def phase_tables(paper: Paper, phases: Iterable[PhaseRow]) -> None:
    """One table for each phase: dates and hours, layout, lanes, speed, the six area lengths, signs, detour."""
    for phase in phases:
        paper.room(190)
        draw_table(paper, (1,) * 6, _rows(paper, phase), size_pt=SIZE_5_PT, min_row_pt=22)
        paper.skip(8)


def frozen_roads(plan: Plan, roads: Sequence[RegisteredRoad]) -> str:
    """What the sketches of the plan's detours show of the roads, as JSON text for the snapshot; "" without one."""
    shown = {road.line.wkb: road for at in situations(plan) for road in sketch_roads(at, roads)}
    kept = [
        {"name": road.name, "name_en": road.name_en, "class": road.road_class, "line": [*map(list, road.line.coords)]}
        for road in shown.values()
    ]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""


def thawed_roads(text: str) -> tuple[RegisteredRoad, ...]:
    """The roads of a snapshot."""
    return tuple(
        RegisteredRoad(
            ref=str(number),
            name=one["name"],
            name_en=one["name_en"],
            road_class=one["class"],
            line=LineString(one["line"]),
        )
        for number, one in enumerate(json.loads(text) if text else [])
    )


def plan_sheets(paper: Paper, plan: Plan, caption: Caption, roads: Sequence[RegisteredRoad]) -> None:
    """The plan drawn to scale, one A3 sheet a phase, after everything else. roads: for the sketches of its detours."""
    for number in range(1, len(plan.phases) + 1):
        scene = draw_phase(plan, number, language=paper.language, caption=caption, roads=roads)
        paper.new_sheet(scene.width_mm * mm, scene.height_mm * mm)
        draw_scene(paper.canvas, scene, paper.fonts)


def _rows(paper: Paper, phase: PhaseRow) -> list[list[Cell]]:
    say = paper.say
    when = (period(phase.starts_on, phase.ends_on, paper.language), hours(phase.daily_hours, paper.language))
    speed = quantity(phase.workzone_speed_kmh, "km/h")
    signs = say("、", ", ").join(f"{sign.name}×{sign.count}" for sign in phase.signs)
    lengths = [getattr(phase.areas, member) for member, _, _ in AREAS]
    rows = [
        [
            label(phase.name),
            Cell(say("，", ", ").join(when), 5),
        ],
        [label(say("布置形式", "Layout")), Cell(phase.layout_name, 3), label(say("限速", "Speed limit")), Cell(speed)],
        [label(say("封闭车道", "Closed lanes")), Cell(phase.closed_lanes, 5)],
        [label(say(zh, en)) for _, zh, en in AREAS],
        [Cell(quantity(length, "m"), align="center") for length in lengths],
        [label(say("标志设施", "Signs, devices")), Cell(signs or say("见交通组织方案图", "see the plan drawing"), 5)],
    ]
    if phase.detour:
        rows.append([label(say("绕行方案", "Detour")), Cell(phase.detour, 5)])
    return rows
