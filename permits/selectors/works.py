"""Reads of works: the active sites, the list, one works' page."""

import datetime as dt

from django.db.models import Q, QuerySet

from core.errors import NotFound
from core.models import User
from permits.lifecycle import ACTIVE_STATES, ENDED_STATES
from permits.models import Works
from permits.selectors.visibility import visible_works


def active_sites(day: dt.date) -> QuerySet[Works]:
    """Works that occupy the road on `day`: by state, or, when imported from a ledger, by their dates."""
    by_dates = Q(origin=Works.Origin.IMPORTED, ledger_ended=False, starts_on__lte=day, ends_on__gte=day)
    by_state = Q(state__in=ACTIVE_STATES)
    return Works.objects.filter(by_state | (by_dates & ~Q(state__in=ENDED_STATES)))


def get_works(actor: User | None, number: str) -> Works:
    """One works with what its page shows. NotFound when `actor` may not know of it."""
    works = (
        visible_works(actor)
        .select_related(
            "organisation", "squadron", "permit_in_force", "changed_by", "police_signed_by", "authority_signed_by"
        )
        .filter(number=number)
        .first()
    )
    if works is None:
        raise NotFound("works", number)
    return works
