"""Rules on the site itself: hoarding P13 and P14, widths P18, P19 and S11, flaggers P24."""

from collections.abc import Iterator

from permits.plan.finding import WARN, Finding, finding
from permits.plan.situation import Situation, shorter
from permits.plan.standards import constant


def hoarding_at_junction(at: Situation) -> Iterator[Finding]:
    """P13: within 20 m of a junction one can see through the hoarding above 0.8 m; no height given means opaque."""
    fence = at.phase.hoarding
    if fence is None or fence.distance_to_junction_m is None:
        return
    within, above = constant("hoarding_junction_distance"), constant("hoarding_see_through_above")
    opaque_to_m = fence.height_m if fence.see_through_above_m is None else fence.see_through_above_m
    if fence.distance_to_junction_m <= within.value and (opaque_to_m is None or opaque_to_m > above.value):
        yield finding(
            "P13",
            phase=at.label,
            parameter="see_through_above_m",
            actual=opaque_to_m,
            required=above.value,
            unit=above.unit,
            clause=above.clause,
            certainty=above.certainty,
            distance=fence.distance_to_junction_m,
            within=within.value,
        )


def hoarding_height(at: Situation) -> Iterator[Finding]:
    """P14: hoarding of at least 1.8 m."""
    yield from _least("P14", "hoarding_height_min", "height_m", at.phase.hoarding and at.phase.hoarding.height_m, at)


def lane_width(at: Situation) -> Iterator[Finding]:
    """P18: the lanes left are at least as wide as the city's setting, 3.0 m."""
    yield from _least("P18", "lane_width_min", "remaining_lane_width_m", at.phase.remaining_lane_width_m, at)


def pedestrian_width(at: Situation) -> Iterator[Finding]:
    """P19: the walkway is at least as wide as the city's setting, 1.5 m."""
    yield from _least("P19", "pedestrian_width_min", "pedestrian_width_m", at.phase.pedestrian_width_m, at)


def cycle_width(at: Situation) -> Iterator[Finding]:
    """S11: the cycle way is at least as wide as the city's setting, 1.5 m."""
    yield from _least("S11", "cycle_width_min", "cycle_width_m", at.phase.cycle_width_m, at)


def alternating_control(at: Situation) -> Iterator[Finding]:
    """P24: alternating traffic has a flagger at each end, or temporary signals. GB 5768.4-2017 B.10, 5.1.8."""
    flaggers, row = at.phase.flaggers, constant("flaggers_alternating_min")
    if at.layout.closes != "alternating" or at.phase.temporary_signals or flaggers is None or flaggers >= row.value:
        return
    yield finding(
        "P24",
        phase=at.label,
        parameter="flaggers",
        actual=flaggers,
        required=row.value,
        level=WARN if flaggers else "",
        says="P24.few" if flaggers else "P24.none",
        # That nobody at all is there breaks the clause; how many there must be is practice.
        certainty=row.certainty if flaggers else "",
        clause=row.clause,
    )


def oncoming_lane(at: Situation) -> Iterator[Finding]:
    """S25: who borrows the only lane of the opposite direction has to take turns. GB 5768.4-2017 B.10, 5.1.8."""
    if at.layout.closes == "contraflow" and not at.lanes_left and at.road.lanes_opposite == 1:
        yield finding("S25", phase=at.label, parameter="layout", actual=at.layout.code)


def _least(rule: str, quantity: str, parameter: str, actual: float | None, at: Situation) -> Iterator[Finding]:
    row = constant(quantity)
    if actual is not None and shorter(actual, row.value):
        yield finding(
            rule,
            phase=at.label,
            parameter=parameter,
            actual=actual,
            by=row,
        )
