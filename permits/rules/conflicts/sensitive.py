"""Schools, hospitals and fire stations whose way in lies near."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from core import geo
from permits.rules.conflicts.conflict import Conflict, Severity, met
from permits.rules.conflicts.limits import Limits
from permits.rules.conflicts.occupation import CARRIAGEWAY, WHOLE_DAY, Occupation, together
from permits.rules.conflicts.site import Site


@dataclass(frozen=True)
class Guarded:
    """A sensitive place. key: the caller's own. kind: school, hospital or fire_station. place: WGS84, its way in."""

    key: int
    kind: str
    place: BaseGeometry
    name: str
    name_en: str = ""


def sensitive_places(site: Site, places: Iterable[Guarded], limits: Limits) -> Iterator[Conflict]:
    """One conflict with every near place: high for a full closure, medium where the carriageway is taken, else low.

    A school only minds works in the hours in which children come and go (a setting); a full closure then is medium,
    anything else low. No shift of dates helps.
    """
    for guarded in places:
        if site.far_from(guarded.place, limits.sensitive_within_m):
            continue
        distance_m = geo.distance_m(site.place, guarded.place)
        if distance_m > limits.sensitive_within_m:
            continue
        school = guarded.kind == "school"
        hours = limits.school_hours if school else WHOLE_DAY
        at = together(site.occupations, (Occupation(site.days, hours),))
        if at is None:
            continue
        full = any(mine == "full" for mine, _ in at.closures)
        taken = any(mine in CARRIAGEWAY for mine, _ in at.closures)
        severity = Severity.HIGH if full else Severity.MEDIUM if taken else Severity.LOW
        if school:
            severity = Severity.MEDIUM if full else Severity.LOW
        yield met(
            "sensitive_place", severity, at, fact=guarded.key, distance_m=distance_m, place=guarded.place,
            says=f"sensitive_place.{guarded.kind}", data={"name": guarded.name, "name_en": guarded.name_en},
        )  # fmt: skip
