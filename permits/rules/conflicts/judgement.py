"""All rules of conflicts over one works and what is around it, and the move of its dates that leaves none in time."""

from dataclasses import dataclass
from functools import partial

from permits.rules.conflicts.carriageways import across, carriageways
from permits.rules.conflicts.conflict import Conflict, ranked
from permits.rules.conflicts.detours import detour_here, on_detour, standing_on_ways, ways_past
from permits.rules.conflicts.embargo import Quiet, embargo, quiet_here
from permits.rules.conflicts.limits import Limits
from permits.rules.conflicts.no_dig import no_dig
from permits.rules.conflicts.same_place import near_by, same_place
from permits.rules.conflicts.sensitive import Guarded, sensitive_places
from permits.rules.conflicts.shift import Blocked, Shift, smallest_shift
from permits.rules.conflicts.site import Site
from permits.rules.conflicts.trench import shared_trench
from permits.rules.conflicts.way_round import way_round
from permits.rules.no_dig_period import NoDigYears
from permits.rules.road_matching import roads_under
from permits.rules.roads import RegisteredRoad


@dataclass(frozen=True)
class Around:
    """What the city has around a works, in place and in time (its days and so many before and after as are tried).

    others: works, those with detours that pass here with their `ways`. roads: registered ones near; none says nothing.
    """

    others: tuple[Site, ...] = ()
    roads: tuple[RegisteredRoad, ...] = ()
    embargoes: tuple[Quiet, ...] = ()
    places: tuple[Guarded, ...] = ()


@dataclass(frozen=True)
class Ground:
    """What allows what the law forbids. years: of the no-dig period, from the table of the standards."""

    years: NoDigYears
    approved: bool = False
    emergency: bool = False


@dataclass(frozen=True)
class Judgement:
    """conflicts: the worst first. blocked: shifts of the dates at which anything stands in the way in time, also of
    works that are in nobody's way as it is now."""

    conflicts: tuple[Conflict, ...]
    blocked: tuple[Blocked, ...]

    def shift(self, limits: Limits, lowest_days: int | None = None) -> Shift | None:
        """The smallest move that leaves no conflict in time; None when there is none now."""
        return smallest_shift(self.blocked, limits.shift_within_days, lowest_days)


def judge(site: Site, around: Around, ground: Ground, limits: Limits) -> Judgement:
    """Every rule, ranked."""
    facing = list(across(site, around.others, around.roads, limits))
    on_the_other_side = {relation.key for _, relation in facing}
    related = [
        # Works on the other carriageway are near, too; they are told once.
        *((same_place, one) for one in near_by(site, around.others, limits) if one.key not in on_the_other_side),
        *((partial(carriageways, road), one) for road, one in facing),
        *((on_detour, one) for one in standing_on_ways(site, around.others, limits)),
        *((detour_here, one) for one in ways_past(site, around.others, limits)),
        *((partial(embargo, quiet), one) for quiet, one in quiet_here(site, around.embargoes)),
    ]
    under = next((on.road for on in roads_under(site.place, around.roads)), None) if around.roads else None
    alone = [
        *way_round(site, around.others, around.roads, limits),
        *no_dig(site, under, ground.years, approved=ground.approved, emergency=ground.emergency),
        *sensitive_places(site, around.places, limits),
        *shared_trench(site, around.others, limits),
    ]
    told = [conflict for rule, relation in related if (conflict := rule(relation))]
    # Whoever moves must not land in the next works: what is in nobody's way now counts here, too.
    blocked = [interval for _, relation in related for interval in relation.blocked]
    blocked += [interval for conflict in alone for interval in conflict.blocked]
    return Judgement(ranked([*told, *alone]), tuple(blocked))
