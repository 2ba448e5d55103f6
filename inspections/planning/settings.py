"""What the brigade chooses about its rounds: no law or standard sets any of these numbers."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

CERTAINTY = "setting"
OTHER_CLOSURES = "other"


class SettingInvalid(ValueError):
    """A setting that is unknown or cannot be. `name` says which."""

    def __init__(self, name: str, why: str):
        super().__init__(f"{name}: {why}")
        self.name = name


@dataclass(frozen=True)
class PlanningSettings:
    """POLICY DEFAULTS, every one of them.

    interval_days: a site is seen again at the latest so many days after its last visit, by closure. risk_interval_days:
    the same for a site of high risk. start_check_days, report_check_days: after the start of works, after a report of
    the public. permit_ending_days: a visit within the last days of the permit. service_min: minutes at a site.
    speed_kmh, detour_factor: driving, and how much longer a road is than the straight line. optional_extra_min: a site
    that is not yet due is taken along when it costs at most so many more minutes of driving.
    """

    interval_days: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType({"full": 1, "half": 2, "lane": 3, OTHER_CLOSURES: 7})
    )
    risk_interval_days: int = 1
    start_check_days: int = 1
    report_check_days: int = 1
    permit_ending_days: int = 3
    day_starts: dt.time = dt.time(8, 30)
    day_ends: dt.time = dt.time(17, 0)
    service_min: int = 20
    speed_kmh: float = 30.0
    detour_factor: float = 1.3
    optional_extra_min: int = 3

    def __post_init__(self):
        _refuse_impossible(self)

    def interval_of(self, closure: str) -> int:
        """Days between two visits of a site with this closure."""
        return self.interval_days.get(closure, self.interval_days[OTHER_CLOSURES])


def with_overrides(overrides: Mapping[str, Any]) -> PlanningSettings:
    """The defaults with some replaced. Raises SettingInvalid naming what is unknown or impossible."""
    known = {one.name for one in fields(PlanningSettings)}
    for name in overrides:
        if name not in known:
            raise SettingInvalid(name, "no such setting of the rounds")
    return PlanningSettings(**overrides)


def _refuse_impossible(chosen: PlanningSettings) -> None:
    if OTHER_CLOSURES not in chosen.interval_days:
        raise SettingInvalid("interval_days", f"the closure {OTHER_CLOSURES} is missing")
    whole = [*chosen.interval_days.values(), chosen.risk_interval_days, chosen.start_check_days]
    if any(days < 1 for days in (*whole, chosen.report_check_days, chosen.permit_ending_days)):
        raise SettingInvalid("interval_days", "a number of days is at least 1")
    if chosen.day_starts >= chosen.day_ends:
        raise SettingInvalid("day_ends", "the day must end after it starts")
    if chosen.service_min < 1 or chosen.optional_extra_min < 0:
        raise SettingInvalid("service_min", "minutes are not negative, and a visit takes at least one")
    if not (chosen.speed_kmh > 0 and chosen.detour_factor >= 1):
        raise SettingInvalid("speed_kmh", "the speed is above 0 and the detour factor at least 1")
