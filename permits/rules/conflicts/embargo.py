"""Days on which the city wants no works."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from permits.rules.conflicts.conflict import Conflict, Severity, met
from permits.rules.conflicts.days import Days
from permits.rules.conflicts.occupation import DAY_MIN, WHOLE_DAY, Occupation, Window
from permits.rules.conflicts.relation import Relation
from permits.rules.conflicts.site import Site


@dataclass(frozen=True)
class Quiet:
    """An embargo. key: the caller's own. area: WGS84, None for the whole city. road_classes: empty for all."""

    key: int
    days: Days
    name: str
    name_en: str = ""
    ground: str = ""
    windows: tuple[Window, ...] = WHOLE_DAY
    area: BaseGeometry | None = None
    road_classes: frozenset[str] = frozenset()


def window_of(daily_from: dt.time | None, daily_to: dt.time | None) -> tuple[Window, ...]:
    """The window of every day, over midnight when the first is later; without hours the whole day."""
    if daily_from is None or daily_to is None or daily_from == daily_to:
        return WHOLE_DAY
    start, end = (at.hour * 60 + at.minute for at in (daily_from, daily_to))
    return (Window(start, end if end > start else end + DAY_MIN),)


def quiet_here(site: Site, calendar: Iterable[Quiet]) -> Iterator[tuple[Quiet, Relation]]:
    """The embargoes that hold here and for this class of road; a road of unknown class is taken to be of theirs."""
    for quiet in calendar:
        if quiet.road_classes and site.road_class and site.road_class not in quiet.road_classes:
            continue
        if quiet.area is None or quiet.area.intersects(site.place):
            theirs = (Occupation(quiet.days, quiet.windows),)
            yield quiet, Relation(site.occupations, theirs, quiet.key, quiet.area)


def embargo(quiet: Quiet, relation: Relation) -> Conflict | None:
    """Works on days and at hours at which the city wants none: medium, since it is a setting; None when never."""
    at = relation.together
    data = {"name": quiet.name, "name_en": quiet.name_en, "ground": quiet.ground, "until": quiet.days.ends_on}
    return at and met(
        "embargo", Severity.MEDIUM, at, fact=quiet.key, data=data, place=quiet.area, blocked=relation.blocked
    )
