"""A plan that passes, and small changes to it."""

import copy
from typing import Any

from permits.plan import parse
from permits.plan.check import CheckResult, check
from permits.plan.finding import Finding

LINE = {"type": "LineString", "coordinates": [[120.6387, 27.7829], [120.6489, 27.7807]]}

PASSING = {
    "road": {
        "name": "万松东路",
        "kind": "city",
        "class": "arterial",
        "design_speed_kmh": 60,
        "speed_limit_kmh": 60,
        "lanes": 3,
        "lanes_opposite": 3,
        "lane_width_m": 3.5,
        "upstream_junction_m": 450,
        "opened_on": "2015-06-01",
        "overhauled_on": None,
        "hourly_volume_pcu": [200] * 6 + [1200] * 14 + [600] * 4,
        "centreline": LINE,
    },
    "works": {
        "excavation": True,
        "emergency": False,
        "notice_published_on": "2026-12-01",
        "government_approval": False,
    },
    "phases": [
        {
            "name": "一期",
            "starts_on": "2026-12-07",
            "ends_on": "2026-12-20",
            "daily_hours": [["22:00", "05:00"]],
            "layout": "L01",
            "closed_lanes": [3],
            "offset_m": 3.5,
            "lengths_m": {
                "advance_warning": 40,
                "upstream_taper": 82,
                "buffer": 100,
                "work_area": 120,
                "downstream_taper": 30,
                "termination": 30,
            },
            "workzone_speed_kmh": 40,
            "speed_steps_kmh": [60, 40],
            "remaining_lane_width_m": 3.25,
            "pedestrian_width_m": 1.5,
            "cycle_width_m": 2.0,
            "hoarding": {"height_m": 1.8, "distance_to_junction_m": 60, "see_through_above_m": None},
            "signs": [
                {"code": "works_at_upstream_junction", "at_m": -410},
                {"code": "works_ahead", "at_m": 0},
                {"code": "lane_reduction", "at_m": 20},
                {"code": "workzone_speed_limit", "at_m": 35},
                {"code": "chevron", "at_m": 81},
                {"code": "barricade", "at_m": 222},
                {"code": "workzone_end", "at_m": 402},
                {"code": "speed_limit_restored", "at_m": 404},
            ],
            "flaggers": 0,
            "temporary_signals": False,
            "temporary_passage": False,
            "detour": None,
        }
    ],
}

REMOVED = object()


def changed(**changes: Any) -> dict[str, Any]:
    """The passing plan with members of `road`, `works` or the first phase changed, or REMOVED.

    A name is looked for among the lengths, then the phase, then the works, else it is one of the road.
    """
    data = copy.deepcopy(PASSING)
    phase = data["phases"][0]
    for name, value in changes.items():
        name = name.rstrip("_")
        owner = next((o for o in (phase["lengths_m"], phase, data["works"]) if name in o), data["road"])
        if value is REMOVED:
            owner.pop(name)
        else:
            owner[name] = value
    return data


def checked(**changes: Any) -> CheckResult:
    """What the checker says about the changed plan."""
    return check(parse(changed(**changes)))


def found(rule: str, **changes: Any) -> list[Finding]:
    """The findings of one rule about the changed plan."""
    return [finding for finding in checked(**changes).findings if finding.rule == rule]
