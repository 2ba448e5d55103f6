"""The active sites of a squadron on a day, each with when and why it must be seen next."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from core import clock
from core.models import Squadron
from inspections.lifecycle import CONTRACTORS_TURN, OPEN_ORDER_STATES, OrderState, ReportState, Severity
from inspections.models import CitizenReport, Order
from inspections.planning.due import SiteHistory, due
from inspections.planning.rounds import Site
from inspections.planning.settings import PlanningSettings
from permits.models import Works
from permits.selectors.works import active_sites

#: A critical order keeps a site at high risk for so long after it was issued (setting).
RISK_MEMORY = dt.timedelta(days=30)


def due_sites(squadron: Squadron | None, day: dt.date, chosen: PlanningSettings) -> list[Site]:
    """Every active site of the squadron (None: those of no squadron), in the order of their numbers. Four queries."""
    works = list(active_sites(day).filter(squadron=squadron).order_by("number"))
    orders = _orders_due(works, day)
    reports = _reported(works)
    risky = _at_high_risk(works, day)
    return [_site(one, orders.get(one.pk), reports.get(one.pk), one.pk in risky, day, chosen) for one in works]


def _site(
    works: Works,
    order_due_on: dt.date | None,
    reported_on: dt.date | None,
    high_risk: bool,
    day: dt.date,
    chosen: PlanningSettings,
) -> Site:
    history = SiteHistory(
        closure=works.closure,
        started_on=clock.local_day(works.started_at) if works.started_at else works.starts_on,
        last_visit_on=works.last_visit_on,
        valid_until=works.valid_until,
        order_due_on=order_due_on,
        reported_on=reported_on,
        high_risk=high_risk,
    )
    when = due(history, day, chosen)
    return Site(works.number, works.lon, works.lat, when.due_by, when.mandatory, when.reasons)


def _orders_due(works: Iterable[Works], day: dt.date) -> dict[int, dt.date]:
    """Works → first day since which one of its orders waits for a visit: answered, or its deadline passed."""
    first: dict[int, dt.date] = {}
    open_orders = Order.objects.filter(works__in=works, state__in=OPEN_ORDER_STATES)
    answered = open_orders.filter(state=OrderState.ANSWERED, answers__verdict="").values_list(
        "works_id", "answers__answered_at"
    )
    lapsed = open_orders.filter(state__in=CONTRACTORS_TURN).values_list("works_id", "deadline_at")
    for works_id, moment in (*answered, *lapsed):
        since = clock.local_day(moment)
        if since < day:
            first[works_id] = min(since, first.get(works_id, since))
    return first


def _reported(works: Iterable[Works]) -> dict[int, dt.date]:
    """Works → day of the latest open report about it."""
    reports = CitizenReport.objects.filter(works__in=works, state=ReportState.RECEIVED)
    return {
        works_id: clock.local_day(reported_at)
        for works_id, reported_at in reports.order_by("reported_at").values_list("works_id", "reported_at")
    }


def _at_high_risk(works: Iterable[Works], day: dt.date) -> set[int]:
    """Works with an overdue order, or with a critical one of late."""
    grave = Q(severity_issued=Severity.CRITICAL, issued_at__date__gte=day - RISK_MEMORY)
    overdue = Q(state__in=OPEN_ORDER_STATES, overdue_at__isnull=False)
    return set(Order.objects.filter(grave | overdue, works__in=works).values_list("works_id", flat=True))
