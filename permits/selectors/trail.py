"""The timeline as each viewer may read it."""

from django.db.models import QuerySet

from core.models import User
from core.roles import OFFICER_ROLES, Role
from permits.models import Case, Event, Works

_PARTIES = (Event.Level.PUBLIC, Event.Level.PARTIES)


def trail_of(actor: User | None, subject: Case | Works) -> QuerySet[Event]:
    """The events `actor` may read, oldest first; `subject` was reached through visible_cases or visible_works.

    Officers read all of it. Parties read what concerns them, without `office_data`. Agencies read the public events
    and those their own people made.
    """
    events = Event.objects.select_related("actor", "actor__organisation")
    events = events.filter(case=subject) if isinstance(subject, Case) else events.filter(works=subject)
    if actor is None or actor.role in OFFICER_ROLES:
        return events
    events = events.defer("office_data")
    if actor.role == Role.AGENCY:
        own = events.filter(actor__organisation_id=actor.organisation_id)
        return (events.filter(level=Event.Level.PUBLIC) | own).order_by("at", "pk")
    return events.filter(level__in=_PARTIES)


def may_read_office_data(actor: User | None) -> bool:
    """Whether `Event.office_data` is for this person."""
    return actor is None or actor.role in OFFICER_ROLES
