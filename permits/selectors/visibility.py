"""Who may know of what: `visible_to(actor)` is the only entrance to cases and works.

What hangs on them is narrowed by `in_visible_case` and `at_visible_works`. These are asked row by row: a list of ten
orders then costs ten look-ups, where `works__in=visible_works(actor)` would walk over the whole register first.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.models import Organisation, User
from core.roles import BRIGADE_ROLES, SQUADRON_ROLES, Role
from permits.lifecycle import Stage, State
from permits.models import Case, Opinion, Works


def visible_cases(actor: User | None) -> QuerySet[Case]:
    """The cases `actor` may know of; None is the system and sees all.

    Applicants: their organisation's. Squadron roles: submitted ones of their squadron. Agencies: those they were
    asked about. Everyone else in the brigade: all that have been submitted.
    """
    cases = Case.objects.all()
    if actor is None:
        return cases
    if not actor.is_active:
        return cases.none()
    if actor.role == Role.APPLICANT:
        return cases.filter(organisation_id=actor.organisation_id) if actor.organisation_id else cases.none()
    submitted = cases.exclude(stage=Stage.DRAFT)
    if actor.role in SQUADRON_ROLES:
        return submitted.filter(squadron_id=actor.squadron_id) if actor.squadron_id else cases.none()
    if actor.role == Role.AGENCY:
        asked = Opinion.objects.filter(case=OuterRef("pk"), organisation_id=actor.organisation_id)
        return submitted.filter(Exists(asked)) if actor.organisation_id else cases.none()
    if actor.role in BRIGADE_ROLES:
        return submitted
    return cases.none()


def visible_works(actor: User | None) -> QuerySet[Works]:
    """The works `actor` may know of; None is the system and sees all.

    A works nobody has yet submitted a case for is its applicant's alone. The road authority also sees every works that
    awaits or has had its completion acceptance, since it signs it (道路交通安全法 32(2)).
    """
    works = Works.objects.all()
    if actor is None:
        return works
    if not actor.is_active:
        return works.none()
    if actor.role == Role.APPLICANT:
        return works.filter(organisation_id=actor.organisation_id) if actor.organisation_id else works.none()
    submitted = Case.objects.filter(works=OuterRef("pk")).exclude(stage=Stage.DRAFT)
    known = works.exclude(Q(origin=Works.Origin.APPLICATION, state=State.PLANNED) & ~Exists(submitted))
    if actor.role in SQUADRON_ROLES:
        return known.filter(squadron_id=actor.squadron_id) if actor.squadron_id else works.none()
    if actor.role == Role.AGENCY:
        if not actor.organisation_id:
            return works.none()
        asked = Opinion.objects.filter(case__works=OuterRef("pk"), organisation_id=actor.organisation_id)
        seen = Q(Exists(asked))
        if actor.organisation.kind == Organisation.Kind.ROAD_AUTHORITY:
            seen |= Q(state__in=(State.AWAITING_ACCEPTANCE, State.ACCEPTED, State.ARCHIVED))
        return known.filter(seen)
    if actor.role in BRIGADE_ROLES:
        return known
    return works.none()


def in_visible_case(actor: User | None, column: str = "case") -> Exists:
    """The condition that the case in `column` is one `actor` may know of."""
    return Exists(visible_cases(actor).filter(pk=OuterRef(column)))


def at_visible_works(actor: User | None, column: str = "works") -> Exists:
    """The condition that the works in `column` is one `actor` may know of."""
    return Exists(visible_works(actor).filter(pk=OuterRef(column)))
