"""The temporary signs: a post at the roadside where each stands, its face beside the road with name and chainage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from permits.plan.drawing.dimensions import chainage_text
from permits.plan.drawing.faces import lane_pattern, sign_face
from permits.plan.drawing.road import Ground
from permits.plan.drawing.scene import FAINT_INK, INK, PALE, PAPER, THIN, Circle, Mark, Shape, Text, line, wrapped
from permits.plan.drawing.spreading import spread
from permits.plan.drawing.symbols import SYMBOLS
from permits.plan.layout.areas import Area
from permits.plan.layout.devices import Device
from permits.plan.layout.opposite import OppositeApproach
from permits.plan.layout.signs import NAMES
from permits.plan.model import SIGN_CODES
from permits.plan.sentences import written
from permits.plan.situation import Situation

SLOT_MM, FACE_MM, NAME_MM, NAME_PITCH_MM = 19.0, 11.0, 2.0, 2.6
# Narrower than this, names and then chainages have no room.
NAMED_SLOT_MM, MARKED_SLOT_MM = 13.0, 6.5
NAME_LINES = 3


@dataclass(frozen=True)
class Approach:
    """What the signs of one direction are about. at, areas: of that direction, whose chainage counts from origin_m.

    turned: whether it comes from the other side.
    """

    at: Situation
    areas: dict[str, Area]
    origin_m: float = 0.0
    turned: bool = False

    def along_m(self, device: Device) -> float:
        """How far along its own zone a sign stands."""
        return self.origin_m - device.at_m if self.turned else device.at_m


def standing(devices: Sequence[Device], *, turned: bool) -> list[Device]:
    """The signs of one direction, along the sheet."""
    return [d for d in devices if d.kind in SIGN_CODES and d.kind not in SYMBOLS and bool(d.direction) == turned]


def turned_approach(approach: OppositeApproach, areas: dict[str, Area]) -> Approach:
    """The direction from the other side. areas: of its own zone, not turned."""
    return Approach(approach.at, areas, approach.origin_m, turned=True)


def signs(
    on: Ground, of: Approach, devices: Sequence[Device], language: str, *, face_mm: float, numbered_from: int = 1
) -> Iterator[Shape]:
    """Every sign of a direction once, as a Mark of its code, in slots wide enough to read.

    face_mm: the y of the tops of the faces: below the road, or above it for the direction from the other side.
    """
    if not devices:
        return
    wanted = [on.x_mm(device.at_m) for device in devices]
    first, last = on.left_mm - 3, on.right_mm + (3 if of.turned else 12)
    slot = min(SLOT_MM, (last - first) / len(devices))
    places = spread(wanted, [slot] * len(devices), first, last)
    size = min(FACE_MM, slot * 0.62)
    limits = limit_figures(of, [device for device in devices if device.kind == "workzone_speed_limit"])
    for n, (device, x_post, x) in enumerate(zip(devices, wanted, places, strict=True)):
        figure = limits.get(id(device)) or _figure(device, of)
        lanes = lane_pattern(of.at.road.lanes, of.at.phase.closed_lanes or ())
        yield Mark(
            device.kind,
            (
                *_post(on, x_post, x, face_mm, size, turned=of.turned),
                *sign_face(device.kind, x, face_mm + size / 2, size, figure, lanes),
                *_words(device, n + numbered_from, x, slot, face_mm, size, language, turned=of.turned),
            ),
        )


def _post(on: Ground, x_post: float, x: float, face_mm: float, size: float, *, turned: bool) -> tuple[Shape, ...]:
    """The post beside the road and the thin line to its face."""
    down = -1 if turned else 1
    side = on.y_mm(on.top_m) - 1.5 if turned else on.y_mm(on.bottom_m) + 1.5
    near = face_mm + size if turned else face_mm
    gap = abs(near - side)
    start, end = down * min(2.0, gap * 0.2), down * min(3.0, gap * 0.3)
    way = ((x_post, side), (x_post, side + start), (x, near - end), (x, near - down * 0.6))
    return (
        line(*way, stroke=PALE, width_mm=THIN),
        line((x_post - 1.1, side - down * 1.6), (x_post + 1.1, side - down * 1.6), width_mm=0.5),
        line((x_post, side - down * 1.6), (x_post, side), width_mm=THIN),
        Circle(x_post, side, 0.5, fill=PAPER, stroke=INK, width_mm=THIN),
    )


def _words(
    device: Device, number: int, x: float, slot: float, face_mm: float, size: float, language: str, *, turned: bool
) -> Iterator[Shape]:
    """Its number and chainage, then its name: under the face, or above it for the direction from the other side."""
    if slot < MARKED_SLOT_MM:
        return
    chainage = chainage_text(device.at_m)
    rows = [(f"S{number}", True)]
    rows += [(chainage, False)] if slot < NAMED_SLOT_MM else []
    if slot >= NAMED_SLOT_MM:
        name = NAMES[device.kind][language].split("(")[0].strip()
        rows = [(f"S{number} {chainage}", True)]
        rows += [(part, False) for part in wrapped(name, NAME_MM, slot - 1, NAME_LINES)]
    top = face_mm - 1.4 - (len(rows) - 1) * NAME_PITCH_MM if turned else face_mm + size + 3.4
    for n, (text, strong) in enumerate(rows):
        fill = INK if strong else FAINT_INK
        yield Text(x, top + n * NAME_PITCH_MM, text, NAME_MM, "middle", fill=fill, bold=strong)


def limit_figures(of: Approach, devices: Sequence[Device]) -> dict[int, str]:
    """What each limit sign shows: the steps in turn, then the final limit from the last one before the taper on."""
    final = of.at.phase.workzone_speed_kmh
    if final is None:
        return {}
    taper_m = of.at.lengths.advance_warning or 0.0
    in_order = sorted(devices, key=of.along_m)
    before = [device for device in in_order if of.along_m(device) <= taper_m]
    steps = [limit for limit in of.at.phase.speed_steps_kmh or () if limit != final]
    figures = {id(device): written(float(final)) for device in in_order}
    for device, limit in zip(reversed(before[:-1]), reversed(steps), strict=False):
        figures[id(device)] = written(float(limit))
    return figures


def _figure(device: Device, of: Approach) -> str:
    """The number a sign shows where it shows one."""
    work, along_m = of.at.lengths.work_area, of.along_m(device)
    if device.kind == "workzone_length":
        return f"{written(float(work))} m" if work is not None else ""
    if device.kind == "speed_limit_restored":
        return written(float(of.at.road.speed_limit_kmh)) if of.at.road.speed_limit_kmh else ""
    if device.kind in ("works_in_300m", "works_in_1km_and_300m"):
        return "1 km" if along_m < -600 else "300 m"
    if device.kind == "workzone_distance":
        area = of.areas.get("work_area")
        return f"{written(float(round(area.from_m - along_m)))} m" if area else ""
    return ""
