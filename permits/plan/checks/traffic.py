"""Rule P20: saturation in the hours of the closure."""

from collections.abc import Iterator

from permits.plan.finding import Finding, finding
from permits.plan.impact.assess import Impact
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
        required=row.value,
        unit=row.unit,
        clause=row.clause,
        certainty=row.certainty,
        hour=impact.worst_hour,
        window="–".join(impact.best_window) if impact.best_window else "—",
    )
