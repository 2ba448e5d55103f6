"""Figures of a desk: how many cases and works stand where, what is late, what waits for a signature."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from core import clock
from core.models import Organisation, User
from core.roles import SQUADRON_ROLES, Role
from permits.lifecycle import ACTIVE_STATES, State
from permits.models import Case, Works
from permits.selectors.cases import CaseFilter, case_list
from permits.selectors.visibility import visible_cases, visible_works
from permits.selectors.works import by_ledger


def case_counts(actor: User, stages: Iterable[str]) -> dict[str, int]:
    """How many cases `actor` may know of are in each of the stages that has any."""
    cases = visible_cases(actor).filter(stage__in=stages)
    return dict(cases.order_by().values_list("stage").annotate(count=Count("pk")))


def works_counts(actor: User, states: Iterable[str]) -> dict[str, int]:
    """How many works `actor` may know of are in each of the states that has any."""
    works = visible_works(actor).filter(state__in=states)
    return dict(works.order_by().values_list("state").annotate(count=Count("pk")))


def ledger_sites_today(actor: User) -> int:
    """How many works `actor` may know of occupy the road today by the dates of a ledger, not by their state."""
    return visible_works(actor).filter(by_ledger(clock.today())).exclude(state__in=ACTIVE_STATES).count()


def late_cases(actor: User) -> QuerySet[Case]:
    """The cases whose limit has passed, whoever's turn it is, the longest late first."""
    return case_list(actor, CaseFilter(due_before=clock.today())).order_by("due_on", "pk")


def works_to_sign(actor: User) -> QuerySet[Works]:
    """Works waiting for the signature of `actor`'s authority on their completion acceptance, the longest first."""
    waiting = visible_works(actor).filter(state=State.AWAITING_ACCEPTANCE).order_by("acceptance_requested_at")
    if actor.role in SQUADRON_ROLES:
        return waiting.filter(police_signed_at=None)
    if actor.role == Role.AGENCY and actor.organisation.kind == Organisation.Kind.ROAD_AUTHORITY:
        return waiting.filter(authority_signed_at=None)
    return waiting.none()


def works_to_archive(actor: User) -> QuerySet[Works]:
    """Works accepted and not archived yet, the longest accepted first."""
    return visible_works(actor).filter(state=State.ACCEPTED).order_by("accepted_at")


def works_to_move(actor: User) -> QuerySet[Works]:
    """An applicant's works that wait for a step of the applicant: to start under their permit, or stopped by order."""
    ready = Q(permit_in_force__isnull=False, starts_on__lte=clock.today())
    waiting = visible_works(actor).filter(state__in=(State.PLANNED, State.SUSPENDED))
    return waiting.filter(ready | Q(state=State.SUSPENDED)).order_by("starts_on", "pk")
