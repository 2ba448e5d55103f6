"""Rules of traffic: saturation in the hours of the closure, and what a detour does to its roads."""

from collections.abc import Iterator

from permits.plan.finding import Finding, finding
from permits.plan.impact.assess import Impact
from permits.plan.impact.detour import DetourRoad
from permits.plan.situation import Situation
from permits.plan.standards import constant


def saturation(at: Situation, impact: Impact | None) -> Iterator[Finding]:
    """P20: demand is at most 0.9 of the capacity left, a setting of the city."""
    row = constant("saturation_max")
    if impact is None or impact.worst_vc is None or impact.worst_vc <= row.value:
        return
    yield finding(
        "P20",
        phase=at.label,
        parameter="worst_vc",
        actual=impact.worst_vc,
        by=row,
        says="" if impact.best_window else "P20.all_day",
        hour=impact.worst_hour,
        window="–".join(impact.best_window or ()),
    )


def detour_load(at: Situation, impact: Impact | None) -> Iterator[Finding]:
    """S18: with the diverted traffic the demand of a detour road is at most 0.9 of its capacity, a city setting."""
    row = constant("saturation_max")
    for road in _detour_roads(impact):
        if road.over:
            yield finding(
                "S18",
                phase=at.label,
                parameter="detour",
                actual=road.vc_after,
                by=row,
                road=_named(road),
                hour=road.worst_hour,
                before=road.vc_before,
            )


def detour_wrong_way(at: Situation, impact: Impact | None) -> Iterator[Finding]:
    """S19: a detour does not lead against a one-way road, as far as the register knows."""
    for road in _detour_roads(impact):
        if road.wrong_way:
            yield finding(
                "S19",
                phase=at.label,
                parameter="detour",
                actual=round(road.length_m),
                unit="m",
                road=_named(road),
            )


def _detour_roads(impact: Impact | None) -> tuple[DetourRoad, ...]:
    return impact.detour.roads if impact is not None and impact.detour else ()


def _named(road: DetourRoad) -> dict[str, str]:
    name = road.name or road.ref
    return {"zh": name, "en": road.name_en or name}
