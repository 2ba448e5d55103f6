"""All works of the register that are in each other's way."""

from dataclasses import dataclass

from shapely.geometry import shape

from core import geo
from permits.rules.conflicts.days import Days, shared_days
from permits.selectors.standing import open_works


@dataclass(frozen=True)
class Pair:
    """Two works of the register in each other's way, a's number before b's."""

    a: str
    b: str
    a_ref: str | None
    b_ref: str | None
    distance_m: float
    shared: Days


def register_pairs(within_m: float) -> tuple[Pair, ...]:
    """Every two open works of the register within `within_m` metres of each other on the same days, by number."""
    placed = open_works().filter(geometry__isnull=False, starts_on__isnull=False, ends_on__isnull=False)
    rows = list(placed.order_by("number").values_list("number", "external_ref", "geometry", "starts_on", "ends_on"))
    days = [Days(starts_on, ends_on) for *_rest, starts_on, ends_on in rows]
    near = geo.pairs_within_m(
        [shape(geometry) for _number, _ref, geometry, *_rest in rows],
        within_m,
        wanted=lambda i, j: shared_days(days[i], days[j]) is not None,
    )
    return tuple(
        Pair(rows[i][0], rows[j][0], rows[i][1], rows[j][1], distance_m, shared_days(days[i], days[j]))
        for i, j, distance_m in near
    )
