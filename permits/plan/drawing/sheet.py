"""One A3 sheet for one phase: what a good traffic engineer hands in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from permits.plan.drawing import compass, road, strips, tables, works
from permits.plan.drawing.blocks import Caption, table, title_block
from permits.plan.drawing.detour_map import detour_sketch, sketch_bounds
from permits.plan.drawing.device_marks import device_marks
from permits.plan.drawing.dimensions import dimensions, measured
from permits.plan.drawing.flags import findings_list, flags
from permits.plan.drawing.junctions import Junction, crossings, nearest
from permits.plan.drawing.legend import Shown, legend
from permits.plan.drawing.road import Ground, ground
from permits.plan.drawing.scene import (
    FAINT_INK,
    MEDIUM,
    PALE,
    THIN,
    Scene,
    Shape,
    Text,
    box,
    line,
    shortened,
)
from permits.plan.drawing.signs_row import Approach, signs, standing, turned_approach
from permits.plan.drawing.stations import chainage_of, junctions_on, turned_areas
from permits.plan.finding import Finding
from permits.plan.layout.areas import Area, areas_of, too_long
from permits.plan.layout.cross_section import cross_section
from permits.plan.layout.devices import Device, devices_of, quantities_of
from permits.plan.layout.opposite import OppositeApproach, opposite_approach
from permits.plan.model import Plan
from permits.plan.sentences import sentence
from permits.plan.situation import Situation, situations
from permits.rules.roads import RegisteredRoad

WIDTH_MM, HEIGHT_MM = 420.0, 297.0
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 25.0, 410.0, 10.0, 287.0
DIMENSION_MM, FLAGS_MM, ROAD_TOP_MM, ROAD_BOTTOM_MM, SIGNS_MM, BLOCKS_MM = 48.0, 60.0, 66.0, 148.0, 158.0, 190.5
# With signs for the other direction above the road: the dimensions of its approach, their faces, the road.
OPPOSITE_DIMENSION_MM, OPPOSITE_FACES_MM, LOWER_ROAD_TOP_MM = 71.5, 82.5, 100.0
WIDTHS_MM, MOUTH_MM = 11.0, 6.0
BLOCK_TOP_MM, BLOCK_BOTTOM_MM = 193.0, 284.5


@dataclass(frozen=True)
class Site:
    """A phase with everything that is laid out for it."""

    at: Situation
    devices: tuple[Device, ...]

    @cached_property
    def areas(self) -> dict[str, Area]:
        return {area.kind: area for area in areas_of(self.at)}

    @cached_property
    def approach(self) -> OppositeApproach | None:
        return None if too_long(self.at) else opposite_approach(self.at, self.areas, cross_section(self.at))

    @cached_property
    def turned(self) -> dict[str, Area]:
        """The areas of the approach from the other side in this direction's chainage."""
        return turned_areas(self.approach) if self.approach else {}

    @cached_property
    def signs(self) -> tuple[list[Device], list[Device]]:
        """Of this direction, and of the other."""
        return standing(self.devices, turned=False), standing(self.devices, turned=True)

    @cached_property
    def junctions(self) -> tuple[Junction, ...]:
        return junctions_on(self.at, self.areas, self.devices)


def draw_phase(
    plan: Plan,
    number: int,
    *,
    language: str = "zh",
    caption: Caption | None = None,
    findings: Sequence[Finding] | None = None,
    roads: Sequence[RegisteredRoad] = (),
) -> Scene:
    """The sheet of phase `number` (1 first); language zh or en. IndexError when there is no such phase.

    findings: those of this phase, then those of the whole plan, are numbered as they come (1 first), flagged where they
    have a place, and listed; None when the plan was not checked. roads: of the register, for the sketch of the detour.
    """
    at = situations(plan)[number - 1]
    site = Site(at, devices_of(at))
    on = _ground(site)
    title = sentence("drawing.title")[language]
    mine = None if findings is None else _numbered(findings, at.label)
    shapes: list[Shape] = [
        box(0, 0, WIDTH_MM, HEIGHT_MM, fill="#ffffff", stroke=""),
        box(LEFT_MM, TOP_MM, RIGHT_MM - LEFT_MM, BOTTOM_MM - TOP_MM, width_mm=0.9),
        *_heading(at, len(plan.phases), title, language),
        *_road(site, on, language),
        *dimensions(on, language, DIMENSION_MM, FLAGS_MM + 3 if site.signs[1] else on.y_mm(on.top_m)),
        *flags(on, mine or (), FLAGS_MM, DIMENSION_MM if site.signs[1] else on.y_mm(on.top_m)),
        *_signs(site, on, language),
        line((LEFT_MM, BLOCKS_MM), (RIGHT_MM, BLOCKS_MM), width_mm=MEDIUM),
        *_blocks(site, on, plan, mine, roads, language),
        *title_block(
            303,
            BLOCK_TOP_MM,
            104.5,
            BLOCK_BOTTOM_MM - BLOCK_TOP_MM,
            tables.title_rows(at, plan, caption or Caption(), on, mine, language),
            tables.notes(at, language),
        ),
    ]
    whole = f"{title} — {at.road.name} — {at.label}"
    return Scene(WIDTH_MM, HEIGHT_MM, whole, "zh-Hans" if language == "zh" else "en", tuple(shapes))


def _numbered(findings: Sequence[Finding], phase: str) -> list[Finding]:
    """In the order in which a sheet numbers them: those of the phase, then those of the whole plan."""
    return [f for owner in (phase, "") for f in findings if f.phase == owner]


def ground_of(at: Situation, devices: tuple[Device, ...]) -> Ground:
    """Where the road of a phase with these devices lies on its sheet."""
    return _ground(Site(at, devices))


def _ground(site: Site) -> Ground:
    chainage = chainage_of(
        site.areas, site.devices, site.turned, site.junctions, LEFT_MM + 4, RIGHT_MM - LEFT_MM - 8 - WIDTHS_MM
    )
    top = LOWER_ROAD_TOP_MM if site.signs[1] else ROAD_TOP_MM
    on = ground(chainage, cross_section(site.at), site.areas, top, ROAD_BOTTOM_MM - top)
    streets = tuple((on.x_mm(one.from_m) - MOUTH_MM, on.x_mm(one.to_m) + MOUTH_MM) for one in site.junctions)
    return replace(on, streets_mm=streets)


def _road(site: Site, on: Ground, language: str) -> Iterator[Shape]:
    at, approach = site.at, site.approach
    yield from road.carriageway(on, at.road.design_speed_kmh)
    yield from crossings(on, site.junctions, language)
    yield from road.direction_arrows(on)
    yield from strips.passage(on, at)
    if at.layout.closes != "moving":
        yield from works.closed_band(on)
        yield from works.hoarding(on, at, _see_through(site, on))
    if approach is not None and approach.aside:
        yield from works.lent_band(on, site.turned)
    yield from works.merge_marking(on, site.devices)
    yield from works.flow(on)
    if approach is not None:
        yield from works.oncoming_flow(on, approach, site.turned)
        yield from _stop_lines(on, approach)
    yield from road.breaks(on)
    yield from device_marks(on, site.devices)
    yield from strips.labels(on, at, language)
    yield from road.widths(on, on.right_mm + 3.5)
    if not site.areas and at.layout.closes != "moving":
        yield Text(LEFT_MM + 6, DIMENSION_MM, sentence("drawing.no_areas")[language], 3.4, fill=FAINT_INK)


def _see_through(site: Site, on: Ground) -> tuple[float, float] | None:
    return works.see_through_stretch(site.at, on, nearest(site.junctions, site.areas.get("work_area")))


def _stop_lines(on: Ground, approach: OppositeApproach) -> Iterator[Shape]:
    """Where alternating traffic waits, on this side and on the other."""
    taper = on.areas.get("upstream_taper")
    if approach.stop_m is not None and taper is not None:
        yield road.stop_line(on, taper.from_m, 0.0, on.section.carriageway_m)
        yield road.stop_line(on, approach.stop_m, -on.section.borrowed_m, 0.0)


def _signs(site: Site, on: Ground, language: str) -> Iterator[Shape]:
    ours, theirs = site.signs
    yield from signs(on, Approach(site.at, site.areas), ours, language, face_mm=SIGNS_MM)
    if site.approach is not None and theirs:
        of = turned_approach(site.approach, {area.kind: area for area in areas_of(site.approach.at)})
        yield from signs(on, of, theirs, language, face_mm=OPPOSITE_FACES_MM, numbered_from=len(ours) + 1)
        shown = [area for kind, area in site.turned.items() if kind != "work_area" and area.length_m]
        yield from measured(on, shown, language, OPPOSITE_DIMENSION_MM)


def _heading(at: Situation, count: int, title: str, language: str) -> list[Shape]:
    phase = sentence("drawing.phase", number=at.number, count=count)[language]
    layout = getattr(at.layout, language)
    named = " ".join(part for part in (phase, at.phase.name) if part)
    second = f"{at.road.name} · {named} · {at.layout.code} {layout}"
    return [
        Text(LEFT_MM + 6, 20.5, title, 6.5, bold=True),
        Text(LEFT_MM + 6, 27.4, shortened(second, 3.4, 290), 3.4, fill=FAINT_INK),
        line((LEFT_MM, 30.5), (RIGHT_MM, 30.5), stroke=PALE, width_mm=THIN),
        *compass.direction(352, 21, language),
        *compass.north_arrow(397, 20.5, compass.bearing_deg(at.road.centreline), language),
    ]


def _blocks(
    site: Site,
    on: Ground,
    plan: Plan,
    findings: Sequence[Finding] | None,
    roads: Sequence[RegisteredRoad],
    language: str,
) -> Iterator[Shape]:
    """Legend, areas and signs, then the detour and the findings, or where nothing was checked the phases."""
    at, top, height = site.at, BLOCK_TOP_MM, BLOCK_BOTTOM_MM - BLOCK_TOP_MM
    quantities = quantities_of(site.devices)
    yield from legend(28, top, 84, height, at, quantities, _shown(site, on), language)
    heading = sentence("drawing.areas")[language]
    columns = ((0.27, "start", 2.5), (0.15, "end", 2.5), (0.19, "end", 2.5), (0.39, "start", 2.0))
    yield from table(114.5, top, 102, 44, heading, columns, tables.area_rows(at, language))
    ours, theirs = site.signs
    heading = sentence("drawing.signs")[language]
    columns = ((0.158, "start", 2.1), (0.33, "start", 2.3), (0.079, "end", 2.3), (0.433, "start", 2.0))
    rows = tables.sign_rows([*ours, *theirs], language)
    yield from table(114.5, top + 46, 102, height - 46, heading, columns, rows)
    yield from _detour_and_rest(at, plan, findings, roads, (219.0, top, 81.5, height), language)


def _detour_and_rest(
    at: Situation,
    plan: Plan,
    findings: Sequence[Finding] | None,
    roads: Sequence[RegisteredRoad],
    room: tuple[float, float, float, float],
    language: str,
) -> Iterator[Shape]:
    x, y, width, height = room
    mapped = sketch_bounds(at) is not None
    told = mapped or at.full_closure or (at.phase.detour is not None and at.phase.detour.given)
    upper = (62.0 if mapped else 22.0) if told else 0.0
    if told:
        yield from detour_sketch(x, y, width, upper - 2, at, roads, language)
    if findings is not None:
        yield from findings_list(x, y + upper, width, height - upper, findings, language)
        return
    columns = ((0.14, "start", 2.2), (0.37, "start", 2.1), (0.18, "start", 2.0), (0.31, "start", 2.1))
    rows = tables.phase_rows(plan, language)
    heading = sentence("drawing.phases")[language]
    yield from table(x, y + upper, width, height - upper, heading, columns, rows, strong=at.number)


def _shown(site: Site, on: Ground) -> Shown:
    approach = site.approach
    return Shown(
        closed=site.at.layout.closes != "moving" and "work_area" in site.areas,
        see_through=_see_through(site, on) is not None,
        passage=strips.passage_across_m(on, site.at) is not None and "work_area" in site.areas,
        flow=any(True for _ in works.flow(on)),
        oncoming=approach is not None and (approach.aside or approach.stop_m is not None),
        stop_lines=approach is not None and approach.stop_m is not None,
        breaks=bool(on.chainage.gaps_mm),
        signs=sum(map(len, site.signs)),
    )
