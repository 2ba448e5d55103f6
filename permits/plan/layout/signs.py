"""Which temporary signs a phase needs and where each stands, from tables/sign_places.csv."""

from dataclasses import dataclass

from permits.plan.layout.areas import Area, areas_of
from permits.plan.model import Sign
from permits.plan.situation import Situation
from permits.plan.standards import constant, value
from permits.plan.tables import rows


@dataclass(frozen=True)
class SignPlace:
    """One row: the sign, for which layouts and roads, and its place as a share of an area plus a shift in m.

    proven_on: fast when its clause is written for expressways and highways only, else any.
    """

    code: str
    closes: tuple[str, ...]
    roads: str
    area: str
    share: float
    shift_m: float
    strength: str
    clause: str
    proven_on: str


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

NAMES = {row["code"]: {"zh": row["zh"], "en": row["en"]} for row in rows("signs")}


def places_for(at: Situation) -> tuple[SignPlace, ...]:
    """The rows that hold for a phase on its road."""
    return tuple(p for p in SIGN_PLACES if at.layout.closes in p.closes and _road_matches(p.roads, at))


def place_m(place: SignPlace, at: Situation, areas: dict[str, Area]) -> float | None:
    """Where a sign stands, m from the start of the advance-warning area; None when that cannot be known."""
    if place.area == "junction":
        warning = areas.get("advance_warning")
        return (warning.to_m if warning else 0.0) - (at.road.upstream_junction_m or 0.0)
    area = areas.get(place.area)
    return None if area is None else area.from_m + place.share * area.length_m + place.shift_m


def propose_signs(at: Situation) -> tuple[Sign, ...]:
    """Every sign of the phase in the order a driver meets them, including one for each speed step.

    Where the works move and no length is given, their sign is where the vehicle starts.
    """
    areas = {area.kind: area for area in areas_of(at)}
    unknown = 0.0 if at.layout.closes == "moving" else None
    places = [(place.code, place_m(place, at, areas)) for place in places_for(at)]
    placed = [(code, unknown if at_m is None else at_m) for code, at_m in places]
    signs = [Sign(code=code, at_m=round(at_m, 1)) for code, at_m in placed if at_m is not None]
    signs += _step_signs(at, signs)
    return tuple(sorted(signs, key=lambda sign: sign.at_m))


def is_fast(at: Situation) -> bool:
    """Whether the example C.2.1 of GB 5768.4-2017 was drawn for such a road: expressways and highways."""
    return at.road.road_class == "expressway" or at.road.kind == "highway"


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
        return is_fast(at)
    if roads in ("far_junction", "near_junction"):
        row = value("advance_sign_from_junction", road_kind=at.road.kind)
        if row is None or expressway or at.road.upstream_junction_m is None:
            return False
        return (at.road.upstream_junction_m >= row.value) == (roads == "far_junction")
    return True
