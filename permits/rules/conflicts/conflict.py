"""What a rule of conflicts answers, and the order from the worst to the least."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from shapely.geometry.base import BaseGeometry

from permits.rules.conflicts.days import Days
from permits.rules.conflicts.occupation import Together, Window
from permits.rules.conflicts.shift import Blocked


class Severity(IntEnum):
    """Smaller is worse. A note is a fact worth knowing, not a conflict."""

    HIGH = 1
    MEDIUM = 2
    LOW = 3
    NOTE = 4


#: Of two conflicts alike in severity the one whose kind stands earlier here is the worse.
KINDS = (
    "no_dig",
    "same_place",
    "way_round",
    "on_detour",
    "detour_here",
    "carriageways",
    "sensitive_place",
    "embargo",
    "other_hours",
    "shared_trench",
)
VERIFIED, SETTING = "verified", "setting"


@dataclass(frozen=True)
class Conflict:
    """Something in the way of a works.

    says: code of the sentences, KIND or KIND.variant. others: keys of the works concerned, the nearest first; fact: key
    of the embargo or the sensitive place. distance_m: 0 when they touch, None when it says nothing. days, windows: from
    the first to the last day both are there, and the hours of those days. phases: labels of the own phases concerned.
    data: what the sentences need. place: what to show on the map, WGS84. clause: the article, "" for a setting.
    blocked: shifts of the own dates that leave it; empty when no shift helps.
    """

    kind: str
    severity: Severity
    says: str
    others: tuple[int, ...] = ()
    fact: int | None = None
    distance_m: float | None = None
    days: Days | None = None
    windows: tuple[Window, ...] = ()
    phases: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
    place: BaseGeometry | None = None
    clause: str = ""
    certainty: str = SETTING
    blocked: tuple[Blocked, ...] = ()

    @property
    def rank(self) -> tuple:
        """Sort key, the worst first: severity, kind, nearness, the longest together, the soonest, then the keys."""
        return (
            self.severity,
            KINDS.index(self.kind),
            -1.0 if self.distance_m is None else self.distance_m,
            -self.days.length_days if self.days else 0,
            self.days.starts_on if self.days else dt.date.max,
            self.others,
            -1 if self.fact is None else self.fact,
            self.says,
        )


def met(kind: str, severity: Severity, at: Together, **more: Any) -> Conflict:
    """A conflict of two works that meet in time; `more` as the members of Conflict."""
    more.setdefault("says", kind)
    return Conflict(kind, severity, days=at.days, windows=at.windows, phases=at.labels, **more)


def ranked(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The worst first, always in the same order."""
    return tuple(sorted(conflicts, key=lambda conflict: conflict.rank))
