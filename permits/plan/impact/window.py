"""The hours of the day in which a closure costs least, and in one sentence what they save."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from permits.plan.hours import HOURS
from permits.plan.sentences import sentence

#: Less than this is not worth moving a closure for.
WORTH_VEH_H, WORTH_PCU = 0.5, 10.0

#: Vehicle hours a day which a closure in these whole hours costs.
Delay = Callable[[frozenset[int]], float]


@dataclass(frozen=True)
class Proposal:
    """Other hours for a closure, `HH:MM`. saves: delay and traffic met, against the hours of the plan.

    message: {"zh": …, "en": …}.
    """

    from_time: str
    to_time: str
    saves_delay_veh_h: float | None
    saves_traffic_pcu: float
    message: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def best_window(volumes: Sequence[float], closed: Sequence[float], delay: Delay) -> tuple[str, str] | None:
    """The window of whole hours, as long as the closure, with the least delay and then the least traffic.

    closed: the share of each hour. None when nothing or everything is closed, so that there is no choice.
    """
    length = round(sum(closed))
    if not 0 < length < HOURS:
        return None

    def cost(start: int) -> tuple[float, float]:
        hours = _hours(start, length)
        return round(delay(hours), 6), sum(volumes[hour] for hour in hours)

    start = min(range(HOURS), key=cost)
    return _times(start, length)


def calm_window(volumes: Sequence[float], most_pcu_h: float) -> tuple[str, str] | None:
    """The longest run of whole hours in which the demand stays at or below `most_pcu_h`.

    None when no hour does; 00:00 to 24:00 when all do.
    """
    calm = [volume <= most_pcu_h for volume in volumes]
    if all(calm):
        return "00:00", "24:00"
    # An hour before each run is not calm, so runs over midnight are found whole.
    starts = [hour for hour in range(HOURS) if calm[hour] and not calm[hour - 1]]
    if not starts:
        return None

    def length(start: int) -> int:
        return next(n for n in range(1, HOURS) if not calm[(start + n) % HOURS])

    start = max(starts, key=length)
    return _times(start, length(start))


def proposal(
    window: tuple[str, str] | None,
    instead_of: Sequence[tuple[str, str]],
    volumes: Sequence[float],
    closed: Sequence[float],
    delay_now_veh_h: float | None,
    delay: Delay,
) -> Proposal | None:
    """What moving the closure into `window` saves; None when it saves nothing worth the trouble.

    delay_now_veh_h: of the plan's own hours; None for a full closure, whose traffic goes another way.
    """
    if window is None:
        return None
    start, end = (int(time[:2]) for time in window)
    hours = _hours(start, (end - start) % HOURS)
    saved_pcu = sum(v * share for v, share in zip(volumes, closed, strict=True)) - sum(volumes[h] for h in hours)
    saved_veh_h = None if delay_now_veh_h is None else delay_now_veh_h - delay(hours)
    words = {"window": "–".join(window), "now": ", ".join("–".join(span) for span in instead_of)}
    if saved_veh_h is not None and saved_veh_h >= WORTH_VEH_H:
        message = sentence("impact.saves_delay", saved=f"{saved_veh_h:,.0f}", **words)
    elif saved_pcu >= WORTH_PCU and (saved_veh_h is None or saved_veh_h > -WORTH_VEH_H):
        code = "impact.saves_diversion" if saved_veh_h is None else "impact.saves_traffic"
        message = sentence(code, saved=f"{saved_pcu:,.0f}", **words)
    else:
        return None
    return Proposal(*window, saved_veh_h, saved_pcu, message)


def _hours(start: int, length: int) -> frozenset[int]:
    return frozenset((start + n) % HOURS for n in range(length))


def _times(start: int, length: int) -> tuple[str, str]:
    return f"{start:02d}:00", f"{(start + length) % HOURS:02d}:00"
