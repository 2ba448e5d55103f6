"""From a circle of the audience table to the people in it."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from django.db.models import Q

from core.models import AccountEvent, Organisation, User
from core.roles import Role
from notifications.audience import ACCOUNT_AUDIENCE, AUDIENCE, By, Hearing, Who, name_of
from permits.lifecycle import Stage
from permits.models import Event
from permits.selectors.visibility import visible_cases, visible_works

NO_ONE = Q(pk__in=())

#: Circles that hear nothing of what stays inside the office. The agency that is asked must hear that it is.
OUTSIDE = frozenset({Who.APPLICANT, Who.ASKED, Who.ROAD_AUTHORITIES})


class Told(NamedTuple):
    """One person who hears of one event: with which words, by which channels."""

    user: User
    template: str
    by: By


def _role(role: Role) -> Callable[[Event | AccountEvent], Q]:
    return lambda event: Q(role=role)


def _applicant(event: Event) -> Q:
    subject = event.case or event.works
    if subject is None or subject.organisation_id is None:
        return NO_ONE
    return Q(role=Role.APPLICANT, organisation_id=subject.organisation_id)


def _in_area(role: Role) -> Callable[[Event], Q]:
    def officers(event: Event) -> Q:
        subject = event.case or event.works
        squadron = subject.squadron_id if subject else event.data.get("squadron_id")
        return Q(role=role, squadron_id=squadron) if squadron else NO_ONE

    return officers


_squadron_officers = _in_area(Role.SQUADRON)

#: With whom a case lies in a stage.
_HOLDERS: Mapping[str, Callable[[Event], Q]] = MappingProxyType(
    {
        Stage.SUBMITTED: _role(Role.CLERK),
        Stage.CORRECTION: _role(Role.CLERK),
        Stage.ACCEPTED: _squadron_officers,
        Stage.SURVEYED: _role(Role.REVIEWER),
        Stage.REVISION: _role(Role.REVIEWER),
        Stage.REVIEWED: _role(Role.LEADER),
        Stage.GRANTED: _role(Role.CLERK),
    }
)


def _holders(event: Event) -> Q:
    stage = event.from_stage or (event.case.stage if event.case else "")
    holders = _HOLDERS.get(stage)
    return holders(event) if holders else NO_ONE


def _asked(event: Event) -> Q:
    case = event.case or (event.works.permit_in_force if event.works else None)
    if case is None:
        return NO_ONE
    return Q(role=Role.AGENCY, organisation_id__in=case.opinions.values("organisation_id"))


def _asked_now(event: Event) -> Q:
    return Q(role=Role.AGENCY, organisation_id=event.data["organisation"])


def _managers(event: AccountEvent) -> Q:
    if event.organisation_id is None:
        return NO_ONE
    return Q(organisation_id=event.organisation_id, membership=User.Membership.MANAGER)


def _subject(event: AccountEvent) -> Q:
    return Q(pk=event.subject_user_id) if event.subject_user_id else NO_ONE


_CIRCLES: Mapping[Who, Callable[[Event | AccountEvent], Q]] = MappingProxyType(
    {
        Who.APPLICANT: _applicant,
        Who.SQUADRON: _squadron_officers,
        Who.INSPECTORS: _in_area(Role.INSPECTOR),
        Who.CLERKS: _role(Role.CLERK),
        Who.REVIEWERS: _role(Role.REVIEWER),
        Who.LEGAL: _role(Role.LEGAL),
        Who.LEADERS: _role(Role.LEADER),
        Who.COMMANDERS: _role(Role.COMMANDER),
        Who.ARCHIVISTS: _role(Role.ARCHIVIST),
        Who.HOLDERS: _holders,
        Who.ASKED_NOW: _asked_now,
        Who.ASKED: _asked,
        Who.ROAD_AUTHORITIES: lambda event: Q(role=Role.AGENCY, organisation__kind=Organisation.Kind.ROAD_AUTHORITY),
        Who.MANAGERS: _managers,
        Who.SUBJECT: _subject,
    }
)


def told_of(event: Event) -> list[Told]:
    """Everybody who hears of a works' or case's event, each once. Raises KeyError for an event nobody has a row for.

    Whatever the row: whoever may not know of the case or works (visibility.py), or of office matters, hears nothing.
    """
    row = AUDIENCE[name_of(event)]
    if event.level == Event.Level.OFFICE:
        row = tuple(hearing for hearing in row if hearing.who not in OUTSIDE)
    told = _told(row, event)
    # Sight goes by role, organisation and squadron (visibility.py): one look answers for all who share them.
    sights = {_sight(person.user): person.user for person in told}
    knowing = {sight for sight, user in sights.items() if _may_know(user, event)}
    return [person for person in told if _sight(person.user) in knowing]


def told_of_account(event: AccountEvent) -> list[Told]:
    """Everybody who hears of an account event, each once; account events without a row concern nobody."""
    return _told(ACCOUNT_AUDIENCE.get(event.action, ()), event)


def _told(row: Iterable[Hearing], event: Event | AccountEvent) -> list[Told]:
    told: dict[int, Told] = {}
    for hearing in row:
        circle = User.objects.filter(_CIRCLES[hearing.who](event), is_active=True).select_related("organisation")
        for user in circle.order_by("pk"):
            if user.pk != event.actor_id or hearing.also_actor:
                told.setdefault(user.pk, Told(user, hearing.template, hearing.by))
    return list(told.values())


def _sight(user: User) -> tuple[str, int | None, int | None]:
    return user.role, user.organisation_id, user.squadron_id


def _may_know(user: User, event: Event) -> bool:
    if event.case_id is not None:
        return visible_cases(user).filter(pk=event.case_id).exists()
    return event.works_id is None or visible_works(user).filter(pk=event.works_id).exists()
