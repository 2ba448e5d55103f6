"""Reads of cases: the queues and lists, and everything a case's page shows."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet

from core.errors import NotFound
from core.models import User
from core.roles import Role
from permits.lifecycle import OPEN_STAGES, Stage
from permits.models import Case, IssuedDocument, Material, Opinion, Survey
from permits.selectors.visibility import visible_cases

#: Whose turn it is in which stage (ARCHITECTURE.md, "Two lives").
TURN = {
    Role.APPLICANT: (Stage.DRAFT, Stage.CORRECTION, Stage.REVISION),
    Role.CLERK: (Stage.SUBMITTED, Stage.GRANTED),
    Role.SQUADRON: (Stage.ACCEPTED,),
    Role.REVIEWER: (Stage.SURVEYED,),
    Role.AGENCY: (Stage.SURVEYED,),
    Role.LEGAL: (Stage.REVIEWED,),
    Role.LEADER: (Stage.REVIEWED,),
}

#: Long JSON a list never shows.
HEAVY = ("plan", "plan_check", "geometry", "detour_line", "notice_text", "search_text")


@dataclass(frozen=True)
class CaseFilter:
    """What a list is narrowed to; every member optional. q: words of number, party, road, Chinese or Latin letters."""

    q: str = ""
    stages: tuple[str, ...] = ()
    kind: str = ""
    squadron: str = ""
    due_before: dt.date | None = None
    open_only: bool = False


def queue(actor: User) -> QuerySet[Case]:
    """The cases waiting for `actor`, the most urgent first."""
    cases = visible_cases(actor).filter(stage__in=TURN.get(actor.role, ()))
    if actor.role == Role.AGENCY:
        cases = cases.filter(opinions__organisation_id=actor.organisation_id, opinions__given_at=None)
    if actor.role == Role.LEGAL:
        cases = cases.filter(review_recommends="refuse", legal_opinion_at=None)
    # Only drafts have no last day; without them the index of stage and last day gives the order for nothing.
    most_urgent = F("due_on").asc(nulls_last=True) if actor.role == Role.APPLICANT else "due_on"
    return _listed(cases).order_by(most_urgent, "pk")


def case_list(actor: User, wanted: CaseFilter) -> QuerySet[Case]:
    """The cases `actor` may know of, narrowed; the newest first."""
    cases = visible_cases(actor)
    for word in wanted.q.lower().split():
        cases = cases.filter(search_text__contains=word)
    if wanted.stages:
        cases = cases.filter(stage__in=wanted.stages)
    elif wanted.open_only:
        cases = cases.filter(stage__in=OPEN_STAGES)
    if wanted.kind:
        cases = cases.filter(kind=wanted.kind)
    if wanted.squadron:
        cases = cases.filter(squadron__code=wanted.squadron)
    if wanted.due_before is not None:
        cases = cases.filter(due_on__lt=wanted.due_before)
    return _listed(cases).order_by("-pk")


def _listed(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("works", "organisation", "squadron").defer(*HEAVY)


def get_case(actor: User | None, number: str) -> Case:
    """One case with what its page shows. NotFound when `actor` may not know of it."""
    case = (
        visible_cases(actor)
        .select_related(
            "works",
            "works__permit_in_force",
            "organisation",
            "squadron",
            "parent",
            "reviewed_by",
            "decided_by",
            "legal_opinion_by",
            "changed_by",
        )
        .prefetch_related(
            Prefetch("materials", Material.objects.filter(superseded_at=None).select_related("uploaded_by")),
            "correction_items",
            Prefetch("opinions", Opinion.objects.select_related("organisation", "given_by", "asked_by")),
            Prefetch("surveys", Survey.objects.select_related("officer", "second_officer")),
            "plan_versions",
            Prefetch("documents", IssuedDocument.objects.defer("snapshot")),
        )
        .filter(number=number)
        .first()
    )
    if case is None:
        raise NotFound("case", number)
    return case


def get_case_alone(actor: User | None, number: str) -> Case:
    """One case with its works and nothing else that hangs on it. NotFound when `actor` may not know of it."""
    case = visible_cases(actor).select_related("works", "organisation").filter(number=number).first()
    if case is None:
        raise NotFound("case", number)
    return case


def cases_of_works(actor: User | None, works_id: int) -> QuerySet[Case]:
    """The cases of one works `actor` may know of, in the order of their life."""
    return _listed(visible_cases(actor).filter(Q(works_id=works_id))).order_by("pk")
