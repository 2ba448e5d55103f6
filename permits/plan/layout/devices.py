"""Every device of a phase with its place, and how many of each are needed."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from permits.plan.hours import works_at_night
from permits.plan.layout.areas import Area, areas_of, too_long
from permits.plan.layout.cross_section import CrossSection, cross_section
from permits.plan.layout.opposite import OppositeApproach, opposite_approach
from permits.plan.layout.signs import is_fast
from permits.plan.situation import Situation
from permits.plan.standards import constant

# These stand as devices too, in their number and place; as signs they are only named.
SIGNS_THAT_ARE_DEVICES = ("chevron", "barricade")
OPPOSITE = "opposite"
SIGN_BESIDE_M, PERSON_BESIDE_M = 1.0, 0.5
Found = tuple[str, float, float]


@dataclass(frozen=True)
class Device:
    """One device. at_m: along the road from the start of the advance-warning area. offset_m: from the side of the
    closed band where the taper begins, growing towards traffic; negative outside the carriageway. direction: opposite
    when it is there for traffic from the other side, else empty; the places are of this direction all the same."""

    phase: str
    kind: str
    at_m: float
    offset_m: float
    direction: str = ""

    def as_json(self) -> dict[str, Any]:
        """The device as it stands in the output of `check_plan --json`; `direction` only when it is opposite."""
        return {name: held for name, held in vars(self).items() if name != "direction" or held}


def devices_of(at: Situation, *, only_signs: bool = False) -> tuple[Device, ...]:
    """All devices and signs of a phase, as far as its areas are known; in the order of their place along the road.

    Along a control area of absurd length (S16), or if so asked, only what needs none, for nobody would set out a
    hundred thousand cones.
    """
    section = cross_section(at)
    areas = {} if only_signs or too_long(at) else {area.kind: area for area in areas_of(at)}
    approach = opposite_approach(at, areas, section)
    found = [*_signs(at), *_cones(at, areas, section), *_at_work(at, areas, section)]
    ours, theirs = _people(at, areas, section, shared=section.borrowed_m > 0)
    placed = [_placed(at, device) for device in (*found, *ours)]
    placed += [_placed(at, device, OPPOSITE) for device in theirs]
    if approach is not None:
        placed += [_placed(at, device, OPPOSITE) for device in _of_approach(approach, section)]
    return tuple(sorted(placed, key=lambda device: (device.at_m, device.kind, device.offset_m)))


def _placed(at: Situation, found: Found, direction: str = "") -> Device:
    kind, at_m, offset_m = found
    return Device(at.label, kind, round(at_m, 2), round(offset_m, 2), direction)


def quantities_of(devices: tuple[Device, ...]) -> dict[str, int]:
    """How many of each kind."""
    return dict(sorted(Counter(device.kind for device in devices).items()))


def _signs(at: Situation) -> Iterator[Found]:
    for sign in at.phase.signs or ():
        if sign.code not in SIGNS_THAT_ARE_DEVICES:
            yield sign.code, sign.at_m, -SIGN_BESIDE_M


def _of_approach(approach: OppositeApproach, section: CrossSection) -> Iterator[Found]:
    """What stands for traffic from the other side, in the places of this direction."""
    theirs = approach.section
    for code, opposite_m, _ in _signs(approach.at):
        yield code, approach.at_m(opposite_m), section.offset_at(-theirs.carriageway_m - SIGN_BESIDE_M)
    if not approach.aside:
        return
    areas = {area.kind: area for area in areas_of(approach.at)}
    for kind, opposite_m, offset_m in (*_cones(approach.at, areas, theirs), *_at_work(approach.at, areas, theirs)):
        yield kind, approach.at_m(opposite_m), section.offset_at(-theirs.across_m(offset_m))


def _cones(at: Situation, areas: dict[str, Area], section: CrossSection) -> Iterator[Found]:
    """A row of cones along the edge of the closed band, at the spacing of JTG H30-2015.

    A second one along the far edge of a closed middle lane.
    """
    if not at.has_areas or "upstream_taper" not in areas:
        return
    width = section.closed_width_m
    near, far = constant("cone_spacing_taper_max").value, constant("cone_spacing_elsewhere_max").value
    start_m, first_m = areas["upstream_taper"].from_m, areas["upstream_taper"].to_m
    bends = [(start_m, 0.0, near), (first_m, width, far)]
    for kind, spacing in (("buffer", near), ("work_area", far)):
        if kind in areas:
            bends.append((areas[kind].to_m, width, spacing))
    if "downstream_taper" in areas:
        bends.append((areas["downstream_taper"].to_m, 0.0, far))
    yield from _row(bends)
    if _open_on_both_sides(section):
        yield from list(_row([(start_m, 0.0, far), (bends[-1][0], 0.0, far)]))[1:-1]


def _row(bends: list[tuple[float, float, float]]) -> Iterator[Found]:
    """Cones from bend to bend; a bend is its place along and across the road and the spacing from it on, in m."""
    for (from_m, from_offset, spacing), (to_m, to_offset, _) in pairwise(bends):
        for share in _shares(to_m - from_m, spacing):
            yield "cone", from_m + share * (to_m - from_m), from_offset + share * (to_offset - from_offset)
    last_m, last_offset, _ = bends[-1]
    yield "cone", last_m, last_offset


def _shares(length_m: float, spacing_m: float) -> list[float]:
    """Even steps from 0 towards 1, the last not included, none longer than the spacing."""
    steps = max(1, math.ceil(length_m / spacing_m - 1e-9)) if length_m > 0 else 0
    return [step / steps for step in range(steps)]


def _open_on_both_sides(section: CrossSection) -> bool:
    """A closed middle lane has traffic on both sides and needs a second row."""
    return section.closed_from_m > 0 and section.closed_to_m < section.carriageway_m


def _at_work(at: Situation, areas: dict[str, Area], section: CrossSection) -> Iterator[Found]:
    middle = section.closed_width_m / 2
    closes = at.layout.closes
    taper, work = areas.get("upstream_taper"), areas.get("work_area")
    named = {sign.code for sign in at.phase.signs or ()}
    if taper and "chevron" in named:
        number = max(2, math.ceil(taper.length_m / constant("chevron_spacing").value))
        for n in range(number):
            share = (n + 0.5) / number
            yield "chevron", taper.from_m + share * taper.length_m, share * section.closed_width_m / 2
    if taper and is_fast(at) and closes in ("outer", "inner", "middle", "contraflow"):
        yield "arrow_board", taper.to_m, middle
    if closes == "moving":
        yield "works_vehicle", work.from_m if work else 0.0, middle
    if closes == "road":
        yield from (("barricade", end, middle) for end in ((work.from_m, work.to_m) if work else (0.0,)))
    elif work and "barricade" in named:
        yield "barricade", work.from_m, middle
    if work and works_at_night(at.phase.daily_hours):
        number = max(2, math.ceil(work.length_m / constant("warning_light_spacing").value) + 1)
        for n in range(number):
            yield (
                "warning_light",
                work.from_m + n * work.length_m / (number - 1),
                max(section.closed_width_m - 0.5, 0.0),
            )


def _people(
    at: Situation, areas: dict[str, Area], section: CrossSection, *, shared: bool
) -> tuple[list[Found], list[Found]]:
    """Flaggers and temporary signals: for this direction, and for the other where the two share the road.

    Flaggers stand at both ends in turn; temporary signals always come as a pair.
    """
    taper, end = areas.get("upstream_taper"), areas.get("downstream_taper")
    first_m, last_m = (taper.from_m if taper else 0.0), (end.to_m if end else 0.0)
    far_side = section.offset_at(-section.lanes_opposite * section.lane_width_m) if shared else 0.0
    beyond = 1 if shared else -1
    ours, theirs = [], []
    for n in range(at.phase.flaggers or 0):
        beside_m = PERSON_BESIDE_M + n // 2
        if n % 2 == 0:
            ours.append(("flagger", first_m, -beside_m))
        else:
            (theirs if shared else ours).append(("flagger", last_m, far_side + beyond * beside_m))
    if at.phase.temporary_signals:
        ours.append(("temporary_signal", first_m, -PERSON_BESIDE_M))
        signal = ("temporary_signal", last_m, far_side + beyond * PERSON_BESIDE_M)
        (theirs if shared else ours).append(signal)
    return ours, theirs
