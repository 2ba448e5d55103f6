"""Today's rounds: mine, and those of the squadron."""

import datetime as dt

from django.db.models import Prefetch, Q, QuerySet

from core.models import User
from core.roles import SQUADRON_ROLES
from inspections.models import Round, Visit
from inspections.selectors.visibility import visible_rounds


def rounds_of(actor: User | None, day: dt.date) -> QuerySet[Round]:
    """The rounds of that day the person may know of, each with its visits in order and their works. Two queries."""
    visits = Visit.objects.select_related("works__permit_in_force", "works__organisation").order_by("position")
    return (
        visible_rounds(actor)
        .filter(day_plan__day=day)
        .select_related("day_plan__squadron", "officer", "second_officer")
        .prefetch_related(Prefetch("visits", visits))
        .order_by("day_plan__squadron__code", "officer__username")
    )


def my_round(actor: User, day: dt.date) -> Round | None:
    """The round on which this officer goes that day."""
    return rounds_of(actor, day).filter(Q(officer=actor) | Q(second_officer=actor)).first()


def my_other_visits(actor: User, day: dt.date) -> QuerySet[Visit]:
    """Visits of that day outside the rounds, begun by this officer."""
    return (
        Visit.objects.filter(Q(officer=actor) | Q(changed_by=actor), day=day, round=None)
        .select_related("works__permit_in_force")
        .order_by("pk")
    )


def colleagues(actor: User) -> QuerySet[User]:
    """Who may stand beside this officer: everybody else of the squadron."""
    return (
        User.objects.filter(squadron_id=actor.squadron_id, squadron__isnull=False, role__in=SQUADRON_ROLES)
        .filter(is_active=True)
        .exclude(pk=actor.pk)
        .order_by("display_name", "username")
    )
