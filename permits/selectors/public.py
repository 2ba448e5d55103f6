"""What anybody may know: current and coming works, and public notices. No personal data ever passes here."""

import datetime as dt

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from core import clock
from core.errors import NotFound
from permits.lifecycle import ACTIVE_STATES, ENDED_STATES, State
from permits.models import IssuedDocument, Works

#: How far ahead a permitted works is announced.
COMING_DAYS = 60

PUBLIC_FIELDS = (
    "number",
    "title",
    "road_name",
    "place_text",
    "state",
    "closure",
    "starts_on",
    "ends_on",
    "purpose",
    "detour_text",
    "notice_text",
    "contractor_name",
    "client_name",
    "origin",
    "geometry",
    "lon",
    "lat",
    "length_m",
    "squadron_name",
    "permit_number",
    "permit_code",
    "changed_at",
)


def public_works(day: dt.date | None = None) -> QuerySet[Works]:
    """The works on the road on `day` (today) and those permitted to come within COMING_DAYS."""
    day = day or clock.today()
    active = Q(state__in=ACTIVE_STATES)
    permitted = Q(state=State.PLANNED, permit_in_force__isnull=False, ends_on__gte=day)
    permitted &= Q(starts_on__lte=day + dt.timedelta(days=COMING_DAYS))
    imported = Q(origin=Works.Origin.IMPORTED, ledger_ended=False, ends_on__gte=day)
    imported &= Q(starts_on__lte=day + dt.timedelta(days=COMING_DAYS)) & ~Q(state__in=ENDED_STATES)
    return Works.objects.filter(active | permitted | imported, geometry__isnull=False)


def public_rows(works: QuerySet[Works]) -> QuerySet:
    """The public columns of those works as dicts (PUBLIC_FIELDS)."""
    card = IssuedDocument.objects.filter(case=OuterRef("permit_in_force"), kind="D09").order_by("-pk")
    return works.annotate(
        title=F("project_name"),
        squadron_name=F("squadron__name"),
        permit_number=Subquery(card.values("number")[:1]),
        permit_code=Subquery(card.values("verify_code")[:1]),
    ).values(*PUBLIC_FIELDS)


def get_public_works(number: str) -> dict:
    """One works anybody may see, as a dict of PUBLIC_FIELDS. NotFound otherwise."""
    row = public_rows(public_works().filter(number=number)).first()
    if row is None:
        raise NotFound("works", number)
    return row


def last_change(works: QuerySet[Works]) -> dt.datetime | None:
    """When any of these works last changed."""
    return works.aggregate(last=Max("changed_at"))["last"]


def public_notices() -> QuerySet[IssuedDocument]:
    """The published notices that still hold, the newest first."""
    return (
        IssuedDocument.objects.filter(kind="D13", status=IssuedDocument.Status.VALID)
        .select_related("works")
        .order_by("-issued_at", "-pk")
    )
