"""Traffic-organization plans of the demo city: the engine's own least plan that passes, sometimes a little short."""

import datetime as dt
import random
from typing import Any

from permits.plan import as_json, parse
from permits.plan.layout.complete import complete

#: Layout and how often it is chosen.
LAYOUTS = {
    "L01": 34, "L02": 8, "L04": 10, "L05": 7, "L06": 12, "L07": 10, "L08": 3, "L09": 4, "L10": 8, "L11": 2, "L12": 2,
}  # fmt: skip
NIGHT = [["22:00", "05:00"]]
OFF_PEAK = [["09:00", "16:30"]]
#: Distances people type where the register knows no junction.
TYPED_JUNCTION_M = (180, 260, 420, 650)


def choose_layout(rng: random.Random, lanes: int) -> str:
    """A layout that a road with so many lanes one way has room for."""
    allowed = {code: weight for code, weight in LAYOUTS.items() if lanes > 1 or code not in ("L01", "L02")}
    return rng.choices(list(allowed), weights=list(allowed.values()))[0]


def make_plan(
    rng: random.Random,
    *,
    road: dict[str, Any],
    layout: str,
    starts_on: dt.date,
    ends_on: dt.date,
    length_m: float,
    detour_line: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """A plan in the format of docs/plan.schema.json, in one or two phases. road: in that format, as registered."""
    road = {"upstream_junction_m": rng.choice(TYPED_JUNCTION_M), **road}
    days = (ends_on - starts_on).days
    cuts = [starts_on, ends_on]
    if days > 40 and rng.random() < 0.4:
        cuts = [starts_on, starts_on + dt.timedelta(days=days // 2), ends_on]
    phases = []
    for number, (first, last) in enumerate(zip(cuts, cuts[1:], strict=False)):
        phase: dict[str, Any] = {
            "name": "一二三"[number] + "期",
            "starts_on": str(first if number == 0 else first + dt.timedelta(days=1)),
            "ends_on": str(last),
            "layout": layout,
            "lengths_m": {"work_area": round(max(length_m, 20))},
        }
        hours = rng.choices((NIGHT, OFF_PEAK, None), weights=(3, 2, 5))[0]
        if hours:
            phase["daily_hours"] = hours
        if layout == "L10":
            phase["detour"] = {"description": "绕行周边相邻道路，按绕行标志通行。"}
            if detour_line:
                phase["detour"]["line"] = detour_line
        phases.append(phase)
    plan = as_json(complete(parse({"road": road, "works": {}, "phases": phases})))
    if rng.random() < 0.25:  # a warning for the reviewer to weigh
        for phase in plan["phases"]:
            phase["pedestrian_width_m"] = 1.2
    return plan
