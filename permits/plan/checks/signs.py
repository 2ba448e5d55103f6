"""Rules on temporary signs: P10, P11, P12, S24."""

from collections.abc import Iterator
from itertools import groupby

from permits.plan.finding import WARN, Finding, finding
from permits.plan.layout.areas import areas_of
from permits.plan.layout.signs import NAMES, SignPlace, is_fast, place_m, places_for
from permits.plan.situation import Situation, shorter
from permits.plan.standards import value

AT_JUNCTION = "works_at_upstream_junction"
# Classes of the plan format which hold the expressways and the first-class highways.
FIRST_CLASS = ("expressway", "arterial")
# Layouts that leave the opposite direction alone, and the area where the zone's last signs stand.
ONE_WAY, LAST_AREA = ("outer", "inner", "middle", "edge"), "termination"
ADVANCE_SIGNS = ("works_in_300m", "works_in_1km_and_300m", AT_JUNCTION)


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
        proven = _proven(place, at)
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


def junction_sign(at: Situation) -> Iterator[Finding]:
    """P10: with the upstream junction near, a works sign at its exit. GB 51038-2015 10.1.4-1.

    The clause says how far "far" is (500 m), not how near "near", so it only warns.
    """
    if at.phase.signs is None or not {sign.code for sign in at.phase.signs}.isdisjoint(ADVANCE_SIGNS):
        return
    for place in places_for(at):
        if place.code == AT_JUNCTION:
            where_m = place_m(place, at, {area.kind: area for area in areas_of(at)})
            yield finding(
                "P10",
                phase=at.label,
                parameter=place.code,
                level=WARN,
                clause=place.clause,
                sign=NAMES[place.code],
                at=round(where_m),
                place=(where_m, where_m),
            )


def signs_in_place(at: Situation) -> Iterator[Finding]:
    """S24: a sign that speaks of the zone does not stand behind the beginning of the work, where it warns nobody.

    Signs of the work area itself not behind its end. Only where the plan's signs can face no other traffic than that
    of the direction affected.
    """
    if at.layout.closes not in ONE_WAY:
        return
    work = next((area for area in areas_of(at) if area.kind == "work_area"), None)
    for code, places in groupby(sorted(places_for(at), key=_code), key=_code):
        rows = [row for row in places if row.area != LAST_AREA]
        given = [sign.at_m for sign in at.phase.signs or () if sign.code == code]
        if not given or not rows or work is None:
            continue
        actual_m = max(given)
        required_m = work.to_m if any(row.area == work.kind for row in rows) else work.from_m
        if shorter(required_m, actual_m):
            yield finding(
                "S24",
                phase=at.label,
                parameter=code,
                actual=actual_m,
                required=required_m,
                unit="m",
                certainty="" if _proven(rows[0], at) else "secondary",
                clause=rows[0].clause,
                sign=NAMES[code],
                place=(actual_m, actual_m),
            )


def _code(place: SignPlace) -> str:
    return place.code


def _proven(place: SignPlace, at: Situation) -> bool:
    """Whether the clause of a sign was written for such a road: C.2.1 for expressways and first-class highways."""
    return place.proven_on == "any" or (is_fast(at) and at.road.road_class in FIRST_CLASS)


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
            by=row,
            near=value("advance_sign_distance", road_kind=at.road.kind).value,
        )


def expressway_signs(at: Situation) -> Iterator[Finding]:
    """P12: an urban expressway has advance signs at 1 km and 300 m. GB 51038-2015 10.1.4-2."""
    if at.road.kind != "city" or at.road.road_class != "expressway" or at.phase.signs is None:
        return
    if at.layout.closes != "moving" and "works_in_1km_and_300m" not in {sign.code for sign in at.phase.signs}:
        near, far = (value(f"advance_sign_distance{which}", road_kind=at.road.kind) for which in ("", "_far"))
        yield finding("P12", phase=at.label, parameter="works_in_1km_and_300m", near=near.value, far=far.value)
