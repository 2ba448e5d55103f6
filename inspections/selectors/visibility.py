"""Who may know of what on site; everything follows from the works a person may know of."""

from django.db.models import QuerySet

from core.models import User
from core.roles import BRIGADE_ROLES, OFFICER_ROLES, SQUADRON_ROLES, Role
from inspections.lifecycle import VisitState
from inspections.models import CitizenReport, Order, Round, Visit
from permits.selectors.visibility import at_visible_works


def visible_visits(actor: User | None) -> QuerySet[Visit]:
    """Officers: all visits to works they may know of. Applicants: what was recorded, never what is planned."""
    visits = Visit.objects.all()
    if actor is None:
        return visits
    visits = visits.filter(at_visible_works(actor))
    if actor.role == Role.APPLICANT:
        return visits.filter(state=VisitState.RECORDED)
    return visits if actor.role in OFFICER_ROLES else visits.none()


def visible_rounds(actor: User | None) -> QuerySet[Round]:
    """Squadron roles: their squadron's. Everyone else of the brigade: all. Others: none."""
    rounds = Round.objects.all()
    return rounds if actor is None else _of_area(actor, rounds, "day_plan__squadron_id")


def visible_orders(actor: User | None) -> QuerySet[Order]:
    """Orders to works the person may know of."""
    orders = Order.objects.all()
    return orders if actor is None else orders.filter(at_visible_works(actor))


def visible_reports(actor: User | None) -> QuerySet[CitizenReport]:
    """Squadron roles: reports in their area. Everyone else of the brigade: all. Others: none."""
    reports = CitizenReport.objects.all()
    return reports if actor is None else _of_area(actor, reports, "squadron_id")


def _of_area(actor: User, rows: QuerySet, squadron: str) -> QuerySet:
    if not actor.is_active:
        return rows.none()
    if actor.role in SQUADRON_ROLES:
        return rows.filter(**{squadron: actor.squadron_id}) if actor.squadron_id else rows.none()
    return rows if actor.role in BRIGADE_ROLES else rows.none()
