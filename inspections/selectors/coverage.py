"""For any day: which sites were due, which were visited, by whom, and why any was not."""

import datetime as dt
from dataclasses import dataclass

from core.models import Squadron, User
from core.roles import BRIGADE_ROLES, SQUADRON_ROLES
from inspections.lifecycle import VisitState
from inspections.models import DayPlan, Visit
from inspections.planning.coverage import Coverage, Outcome, outcome, total
from inspections.selectors.day_plans import coverage_of_plan, plans_of
from permits.models import Works


@dataclass(frozen=True)
class NotVisited:
    """A due site nobody has recorded. reason: a code of messages.NOT_VISITED, "" while the day is not closed."""

    works: Works
    due_by: dt.date
    reason: str


@dataclass(frozen=True)
class SquadronCoverage:
    """One squadron's day. squadron is None for the sites of no squadron. unplanned: visits outside the rounds."""

    squadron: Squadron | None
    planned: Coverage
    outcome: Outcome
    visited: tuple[Visit, ...]
    not_visited: tuple[NotVisited, ...]
    unplanned: tuple[Visit, ...]


@dataclass(frozen=True)
class DayCoverage:
    """All squadrons the viewer may know of."""

    day: dt.date
    total: Coverage
    outcome: Outcome
    squadrons: tuple[SquadronCoverage, ...]


def coverage_on(actor: User | None, day: dt.date) -> DayCoverage:
    """The proof for a day, counted from its rows. A squadron role sees its own squadron, the brigade all."""
    plans = [plan for plan in plans_of(day) if _may_see(actor, plan)]
    unplanned = Visit.objects.filter(day=day, round=None, state=VisitState.RECORDED)
    unplanned = list(unplanned.select_related("works", "officer", "second_officer"))
    parts = tuple(_part(plan, unplanned) for plan in plans if plan.squadron is not None or plan.active)
    return DayCoverage(
        day=day,
        total=total(part.planned for part in parts),
        outcome=Outcome(
            recorded=sum(part.outcome.recorded for part in parts),
            missed=sum(part.outcome.missed for part in parts),
            open=sum(part.outcome.open for part in parts),
        ),
        squadrons=parts,
    )


def _may_see(actor: User | None, plan: DayPlan) -> bool:
    if actor is None or (actor.is_active and actor.role in BRIGADE_ROLES):
        return True
    return actor.is_active and actor.role in SQUADRON_ROLES and actor.squadron_id == plan.squadron_id is not None


def _part(plan: DayPlan, unplanned: list[Visit]) -> SquadronCoverage:
    visits = [visit for one in plan.rounds.all() for visit in one.visits.all()]
    waiting = [
        NotVisited(visit.works, visit.due_by, visit.missed_reason)
        for visit in visits
        if visit.mandatory and visit.state != VisitState.RECORDED
    ]
    waiting += [NotVisited(one.works, one.due_by, one.reason) for one in plan.deferrals.all()]
    return SquadronCoverage(
        squadron=plan.squadron,
        planned=coverage_of_plan(plan),
        outcome=outcome(visit.state for visit in visits),
        visited=tuple(visit for visit in visits if visit.state == VisitState.RECORDED),
        not_visited=tuple(sorted(waiting, key=lambda one: (one.due_by, one.works.number))),
        unplanned=tuple(visit for visit in unplanned if visit.works.squadron_id == plan.squadron_id),
    )
