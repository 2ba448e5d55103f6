"""What differs from another version of the plan, marked on the sheet of a phase."""

from collections.abc import Iterator
from dataclasses import replace

from permits.plan.diff import changes, pairs_of
from permits.plan.drawing.road import Ground
from permits.plan.drawing.scene import Circle, Mark, Scene, Shape, line
from permits.plan.drawing.sheet import DIMENSION_MM, ground_of
from permits.plan.layout.devices import devices_of
from permits.plan.layout.places import Place, place_of
from permits.plan.model import AREAS, Phase, Plan
from permits.plan.situation import Situation, situations

#: An ink no other mark of the sheet has.
CHANGED = "#7b2fbe"
BAR_MM, RING_MM = 1.3, 2.6
#: Without a place on the road.
NOWHERE = ("name", "number", "starts_on", "ends_on", "daily_hours", "detour")


def mark_changes(scene: Scene, plan: Plan, number: int, other: Plan) -> Scene:
    """The sheet of phase `number` (1 first) of `plan` with a mark at all that is not so in the other version.

    An area is marked on its dimension, another member along the edge of the road, a sign by a ring at its foot. A phase
    which the other version does not have is left without marks: all of it differs.
    """
    pair = next(one for one in pairs_of(plan, other) if one.before == number)
    if pair.after is None:
        return scene
    members = [one.member for one in changes(plan, other) if one.phase == pair.label and one.member]
    at = situations(plan)[number - 1]
    on = ground_of(at, devices_of(at))
    marks = [Mark(f"changed-{member}", tuple(_bar(on, member, place))) for member, place in _places(at, members)]
    if "signs" in members:
        theirs = _signs(other.phases[pair.after - 1])
        moved = [at_m for code, at_m in _signs(at.phase) if (code, at_m) not in theirs]
        marks += [Mark("changed-signs", (_ring(on, at_m),)) for at_m in moved]
    return replace(scene, shapes=(*scene.shapes, *marks))


def _places(at: Situation, members: list[str]) -> Iterator[tuple[str, Place]]:
    for member in members:
        name = member.rpartition(".")[2]
        if name == "signs" or member.split(".")[0] in NOWHERE:
            continue
        place = place_of(at, name)
        if place is not None:
            yield name, place


def _bar(on: Ground, name: str, place: Place) -> Iterator[Shape]:
    y = DIMENSION_MM if name in AREAS else on.y_mm(on.top_m)
    left, right = (on.x_mm(at_m) for at_m in place)
    if right - left < BAR_MM:
        yield Circle(left, y, RING_MM / 2, fill=CHANGED, stroke="")
    else:
        yield line((left, y), (right, y), stroke=CHANGED, width_mm=BAR_MM)


def _ring(on: Ground, at_m: float) -> Circle:
    return Circle(on.x_mm(at_m), on.y_mm(on.bottom_m), RING_MM, stroke=CHANGED, width_mm=0.8)


def _signs(phase: Phase) -> set[tuple[str, float]]:
    return {(sign.code, sign.at_m) for sign in phase.signs or ()}
