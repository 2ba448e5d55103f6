"""The approach from the other side, where it is concerned too: laid out as a zone of its own and turned."""

from dataclasses import dataclass, replace

from permits.plan.layout.areas import Area
from permits.plan.layout.complete import whole_metres
from permits.plan.layout.cross_section import CrossSection, cross_section
from permits.plan.layout.signs import propose_signs
from permits.plan.model import Lengths
from permits.plan.situation import Situation
from permits.plan.standards import taper_length_m

# What traffic from the other side meets when this one borrows its inner lane.
INNER_LANE_CLOSED = "L02"
LANES_TO_LEAD_ASIDE = 2


@dataclass(frozen=True)
class OppositeApproach:
    """The zone as traffic from the other side meets it. at: that zone, its chainage running against this one's.

    origin_m: where its chainage begins, in this direction's. stop_m: where its traffic waits its turn, None when it
    need not. aside: whether it is led out of the borrowed lane.
    """

    at: Situation
    section: CrossSection
    origin_m: float
    stop_m: float | None
    aside: bool

    def at_m(self, opposite_m: float) -> float:
        """A place of its chainage in this direction's."""
        return self.origin_m - opposite_m


def opposite_approach(at: Situation, areas: dict[str, Area], section: CrossSection) -> OppositeApproach | None:
    """The approach from the other side of layouts L07, L08 and L10; None where it is not concerned.

    Its warning, buffer and termination areas are as long as this direction's; its taper follows the formula for the
    one lane lent. What it passes reaches from where this direction comes back to where it crossed over.
    """
    passed = _passed(at, areas, section)
    if passed is None or at.phase.signs is None:
        return None
    from_m, to_m = passed
    closed = at.layout.closes == "road"
    aside = at.layout.closes == "contraflow" and section.lanes_opposite >= LANES_TO_LEAD_ASIDE
    lent_m = section.borrowed_m if aside else 0.0
    lengths = Lengths(
        advance_warning=at.lengths.advance_warning,
        upstream_taper=whole_metres(taper_length_m(at.road.design_speed_kmh, lent_m)) if aside else 0.0,
        buffer=at.lengths.buffer if aside or closed else 0.0,
        work_area=to_m - from_m,
        downstream_taper=at.lengths.downstream_taper if aside else 0.0,
        termination=None if closed else at.lengths.termination,
    )
    road = replace(
        at.road,
        lanes=section.lanes_opposite,
        lanes_opposite=section.lanes,
        lane_width_m=section.lane_width_m,
        upstream_junction_m=None,
    )
    phase = replace(
        at.phase,
        layout=INNER_LANE_CLOSED if aside else at.phase.layout,
        closed_lanes=(1,) if aside else (),
        offset_m=lent_m,
        lengths_m=lengths,
        signs=None,
        flaggers=0,
        temporary_signals=False,
    )
    zone = Situation(road, at.works, phase, at.number)
    zone = replace(zone, phase=replace(phase, signs=propose_signs(zone)))
    before_m = (lengths.advance_warning or 0.0) + lengths.upstream_taper + (lengths.buffer or 0.0)
    return OppositeApproach(
        at=zone,
        section=cross_section(zone),
        origin_m=to_m + before_m,
        stop_m=to_m if at.layout.closes == "alternating" else None,
        aside=aside,
    )


def _passed(at: Situation, areas: dict[str, Area], section: CrossSection) -> tuple[float, float] | None:
    """From and to, m: where the other direction finds its road taken."""
    work, over, back = (areas.get(kind) for kind in ("work_area", "upstream_taper", "downstream_taper"))
    if at.layout.closes == "road":
        return (work.from_m, work.to_m) if work and section.lanes_opposite else None
    return (over.from_m, back.to_m) if section.borrowed_m and over and back else None
