"""The rounds of a day, made once for every squadron, and what became of them when the day is over."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction

from core import clock
from core.errors import IllegalTransition, NotFound
from core.models import Squadron, User
from core.roles import Role
from inspections.lifecycle import Action, VisitState
from inspections.models import DayPlan, Deferral, Round, Visit
from inspections.planning.coverage import coverage_of
from inspections.planning.rounds import Deferred, Plan, PlannedRound, PlannedVisit, plan
from inspections.planning.settings import PlanningSettings
from inspections.planning.teams import pairs
from inspections.selectors.due_sites import due_sites
from inspections.services._step import visit_step
from inspections.settings import planning_settings
from permits.lifecycle import ENDED_STATES
from permits.models import Alarm, Event, Works
from permits.selectors.works import active_sites
from permits.services import _locks, alarms

NO_SQUADRON = "no_squadron"
#: Why a planned visit was not made.
NOT_STARTED, NOT_RECORDED, WORKS_ENDED = "not_started", "not_recorded", "works_ended"
#: How far back a deferral is still looked at; a site nobody saw for longer has its alarm since.
LOOK_BACK = dt.timedelta(days=14)

Pair = tuple[User, User]


def plan_rounds_of_day(day: dt.date, squadron: str | None = None) -> list[DayPlan]:
    """Make the rounds of `day`, or leave those that are made as they are; run twice, same world.

    squadron: code of one squadron, None for all and for the sites of none. Raises NotFound for an unknown code.
    """
    if squadron is None:
        groups: list[Squadron | None] = [*Squadron.objects.all(), None]
    else:
        groups = list(Squadron.objects.filter(code=squadron))
        if not groups:
            raise NotFound("squadron", squadron)
    chosen = planning_settings()
    return [_plan_of(group, day, chosen) for group in groups]


def _plan_of(squadron: Squadron | None, day: dt.date, chosen: PlanningSettings) -> DayPlan:
    """One squadron's plan. The row itself is the lock: whoever inserts it second waits, then finds it made."""
    with transaction.atomic():
        made, is_new = DayPlan.objects.get_or_create(day=day, squadron=squadron, defaults={"planned_at": clock.now()})
        if is_new:
            sites = due_sites(squadron, day, chosen)
            teams = _teams_of(squadron)
            planned = plan(sites, len(teams), _depot_of(squadron), chosen)
            coverage_of(planned, active=len(sites), due=sum(site.mandatory for site in sites))
            made.active = len(sites)
            made.save(update_fields=["active"])
            _write(made, planned, teams)
    return made


def _teams_of(squadron: Squadron | None) -> list[Pair]:
    if squadron is None:
        return []
    people = squadron.officers.filter(is_active=True).order_by("username")
    return pairs(list(people.filter(role=Role.INSPECTOR)), list(people.filter(role=Role.SQUADRON)))


def _depot_of(squadron: Squadron | None) -> tuple[float, float] | None:
    if squadron is None or squadron.depot_lon is None or squadron.depot_lat is None:
        return None
    return squadron.depot_lon, squadron.depot_lat


def _write(made: DayPlan, planned: Plan, teams: Sequence[Pair]) -> None:
    keys = [visit.site.key for one in planned.rounds for visit in one.visits]
    keys += [one.site.key for one in planned.deferred]
    works = dict(Works.objects.filter(number__in=keys).values_list("number", "pk"))
    for one in planned.rounds:
        row = _round(made, one, teams[one.team])
        Visit.objects.bulk_create(_visit(made, row, visit, works[visit.site.key]) for visit in one.visits)
    Deferral.objects.bulk_create(_deferral(made, one, works[one.site.key]) for one in planned.deferred)


def _round(made: DayPlan, one: PlannedRound, pair: Pair) -> Round:
    return Round.objects.create(
        day_plan=made,
        officer=pair[0],
        second_officer=pair[1],
        starts_at=_time(one.starts_min),
        ends_at=_time(one.ends_min),
        travel_km=one.travel_km,
    )


def _visit(made: DayPlan, row: Round, visit: PlannedVisit, works_id: int) -> Visit:
    return Visit(
        works_id=works_id,
        day=made.day,
        round=row,
        position=visit.order,
        due_by=visit.site.due_by,
        mandatory=visit.site.mandatory,
        reasons=list(visit.site.reasons),
        arrives_at=_time(visit.arrives_min),
        leaves_at=_time(visit.leaves_min),
        changed_at=made.planned_at,
        created_at=made.planned_at,
    )


def _deferral(made: DayPlan, one: Deferred, works_id: int) -> Deferral:
    return Deferral(
        day_plan=made,
        works_id=works_id,
        due_by=one.site.due_by,
        reasons=list(one.site.reasons),
        reason=one.reason if made.squadron is not None else NO_SQUADRON,
    )


def _time(minutes: int) -> dt.time:
    return dt.time(*divmod(minutes, 60))


def close_past_days() -> int:
    """Close every planned visit of an earlier day that was not made, and raise the alarms; how many were closed.

    Makes up for every day it missed; run twice, same world.
    """
    today = clock.today()
    open_visits = Visit.objects.filter(day__lt=today, state__in=(VisitState.PLANNED, VisitState.UNDER_WAY))
    closed = 0
    for visit_id in list(open_visits.values_list("pk", flat=True)):
        with suppress(IllegalTransition):  # recorded a moment ago
            _miss(visit_id)
            closed += 1
    _raise_for_deferrals(today)
    return closed


def _miss(visit_id: int) -> None:
    with visit_step(Action.MISS_VISIT, None, visit_id) as step:
        visit = step.subject
        visit.missed_reason = _why_missed(visit, step.works)
        step.level = Event.Level.OFFICE
        step.note(visit=visit.pk, day=visit.day.isoformat(), cause=visit.missed_reason)
        if visit.mandatory and visit.missed_reason != WORKS_ENDED:
            _raise_uninspected(step.works, visit.day, visit.due_by)


def _why_missed(visit: Visit, works: Works) -> str:
    if works.state in ENDED_STATES or works.ledger_ended:
        return WORKS_ENDED
    return NOT_RECORDED if visit.state == VisitState.UNDER_WAY else NOT_STARTED


def _raise_for_deferrals(today: dt.date) -> None:
    """Sites that were due and could not be put on a round, and that nobody has seen since."""
    waiting = Deferral.objects.filter(day_plan__day__lt=today, day_plan__day__gte=today - LOOK_BACK)
    unseen = {}
    for deferral in waiting.select_related("works", "day_plan").order_by("day_plan__day"):
        seen = deferral.works.last_visit_on
        if seen is None or seen < deferral.day_plan.day:
            unseen[deferral.works.number] = deferral
    standing = set(active_sites(today).filter(number__in=unseen).values_list("number", flat=True))
    for number in sorted(standing):
        deferral = unseen[number]
        with transaction.atomic():
            _raise_uninspected(_locks.lock_works(None, number), deferral.day_plan.day, deferral.due_by)


def _raise_uninspected(works: Works, day: dt.date, due_by: dt.date) -> None:
    """The alarm, unless the site was seen on that day or after it all the same (a visit outside the rounds)."""
    if works.last_visit_on is None or works.last_visit_on < day:
        alarms.raise_alarm(works, Alarm.Kind.UNINSPECTED, due_by=due_by.isoformat())
