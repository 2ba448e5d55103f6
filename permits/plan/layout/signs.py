"""Which temporary signs a phase needs and where each stands, from tables/sign_places.csv."""

from dataclasses import dataclass

from permits.plan.layout.areas import areas_of
from permits.plan.model import Sign
from permits.plan.situation import Situation
from permits.plan.standards import constant, value
from permits.plan.tables import rows


@dataclass(frozen=True)
class SignPlace:
    """One row: the sign, for which layouts and roads, and its place as a share of an area plus a shift in m."""

    code: str
    closes: tuple[str, ...]
    roads: str
    area: str
    share: float
    shift_m: float
    strength: str
    clause: str


SIGN_PLACES = tuple(
    SignPlace(
        **{
            **row,
            "closes": tuple(row["closes"].split()),
            "share": float(row["share"]),
            "shift_m": float(row["shift_m"]),
        }
    )
    for row in rows("sign_places")
)


def places_for(at: Situation) -> tuple[SignPlace, ...]:
    """The rows that hold for a phase on its road."""
    return tuple(p for p in SIGN_PLACES if at.layout.closes in p.closes and _road_matches(p.roads, at))


def required_codes(at: Situation) -> dict[str, str]:
    """The signs without which the phase may not stand (应), each with its clause.

    A sign of an area whose place is unknown is not asked for: its input is missing.
    """
    known = {area.kind for area in areas_of(at)}
    return {p.code: p.clause for p in places_for(at) if p.strength == "shall" and p.area in known}


def propose_signs(at: Situation) -> tuple[Sign, ...]:
    """Every sign of the phase in the order a driver meets them, including one for each speed step."""
    spans = {area.kind: area for area in areas_of(at)}
    signs = []
    for place in places_for(at):
        if place.area == "junction":
            junction_m = at.road.upstream_junction_m or 0.0
            warning = spans.get("advance_warning")
            signs.append(Sign(code=place.code, at_m=round((warning.to_m if warning else 0.0) - junction_m, 1)))
        elif place.area in spans:
            area = spans[place.area]
            signs.append(
                Sign(code=place.code, at_m=round(area.from_m + place.share * area.length_m + place.shift_m, 1))
            )
    signs += _step_signs(at, signs)
    return tuple(sorted(signs, key=lambda sign: sign.at_m))


def _step_signs(at: Situation, signs: list[Sign]) -> list[Sign]:
    """The limits between the road's own and the work zone's: each 200 m before the next (GB 5768.4-2017 4.2)."""
    final = next((s.at_m for s in signs if s.code == "workzone_speed_limit"), None)
    ends = (at.road.speed_limit_kmh or at.road.design_speed_kmh, at.phase.workzone_speed_kmh)
    between = [limit for limit in at.phase.speed_steps_kmh or () if limit not in ends]
    if final is None:
        return []
    distance = constant("speed_step_distance").value
    return [Sign(code="workzone_speed_limit", at_m=final - distance * n) for n in range(1, len(between) + 1)]


def _road_matches(roads: str, at: Situation) -> bool:
    urban = at.road.kind == "city"
    expressway = at.road.road_class == "expressway"
    if roads == "urban_expressway":
        return urban and expressway
    if roads == "fast":
        return expressway or at.road.kind == "highway"
    if roads in ("far_junction", "near_junction"):
        row = value("advance_sign_from_junction", road_kind=at.road.kind)
        if row is None or expressway or at.road.upstream_junction_m is None:
            return False
        return (at.road.upstream_junction_m >= row.value) == (roads == "far_junction")
    return True
