"""One phase on its road: what the rules ask about it, answered once."""

from dataclasses import dataclass
from functools import cached_property

from permits.plan.model import Lengths, Phase, Plan, Road, Works
from permits.plan.standards import LAYOUTS, Layout, taper_length_m

TOLERANCE_M = 0.005
NOISE_M = 1e-9
NO_LENGTHS = Lengths()


@dataclass(frozen=True)
class Situation:
    """A phase with the road and the works it belongs to. number: its place in the plan, 1 first."""

    road: Road
    works: Works
    phase: Phase
    number: int

    @cached_property
    def label(self) -> str:
        """The name of the phase, or its number when it has none."""
        return self.phase.name or str(self.number)

    @cached_property
    def lengths(self) -> Lengths:
        return self.phase.lengths_m or NO_LENGTHS

    @cached_property
    def layout(self) -> Layout:
        return LAYOUTS[self.phase.layout]

    @cached_property
    def lanes_left(self) -> int:
        """Lanes of the affected direction which stay open."""
        closed = {lane for lane in self.phase.closed_lanes or () if lane <= self.road.lanes}
        return self.road.lanes - len(closed)

    @cached_property
    def full_closure(self) -> bool:
        """Layout L10, or no lane left; L07, L08 and L11 leave the opposite lanes to go by, as long as there are any."""
        if self.layout.closes == "road":
            return True
        if self.lanes_left:
            return False
        return self.layout.closes not in ("alternating", "contraflow", "moving") or self.road.lanes_opposite == 0

    @cached_property
    def has_areas(self) -> bool:
        """Whether traffic is led along the six areas: not where the whole road is shut, nor behind a moving vehicle."""
        return self.layout.taper != "none"

    @cached_property
    def taper_required_m(self) -> float | None:
        """Length of the upstream taper by the formula, m, unrounded; None without a taper or without `offset_m`."""
        if not self.has_areas or self.phase.offset_m is None:
            return None
        beside = self.layout.taper == "third"
        return taper_length_m(self.road.design_speed_kmh, self.phase.offset_m, beside_carriageway=beside)


def situations(plan: Plan) -> tuple[Situation, ...]:
    """The phases of a plan, each on its road."""
    return tuple(Situation(plan.road, plan.works, phase, number) for number, phase in enumerate(plan.phases, 1))


def shorter(actual_m: float, required_m: float) -> bool:
    """Whether a length falls short by more than the tolerance of 5 mm, however the binary fractions fall."""
    return required_m - actual_m > TOLERANCE_M + NOISE_M
