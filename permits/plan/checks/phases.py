"""How the phases of a plan stand to one another, and in the time permitted: S08, S12, S13, S16, S23."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

from permits.plan.finding import Finding, finding
from permits.plan.hours import DAY_MINUTES, Span, minute, overlap
from permits.plan.layout.areas import control_area_m, stretch_m, too_long_together
from permits.plan.model import Phase, Plan
from permits.plan.situation import Situation, situations
from permits.plan.standards import constant

# The night of the last day ends on the next.
NIGHT_OVER = dt.timedelta(days=1)


def names_differ(plan: Plan) -> Iterator[Finding]:
    """S08: findings name the phase, so names differ."""
    names = Counter(phase.name for phase in plan.phases if phase.name)
    for name, times in names.items():
        if times > 1:
            yield finding("S08", phase=name, parameter="name", actual=name, name=name)


def phases_apart(plan: Plan) -> Iterator[Finding]:
    """S12: no two phases stand at the same time on the same stretch, for each was checked as if it stood alone."""
    for one, other in combinations(situations(plan), 2):
        if _together(one, other):
            yield finding("S12", phase=other.label, parameter="starts_on", actual=one.label, other=one.label)


def phases_follow(plan: Plan) -> Iterator[Finding]:
    """S13: days between two phases are said, since somebody must open the road for them."""
    in_order = sorted(situations(plan), key=lambda at: (at.phase.starts_on, at.phase.ends_on))
    for before, after in pairwise(in_order):
        days = (after.phase.starts_on - before.phase.ends_on).days - 1
        if days > 0:
            yield finding("S13", phase=after.label, parameter="starts_on", actual=days, required=0, unit="d")


def length_together(plan: Plan) -> Iterator[Finding]:
    """S16: more than 100 km of control areas in one plan is a slip of the pen too."""
    places = situations(plan)
    if too_long_together(places):
        row = constant("control_areas_max")
        yield finding(
            "S16",
            phase="",
            parameter="lengths_m",
            actual=sum(control_area_m(at) for at in places),
            by=row,
            says="S16.together",
        )


def outside_dates(plan: Plan, valid_from: dt.date, valid_until: dt.date) -> Iterator[Finding]:
    """S23: every phase lies in the time permitted, a closed interval. 城市道路管理条例 36."""
    for at in situations(plan):
        starts, ends = at.phase.starts_on, at.phase.ends_on
        if starts < valid_from or ends > valid_until:
            yield finding(
                "S23",
                phase=at.label,
                parameter="starts_on" if starts < valid_from else "ends_on",
                actual=(starts if starts < valid_from else ends).isoformat(),
                required=(valid_from if starts < valid_from else valid_until).isoformat(),
                starts=starts,
                ends=ends,
                valid_from=valid_from,
                valid_until=valid_until,
            )


def _together(one: Situation, other: Situation) -> bool:
    a, b = one.phase, other.phase
    if a.starts_on - NIGHT_OVER > b.ends_on or b.starts_on - NIGHT_OVER > a.ends_on:
        return False
    if not any(_meet(a, mine, b, theirs) for mine in _windows(a) for theirs in _windows(b)):
        return False
    stretches = stretch_m(one), stretch_m(other)
    return None in stretches or overlap((stretches[0],), (stretches[1],))


def _windows(phase: Phase) -> list[Span]:
    """Each daily window in minutes from the midnight it begins after; the end of a night is beyond 1440."""
    if not phase.daily_hours:
        return [(0, DAY_MINUTES)]
    windows = [(minute(start), minute(end)) for start, end in phase.daily_hours if start != end]
    return [(start, end if end > start else end + DAY_MINUTES) for start, end in windows]


def _meet(one: Phase, a: Span, other: Phase, b: Span) -> bool:
    """Whether a window of one phase meets one of the other, which begins the day before, the same day or the next."""
    for days in (-1, 0, 1):
        later = days * DAY_MINUTES
        shift = dt.timedelta(days=days)
        first, last = max(one.starts_on, other.starts_on - shift), min(one.ends_on, other.ends_on - shift)
        if first <= last and overlap((a,), ((b[0] + later, b[1] + later),)):
            return True
    return False
