"""How the phases of a plan stand to one another: S08, S12, S13."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

from permits.plan.finding import Finding, finding
from permits.plan.hours import closed_spans, overlap
from permits.plan.model import Plan
from permits.plan.situation import Situation, situations


def names_differ(plan: Plan) -> Iterator[Finding]:
    """S08: findings name the phase, so names differ."""
    names = Counter(phase.name for phase in plan.phases if phase.name)
    for name, times in names.items():
        if times > 1:
            yield finding("S08", phase=name, parameter="name", actual=name, name=name)


def phases_apart(plan: Plan) -> Iterator[Finding]:
    """S12: no two phases stand at the same time, for each was checked as if it stood alone."""
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


def _together(one: Situation, other: Situation) -> bool:
    a, b = one.phase, other.phase
    if a.starts_on > b.ends_on or b.starts_on > a.ends_on:
        return False
    return overlap(closed_spans(a.daily_hours), closed_spans(b.daily_hours))
