"""The temporary signs: a post at the roadside where each stands, its face below with name and chainage."""

from collections.abc import Iterator

from permits.plan.drawing.dimensions import chainage_text
from permits.plan.drawing.faces import sign_face
from permits.plan.drawing.road import Ground
from permits.plan.drawing.scene import INK, PALE, PAPER, THIN, Circle, Mark, Shape, Text, line, wrapped
from permits.plan.drawing.symbols import SYMBOLS
from permits.plan.layout.devices import Device
from permits.plan.layout.signs import NAMES
from permits.plan.model import SIGN_CODES
from permits.plan.sentences import written
from permits.plan.situation import Situation

SLOT_MM, FACE_MM = 19.0, 11.0


def signs(on: Ground, at: Situation, devices: tuple[Device, ...], top_mm: float, language: str) -> Iterator[Shape]:
    """Every sign once, as a Mark of its code, in slots wide enough to read."""
    standing = [device for device in devices if device.kind in SIGN_CODES and device.kind not in SYMBOLS]
    if not standing:
        return
    wanted = [on.x_mm(device.at_m) for device in standing]
    slot = min(SLOT_MM, (on.right_mm - on.left_mm + 6) / len(standing))
    places = spread(wanted, slot, on.left_mm - 3 + slot / 2, on.right_mm + 3 - slot / 2)
    face = min(FACE_MM, slot * 0.62)
    limits = limit_figures(at, [device for device in standing if device.kind == "workzone_speed_limit"])
    side = on.y_mm(on.bottom_m) + 1.5
    for device, x_post, x in zip(standing, wanted, places, strict=True):
        figure = limits.get(id(device)) or _figure(device, at, on)
        name = wrapped(NAMES[device.kind][language].split("(")[0], 2.0, slot - 1, 2)
        shapes: list[Shape] = [
            line(
                (x_post, side), (x_post, side + 2.5), (x, top_mm - 3.5), (x, top_mm - 0.5), stroke=PALE, width_mm=THIN
            ),
            line((x_post - 1.1, side - 1.6), (x_post + 1.1, side - 1.6), width_mm=0.5),
            line((x_post, side - 1.6), (x_post, side), width_mm=THIN),
            Circle(x_post, side, 0.5, fill=PAPER, stroke=INK, width_mm=THIN),
            *sign_face(device.kind, x, top_mm + face / 2, face, figure, at.road.lanes),
            *(Text(x, top_mm + face + 3.4 + n * 2.6, part, 2.0, "middle") for n, part in enumerate(name)),
            Text(x, top_mm + face + 3.6 + len(name) * 2.6, chainage_text(device.at_m), 2.0, "middle", fill="#4a4f57"),
        ]
        yield Mark(device.kind, tuple(shapes))


def spread(wanted: list[float], apart: float, first: float, last: float) -> list[float]:
    """Places as near as possible to the wanted ones (ascending), at least `apart`, between first and last."""
    places: list[float] = []
    for x in wanted:
        places.append(max(x, first, places[-1] + apart if places else first))
    limit = last
    for n in reversed(range(len(places))):
        places[n] = min(places[n], limit)
        limit = places[n] - apart
    return places


def limit_figures(at: Situation, standing: list[Device]) -> dict[int, str]:
    """What each limit sign shows: the steps in turn, then the final limit from the last one before the taper on."""
    final = at.phase.workzone_speed_kmh
    if final is None:
        return {}
    taper_m = at.lengths.advance_warning or 0.0
    before = [device for device in standing if device.at_m <= taper_m]
    steps = [limit for limit in at.phase.speed_steps_kmh or () if limit != final]
    figures = {id(device): written(float(final)) for device in standing}
    for device, limit in zip(reversed(before[:-1]), reversed(steps), strict=False):
        figures[id(device)] = written(float(limit))
    return figures


def _figure(device: Device, at: Situation, on: Ground) -> str:
    """The number a sign shows where it shows one."""
    work = at.lengths.work_area
    if device.kind == "workzone_length":
        return f"{written(float(work))} m" if work is not None else ""
    if device.kind == "speed_limit_restored":
        return written(float(at.road.speed_limit_kmh)) if at.road.speed_limit_kmh else ""
    if device.kind in ("works_in_300m", "works_in_1km_and_300m"):
        return "1 km" if device.at_m < -600 else "300 m"
    if device.kind == "workzone_distance":
        area = on.areas.get("work_area")
        return f"{written(float(round(area.from_m - device.at_m)))} m" if area else ""
    return ""
