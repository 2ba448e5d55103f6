"""What the standards, the law and the city's settings demand: every value with its unit, clause and certainty."""

from dataclasses import dataclass
from functools import cache

from permits.plan.tables import rows
from permits.rules.no_dig_period import NoDigYears

ANY_ROAD = "any"


@dataclass(frozen=True)
class Value:
    """One row of tables/values.csv.

    road_kind: city, highway, village or any. speed_up_to_kmh: the highest speed the row holds for, inf when for all.
    strength: shall (应), should (宜), may (可) or setting. certainty: verified, secondary or setting.
    """

    quantity: str
    road_kind: str
    speed_up_to_kmh: float
    value: float
    unit: str
    strength: str
    clause: str
    certainty: str


@dataclass(frozen=True)
class RuleRow:
    """One row of tables/rules.csv: the level (block, warn, info) of a rule, its clause and how sure that clause is."""

    rule: str
    level: str
    overridable: bool
    clause: str
    certainty: str


@dataclass(frozen=True)
class Layout:
    """One of the twelve layouts. closes: what it takes from traffic. taper: full, third or none of the formula."""

    code: str
    zh: str
    en: str
    closes: str
    taper: str
    clause: str


def _value(row: dict[str, str]) -> Value:
    speed = float(row["speed_up_to_kmh"] or "inf")
    return Value(**{**row, "speed_up_to_kmh": speed, "value": float(row["value"])})


VALUES = tuple(_value(row) for row in rows("values"))
RULES = {row["rule"]: RuleRow(**{**row, "overridable": row["overridable"] == "yes"}) for row in rows("rules")}
LAYOUTS = {
    row["layout"]: Layout(row["layout"], row["zh"], row["en"], row["closes"], row["taper"], row["clause"])
    for row in rows("layouts")
}


@cache
def rows_of(quantity: str, road_kind: str) -> tuple[Value, ...]:
    """All rows of a quantity that hold on this kind of road, from the lowest speed up."""
    found = (v for v in VALUES if v.quantity == quantity and v.road_kind in (ANY_ROAD, road_kind))
    return tuple(sorted(found, key=lambda v: v.speed_up_to_kmh))


def value(quantity: str, *, road_kind: str = ANY_ROAD, speed_kmh: float = 0.0) -> Value | None:
    """The row that holds at this speed; between two rows the next higher one. None when no row holds."""
    return next((v for v in rows_of(quantity, road_kind) if speed_kmh <= v.speed_up_to_kmh), None)


def constant(quantity: str) -> Value:
    """The only row of a quantity that depends on nothing. LookupError when there is no such row."""
    (row,) = rows_of(quantity, ANY_ROAD)
    return row


def no_dig_years() -> NoDigYears:
    """How long a new or overhauled road may not be dug up. 城市道路管理条例 33."""
    lasting = (constant(quantity).value for quantity in ("no_dig_after_opening", "no_dig_after_overhaul"))
    return NoDigYears(*map(int, lasting))


def highest_speed_kmh(quantity: str, *, road_kind: str = ANY_ROAD) -> float:
    """The speed at which the table of a quantity ends."""
    return rows_of(quantity, road_kind)[-1].speed_up_to_kmh


def taper_length_m(design_speed_kmh: float, offset_m: float, *, beside_carriageway: bool = False) -> float:
    """Length of the upstream taper, unrounded: V²W/155 up to 60 km/h, 0.625VW above, a third beside the carriageway.

    GB 5768.4-2017 4.4 with GB 5768.3.
    """
    square = value("taper_square_divisor", speed_kmh=design_speed_kmh)
    if square:
        length = design_speed_kmh**2 * offset_m / square.value
    else:
        length = constant("taper_linear_factor").value * design_speed_kmh * offset_m
    return length / constant("taper_shoulder_divisor").value if beside_carriageway else length
