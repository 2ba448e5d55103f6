"""Rule P00: what is missing is said, and nothing is guessed in its place."""

from collections.abc import Iterator

from permits.plan.finding import Finding, finding
from permits.plan.model import AREAS
from permits.plan.sentences import sentence
from permits.plan.situation import Situation


def missing_inputs(at: Situation) -> Iterator[Finding]:
    """P00: every member which a rule would have read in this phase, and which is not there."""
    for parameter in (*_missing_of_phase(at), *_missing_of_plan(at)):
        yield finding("P00", phase=at.label, parameter=parameter, what=sentence(f"member.{parameter}"))


def _missing_of_phase(at: Situation) -> Iterator[str]:
    phase = at.phase
    if at.has_areas:
        yield from (area for area in AREAS if getattr(at.lengths, area) is None)
        if phase.offset_m is None:
            yield "offset_m"
    elif at.layout.closes == "road" and at.lengths.advance_warning is None:
        yield "advance_warning"
    if at.layout.closes not in ("edge", "road", "moving") and phase.closed_lanes is None:
        yield "closed_lanes"
    if phase.signs is None:
        yield "signs"
    if at.layout.closes == "alternating" and phase.flaggers is None and not phase.temporary_signals:
        yield "flaggers"
    if at.layout.closes != "road":
        if phase.workzone_speed_kmh is None:
            yield "workzone_speed_kmh"
        if phase.speed_steps_kmh is None and at.road.speed_limit_kmh != phase.workzone_speed_kmh:
            yield "speed_steps_kmh"


def _missing_of_plan(at: Situation) -> Iterator[str]:
    """Facts of the whole works, asked once, in the first phase that needs them."""
    works, road = at.works, at.road
    if at.full_closure and not works.emergency and works.notice_published_on is None:
        yield "notice_published_on"
    if at.number > 1:
        return
    if works.excavation is None:
        yield "excavation"
    elif works.excavation and not works.government_approval and road.opened_on is None and road.overhauled_on is None:
        yield "opened_on"
