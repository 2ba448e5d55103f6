"""The plans of a day as they were made, in the form of `plan_rounds --json`."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet

from inspections.models import DayPlan, Deferral, Round, Visit
from inspections.planning.coverage import Coverage, total


def plans_of(day: dt.date, squadron: str | None = None) -> QuerySet[DayPlan]:
    """The plans of that day with rounds, visits and deferrals; squadron: code, None for all."""
    plans = DayPlan.objects.filter(day=day).select_related("squadron")
    if squadron is not None:
        plans = plans.filter(squadron__code=squadron)
    visits = Visit.objects.select_related("works", "officer", "second_officer").order_by("position")
    rounds = Round.objects.select_related("officer", "second_officer").prefetch_related(Prefetch("visits", visits))
    deferrals = Deferral.objects.select_related("works")
    return plans.prefetch_related(Prefetch("rounds", rounds), Prefetch("deferrals", deferrals))


def coverage_of_plan(plan: DayPlan) -> Coverage:
    """The proof of one squadron's plan, counted from its rows."""
    visits = [visit for one in plan.rounds.all() for visit in one.visits.all()]
    planned_due = sum(visit.mandatory for visit in visits)
    deferred = len(plan.deferrals.all())
    return Coverage(
        active=plan.active,
        due=planned_due + deferred,
        planned_due=planned_due,
        planned_optional=len(visits) - planned_due,
        deferred=deferred,
    )


def as_json(day: dt.date, squadron: str | None = None) -> dict[str, Any]:
    """The answer of `plan_rounds --json` (INTERFACES.md). A group without squadron shows only when it has a site."""
    plans = [plan for plan in plans_of(day, squadron) if plan.squadron is not None or plan.active]
    return {
        "date": day.isoformat(),
        "squadrons": [_squadron(plan) for plan in plans],
        "coverage": total(coverage_of_plan(plan) for plan in plans).as_json(),
    }


def _squadron(plan: DayPlan) -> dict[str, Any]:
    return {
        "squadron": plan.squadron.code if plan.squadron is not None else "",
        "rounds": [_round(one) for one in plan.rounds.all()],
        "deferred": [
            {"works": one.works.number, "due_by": one.due_by.isoformat(), "reason": one.reason}
            for one in plan.deferrals.all()
        ],
    }


def _round(one: Round) -> dict[str, Any]:
    return {
        "inspector": one.officer.username,
        "second_inspector": one.second_officer.username,
        "starts_at": _time(one.starts_at),
        "ends_at": _time(one.ends_at),
        "travel_km": one.travel_km,
        "visits": [_visit(visit) for visit in one.visits.all()],
    }


def _visit(visit: Visit) -> dict[str, Any]:
    return {
        "order": visit.position,
        "works": visit.works.number,
        "lon": visit.works.lon,
        "lat": visit.works.lat,
        "arrives_at": _time(visit.arrives_at),
        "leaves_at": _time(visit.leaves_at),
        "due_by": visit.due_by.isoformat(),
        "mandatory": visit.mandatory,
        "reasons": visit.reasons,
    }


def _time(time: dt.time) -> str:
    return f"{time:%H:%M}"
