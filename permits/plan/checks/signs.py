"""Rules on temporary signs: P10, P11, P12."""

from collections.abc import Iterator

from permits.plan.finding import WARN, Finding, finding
from permits.plan.layout.areas import areas_of
from permits.plan.layout.signs import NAMES, is_fast, place_m, places_for
from permits.plan.situation import Situation
from permits.plan.standards import value

ADVANCE_SIGNS = ("works_in_300m", "works_in_1km_and_300m", "works_at_upstream_junction")


def required_signs(at: Situation) -> Iterator[Finding]:
    """P10: the signs of the layout are there. GB 5768.4-2017 C.2, GB 51038-2015 10.1.

    The example C.2.1 is drawn for expressways and first-class highways; on other roads its signs are only advised.
    A sign whose place cannot be known, for want of a length, is not asked for.
    """
    if at.phase.signs is None:
        return
    given = {sign.code for sign in at.phase.signs}
    areas = {area.kind: area for area in areas_of(at)}
    for place in places_for(at):
        where_m = place_m(place, at, areas)
        if place.strength != "shall" or place.code in (*ADVANCE_SIGNS, *given) or where_m is None:
            continue
        given.add(place.code)
        proven = place.proven_on == "any" or is_fast(at)
        yield finding(
            "P10",
            phase=at.label,
            parameter=place.code,
            level="" if proven else WARN,
            certainty="" if proven else "secondary",
            clause=place.clause,
            sign=NAMES[place.code],
            at=round(where_m),
            place=(where_m, where_m),
        )


def advance_sign(at: Situation) -> Iterator[Finding]:
    """P11: with 500 m or more to the upstream junction a 300 m advance sign is advised. GB 51038-2015 10.1.4-1."""
    row = value("advance_sign_from_junction", road_kind=at.road.kind)
    junction_m = at.road.upstream_junction_m
    if row is None or junction_m is None or at.phase.signs is None or at.road.road_class == "expressway":
        return
    given = {sign.code for sign in at.phase.signs}
    if junction_m >= row.value and at.layout.closes != "moving" and given.isdisjoint(ADVANCE_SIGNS[:2]):
        yield finding(
            "P11",
            phase=at.label,
            parameter="works_in_300m",
            actual=junction_m,
            required=row.value,
            unit=row.unit,
            clause=row.clause,
            certainty=row.certainty,
        )


def expressway_signs(at: Situation) -> Iterator[Finding]:
    """P12: an urban expressway has advance signs at 1 km and 300 m. GB 51038-2015 10.1.4-2."""
    if at.road.kind != "city" or at.road.road_class != "expressway" or at.phase.signs is None:
        return
    if at.layout.closes != "moving" and "works_in_1km_and_300m" not in {sign.code for sign in at.phase.signs}:
        yield finding("P12", phase=at.label, parameter="works_in_1km_and_300m")
