"""When a works closes the road, by day and hour, and when two of them do so at once.

A daily window belongs to the day on which it begins: 22:00 to 05:00 of the last day ends on the morning after it.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from permits.rules.application import closure_of_layouts
from permits.rules.conflicts.days import Days, hull, shared_days

DAY_MIN = 24 * 60
#: What keeps motor traffic back; what is not known counts as if it did.
CARRIAGEWAY = frozenset({"full", "half", "lane", "unknown"})


class Window(NamedTuple):
    """Minutes from the midnight before; to_min is beyond 1440 when it ends on the next day."""

    from_min: int
    to_min: int


WHOLE_DAY = (Window(0, DAY_MIN),)


class Clash(NamedTuple):
    """A window of one day of a, and one of b `later_days` days later, that have a minute in common."""

    a: Window
    b: Window
    later_days: int


@dataclass(frozen=True)
class Occupation:
    """A phase of a works. windows: of every day. closure: as permits.models.place.Closure. label: the phase's name."""

    days: Days
    windows: tuple[Window, ...] = WHOLE_DAY
    closure: str = "unknown"
    label: str = ""


@dataclass(frozen=True)
class Together:
    """When two occupations close the road at once.

    days: from the first to the last day. windows: of the day, merged, as minutes of the first day of each. closures:
    of a and of b, for each pair of phases that meet. labels: of a's phases that meet b.
    """

    days: Days
    windows: tuple[Window, ...]
    closures: frozenset[tuple[str, str]]
    labels: tuple[str, ...]


def windows_of(daily_hours: Any) -> tuple[Window, ...]:
    """The windows of [["22:00", "05:00"], …]; the whole day when there is none or none can be read."""
    found = set()
    for pair in daily_hours if isinstance(daily_hours, list | tuple) else ():
        if isinstance(pair, list | tuple) and len(pair) == 2:
            start, end = _minute(pair[0]), _minute(pair[1])
            if start is not None and end is not None and start != end and start < DAY_MIN:
                found.add(Window(start, end if end > start else end + DAY_MIN))
    return tuple(sorted(found)) or WHOLE_DAY


def hours_of(windows: Iterable[Window]) -> list[list[str]]:
    """The windows as the plan format writes them; nothing for the whole day."""
    windows = tuple(windows)
    if windows == WHOLE_DAY:
        return []
    return [[_clock(window.from_min), _clock(window.to_min)] for window in windows]


def occupations_of(plan: Any, days: Days, closure: str) -> tuple[Occupation, ...]:
    """The phases of a plan, finished or not, as far as they lie on `days`; without any, all of `days` with `closure`.

    plan: JSON in the plan format. days: the dates of the works or the case, which a permit may have cut.
    """
    plan = plan if isinstance(plan, dict) else {}
    road = plan.get("road") if isinstance(plan.get("road"), dict) else {}
    found = []
    for number, phase in enumerate(plan.get("phases") or (), 1):
        if isinstance(phase, dict) and (own := phase_days(phase)) and (kept := shared_days(own, days)):
            label = str(phase.get("name") or number)
            found.append(Occupation(kept, windows_of(phase.get("daily_hours")), closure_of_phase(phase, road), label))
    return tuple(found) or (Occupation(days, closure=closure),)


def phase_days(phase: dict[str, Any]) -> Days | None:
    """The days of a phase; None when they cannot be read or stand in the wrong order."""
    try:
        days = Days(dt.date.fromisoformat(phase["starts_on"]), dt.date.fromisoformat(phase["ends_on"]))
    except (KeyError, TypeError, ValueError):
        return None
    return days if days.starts_on <= days.ends_on else None


def closure_of_phase(phase: dict[str, Any], road: dict[str, Any]) -> str:
    """What a phase closes: "full" too when no lane is left and its layout leads nobody past on the other side."""
    closure = closure_of_layouts([str(phase.get("layout"))])
    lanes, closed = road.get("lanes"), phase.get("closed_lanes")
    if closure not in ("lane", "half") or not isinstance(lanes, int) or not isinstance(closed, list):
        return closure
    none_left = lanes > 0 and set(range(1, lanes + 1)) <= {lane for lane in closed if isinstance(lane, int)}
    return "full" if none_left and (closure == "lane" or road.get("lanes_opposite") == 0) else closure


def clashes(a: Occupation, b: Occupation) -> tuple[Clash, ...]:
    """Which windows have a minute in common when b's day is the day before a's, the same, or the day after."""
    return tuple(
        Clash(mine, theirs, later)
        for mine in a.windows
        for theirs in b.windows
        for later in (-1, 0, 1)
        if mine.from_min < later * DAY_MIN + theirs.to_min and later * DAY_MIN + theirs.from_min < mine.to_min
    )


def together(a: Iterable[Occupation], b: Sequence[Occupation]) -> Together | None:
    """When any phase of a and any of b close the road at once; None when never."""
    days, windows, closures, labels = [], set(), set(), []
    for mine in a:
        for theirs in b:
            for clash in clashes(mine, theirs):
                later = dt.timedelta(clash.later_days)
                shared = shared_days(mine.days, Days(theirs.days.starts_on - later, theirs.days.ends_on - later))
                if shared is None:
                    continue
                window = _common(clash)
                # Counted from the day of a's window; it may lie wholly beyond midnight.
                over = dt.timedelta(window.from_min // DAY_MIN)
                days.append(Days(shared.starts_on + over, shared.ends_on + over))
                windows.add(
                    Window(window.from_min % DAY_MIN, window.from_min % DAY_MIN + window.to_min - window.from_min)
                )
                closures.add((mine.closure, theirs.closure))
                if mine.label not in labels:
                    labels.append(mine.label)
    if not days:
        return None
    return Together(hull(days), merged(windows), frozenset(closures), tuple(label for label in labels if label))


def same_days(a: Iterable[Occupation], b: Sequence[Occupation]) -> Days | None:
    """From the first to the last day on which phases of both stand, whatever their hours; None when there is none."""
    return hull(shared for mine in a for theirs in b if (shared := shared_days(mine.days, theirs.days)))


def merged(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The same minutes in as few windows as possible, in order; over midnight as one; the whole day from 00:00."""
    found: list[Window] = []
    for window in sorted(windows):
        if found and window.from_min <= found[-1].to_min:
            found[-1] = Window(found[-1].from_min, max(found[-1].to_min, window.to_min))
        else:
            found.append(window)
    if any(window.to_min - window.from_min >= DAY_MIN for window in found):
        return WHOLE_DAY
    if len(found) > 1 and found[0].from_min == 0 and found[-1].to_min == DAY_MIN:
        morning, *found = found
        found[-1] = Window(found[-1].from_min, DAY_MIN + morning.to_min)
    return tuple(found)


def _common(clash: Clash) -> Window:
    moved = clash.later_days * DAY_MIN
    return Window(max(clash.a.from_min, clash.b.from_min + moved), min(clash.a.to_min, clash.b.to_min + moved))


def _clock(minute: int) -> str:
    hours, minutes = divmod(minute if minute == DAY_MIN else minute % DAY_MIN, 60)
    return f"{hours:02d}:{minutes:02d}"


def _minute(text: Any) -> int | None:
    hours, colon, minutes = text.partition(":") if isinstance(text, str) else ("", "", "")
    if not (colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
        return None
    minute = int(hours[:3]) * 60 + int(minutes[:3])
    return minute if int(minutes[:3]) < 60 and minute <= DAY_MIN else None
