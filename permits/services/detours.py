"""The ways round of works, kept beside their plans so that they are found by place and days."""

from permits.models import Detour, Works
from permits.rules.conflicts.days import Days
from permits.rules.conflicts.site import kept_ways
from permits.selectors.current_plans import current_plans


def keep_detours(works: Works) -> None:
    """Make the rows those of the plan that holds now; none when no case of the works is on its way or in force.

    Called at every step of a case that may change which plan holds (services._step).
    """
    case = current_plans([works]).get(works.pk)
    placed = case is not None and works.starts_on is not None and works.ends_on is not None
    wanted = kept_ways(case.plan, Days(works.starts_on, works.ends_on)) if placed else []
    Detour.objects.filter(works=works).delete()
    Detour.objects.bulk_create(Detour(works=works, **row) for row in wanted)
