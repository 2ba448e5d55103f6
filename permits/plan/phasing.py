"""Phases made out of other phases: copied, mirrored to the other side, moved in time, put into another order.

Every function takes phases in the plan's format as they are stored, finished or not, and gives new ones; what it does
not understand it leaves as it is.
"""

import copy
import datetime as dt
from collections.abc import Sequence
from typing import Any

Phase = dict[str, Any]

#: Which layout is the same closure seen from the other side of the carriageway; every other one is its own mirror.
MIRRORED_LAYOUT = {"L01": "L02", "L02": "L01"}
MOST_DAYS = 3660


def mirrored(phase: Phase, lanes: int | None) -> Phase:
    """The phase on the other side of its direction: lane i becomes lanes + 1 − i, outer becomes inner.

    Mirrored twice it is the same again. lanes: motor lanes of the direction; None leaves the lane numbers alone, and
    so does a lane the road does not have.
    """
    other = copy.deepcopy(phase)
    layout = phase.get("layout")
    if isinstance(layout, str):
        other["layout"] = MIRRORED_LAYOUT.get(layout, layout)
    closed = phase.get("closed_lanes")
    if lanes and isinstance(closed, list) and all(_is_lane(lane, lanes) for lane in closed):
        other["closed_lanes"] = sorted(lanes + 1 - lane for lane in closed)
    return other


def shifted(phase: Phase, days: int) -> Phase:
    """The phase so many days later, or earlier when negative; OverflowError when that leaves the calendar."""
    other = copy.deepcopy(phase)
    for name in ("starts_on", "ends_on"):
        if (day := day_of(phase, name)) is not None:
            other[name] = (day + dt.timedelta(days=days)).isoformat()
    return other


def shift_from(phases: Sequence[Phase], number: int, days: int, *, later_too: bool) -> list[Phase]:
    """The plan's phases with phase `number` (1 first) moved, and with `later_too` every one that starts after it."""
    first = day_of(phases[number - 1], "starts_on")
    moves = [
        place == number or (later_too and first is not None and (day_of(phase, "starts_on") or first) > first)
        for place, phase in enumerate(phases, 1)
    ]
    return [shifted(phase, days) if moving else phase for phase, moving in zip(phases, moves, strict=True)]


def days_to_follow(phases: Sequence[Phase], number: int) -> int | None:
    """By how many days phase `number` must move to begin the day after the one before it in time ends.

    None when it is the first one or dates are missing.
    """
    starts_on = day_of(phases[number - 1], "starts_on")
    if starts_on is None:
        return None
    others = [phase for place, phase in enumerate(phases, 1) if place != number]
    earlier = [phase for phase in others if (day_of(phase, "starts_on") or dt.date.max) <= starts_on]
    ends = [day for phase in earlier if (day := day_of(phase, "ends_on"))]
    return (max(ends) + dt.timedelta(days=1) - starts_on).days if ends else None


def copied(phases: Sequence[Phase], number: int, *, name: str, lanes: int | None, mirror: bool) -> Phase:
    """A copy of phase `number` under another name that begins the day after the last phase ends, as long as it was."""
    original = phases[number - 1]
    twin = mirrored(original, lanes) if mirror else copy.deepcopy(original)
    twin["name"] = name
    starts_on = day_of(original, "starts_on")
    ends = [day for phase in phases if (day := day_of(phase, "ends_on"))]
    if starts_on is None or not ends:
        return twin
    return shifted(twin, (max(ends) + dt.timedelta(days=1) - starts_on).days)


def moved(phases: Sequence[Phase], number: int, places: int) -> list[Phase]:
    """The phases with phase `number` so many places later, or earlier when negative; at most to an end."""
    order = list(phases)
    phase = order.pop(number - 1)
    order.insert(min(max(number - 1 + places, 0), len(order)), phase)
    return order


def free_name(phases: Sequence[Phase], wanted: str) -> str:
    """The wanted name, followed by a number when another phase has it already."""
    taken = {phase.get("name") for phase in phases}
    names = (wanted, *(f"{wanted} ({n})" for n in range(2, len(phases) + 3)))
    return next(name for name in names if name not in taken)


def day_of(phase: Phase, name: str) -> dt.date | None:
    """The day a member names; None when there is none or it cannot be read."""
    try:
        return dt.date.fromisoformat(phase.get(name) or "")
    except (TypeError, ValueError):
        return None


def _is_lane(lane: Any, lanes: int) -> bool:
    return isinstance(lane, int) and not isinstance(lane, bool) and 1 <= lane <= lanes
