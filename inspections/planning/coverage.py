"""The proof that no site was forgotten: what was due is planned or deferred, and what became of it; pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from inspections.planning.rounds import Plan


@dataclass(frozen=True)
class Coverage:
    """active: active sites. due: sites whose visit was mandatory. due = planned_due + deferred, always."""

    active: int
    due: int
    planned_due: int
    planned_optional: int
    deferred: int

    def __post_init__(self):
        if self.due != self.planned_due + self.deferred:
            raise ValueError(f"{self.due} sites due, but {self.planned_due} planned and {self.deferred} deferred")

    def as_json(self) -> dict[str, int]:
        """The member `coverage` of `plan_rounds --json`."""
        return asdict(self)


@dataclass(frozen=True)
class Outcome:
    """What became of the visits of a day. open: planned or under way still."""

    recorded: int
    missed: int
    open: int


def coverage_of(plan: Plan, *, active: int, due: int) -> Coverage:
    """The proof for a fresh plan. Raises ValueError when a site is lost or doubled."""
    visits = [visit.site for one in plan.rounds for visit in one.visits]
    sites = [*(site.key for site in visits), *(one.site.key for one in plan.deferred)]
    doubled = [key for key, times in Counter(sites).items() if times > 1]
    if doubled:
        raise ValueError(f"planned or deferred more than once: {', '.join(sorted(doubled))}")
    planned_due = sum(site.mandatory for site in visits)
    return Coverage(active, due, planned_due, len(visits) - planned_due, len(plan.deferred))


def total(parts: Iterable[Coverage]) -> Coverage:
    """The sum over squadrons."""
    parts = list(parts)
    return Coverage(
        *(sum(getattr(part, name) for part in parts) for name in Coverage.__dataclass_fields__),
    )


def outcome(states: Iterable[str]) -> Outcome:
    """Counted from the states of the day's visits (lifecycle.VisitState)."""
    counted = Counter(states)
    return Outcome(counted["RECORDED"], counted["MISSED"], counted["PLANNED"] + counted["UNDER_WAY"])
