"""Reads of works: the active sites, the list, one works' page."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from core.errors import NotFound
from core.models import User
from permits.lifecycle import ACTIVE_STATES, ENDED_STATES
from permits.models import Works
from permits.selectors.visibility import visible_works


def active_sites(day: dt.date) -> QuerySet[Works]:
    """Works that occupy the road on `day`: by state, or, when imported from a ledger, by their dates."""
    return Works.objects.filter(Q(state__in=ACTIVE_STATES) | by_ledger(day))


def by_ledger(day: dt.date) -> Q:
    """The imported works whose dates say that they occupy the road on `day`."""
    standing = Q(origin=Works.Origin.IMPORTED, ledger_ended=False, starts_on__lte=day, ends_on__gte=day)
    return standing & ~Q(state__in=ENDED_STATES)


#: Where the words of a search are looked for.
_SEARCHED = ("number", "road_name", "place_text", "project_name", "contractor_name", "client_name", "external_ref")
#: Long values a list never shows.
HEAVY = ("geometry", "external_data", "acceptance_data", "notice_text")


@dataclass(frozen=True)
class WorksFilter:
    """What a list is narrowed to; every member optional. active_on: only works that occupy the road on that day."""

    q: str = ""
    states: tuple[str, ...] = ()
    origin: str = ""
    squadron: str = ""
    active_on: dt.date | None = None


def works_list(actor: User, wanted: WorksFilter) -> QuerySet[Works]:
    """The works `actor` may know of, narrowed; the newest first."""
    works = visible_works(actor)
    for word in wanted.q.split():
        found = Q()
        for column in _SEARCHED:
            found |= Q(**{f"{column}__icontains": word})
        works = works.filter(found)
    if wanted.states:
        works = works.filter(state__in=wanted.states)
    if wanted.origin:
        works = works.filter(origin=wanted.origin)
    if wanted.squadron:
        works = works.filter(squadron__code=wanted.squadron)
    if wanted.active_on is not None:
        works = works.filter(pk__in=active_sites(wanted.active_on))
    return works.select_related("organisation", "squadron").defer(*HEAVY).order_by("-pk")


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
