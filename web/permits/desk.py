"""What each role finds on its desk: the queue by time left, what is late, alarms, and its own next steps."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import User
from core.roles import Role
from permits.lifecycle import ACTIVE_STATES, ENDED_STAGES, OPEN_STAGES, Stage, State
from permits.models import Works
from permits.selectors.alarms import open_alarms
from permits.selectors.cases import TURN, CaseFilter, case_list, queue
from permits.selectors.legal_clock import clock_of
from permits.selectors.overview import (
    case_counts,
    late_cases,
    ledger_sites_today,
    works_counts,
    works_to_archive,
    works_to_move,
    works_to_sign,
)
from web.permits.cases.list import rows_of
from web.permits.cases.standing import standing_of

#: Rows a card shows; the rest is in the list behind it.
ROWS = 12
FEW = 6
#: What is counted is at hand; drafts are their applicants' own, and what is over only grows.
COUNTED_STAGES = tuple(stage for stage in Stage if stage not in ENDED_STAGES and stage != Stage.DRAFT)
COUNTED_STATES = (State.SUSPENDED, State.AWAITING_ACCEPTANCE, State.ACCEPTED)


def my_queue(user: User) -> dict[str, Any]:
    """The cases waiting for this person, the most urgent first."""
    waiting = queue(user)
    rows = rows_of(list(waiting[: ROWS + 1]))
    return {"rows": rows[:ROWS], "more": len(rows) > ROWS, "url": f"{reverse('cases')}?mine=on"}


def my_cases(user: User) -> dict[str, Any]:
    """An applicant's cases, those that wait for the applicant first, each with the line of where it is."""
    cases = list(queue(user)[: ROWS + 1])
    others = [stage for stage in (*OPEN_STAGES, Stage.IN_FORCE) if stage not in TURN[Role.APPLICANT]]
    cases += case_list(user, CaseFilter(stages=tuple(others)))[: ROWS + 1 - len(cases)]
    lines = [{"case": case, "standing": standing_of(case, clock_of(case))} for case in cases[:ROWS]]
    return {"lines": lines, "more": len(cases) > ROWS, "url": reverse("cases"), "new_url": reverse("application-new")}


def late(user: User) -> dict[str, Any] | None:
    """What should have been done by now, whoever's turn it is."""
    rows = rows_of(list(late_cases(user)[: FEW + 1]))
    return {"rows": rows[:FEW], "more": len(rows) > FEW, "url": f"{reverse('cases')}?due=late"} if rows else None


def alarms(user: User) -> dict[str, Any] | None:
    """The alarms that are up."""
    found = list(open_alarms(user)[: ROWS + 1])
    url = f"{reverse('works-list')}?alarm=on"
    return {"alarms": found[:ROWS], "more": len(found) > ROWS, "url": url} if found else None


def counts(user: User) -> dict[str, Any]:
    """How many cases and works stand where, each figure a way to its rows."""
    cases, works = case_counts(user, COUNTED_STAGES), works_counts(user, {*ACTIVE_STATES, *COUNTED_STATES})
    sites = sum(works.get(state, 0) for state in ACTIVE_STATES) + ledger_sites_today(user)
    cases_url, works_url = reverse("cases"), reverse("works-list")
    figures = [(sites, _("sites on the road today"), f"{works_url}?on_road=on")]
    figures += [
        (cases[stage], str(Stage(stage).label), f"{cases_url}?stage={stage}")
        for stage in COUNTED_STAGES
        if cases.get(stage)
    ]
    figures += [
        (works[state], str(State(state).label), f"{works_url}?state={state}")
        for state in COUNTED_STATES
        if works.get(state)
    ]
    return {"figures": figures}


def to_sign(user: User) -> dict[str, Any] | None:
    """Completed works that wait for the signature of this person's authority."""
    return _works_card(works_to_sign(user), f"{reverse('works-list')}?state={State.AWAITING_ACCEPTANCE}")


def to_archive(user: User) -> dict[str, Any]:
    """Accepted works whose file is to be closed."""
    card = _works_card(works_to_archive(user), f"{reverse('works-list')}?state={State.ACCEPTED}")
    return card or {"works": [], "more": False, "url": ""}


def to_move(user: User) -> dict[str, Any] | None:
    """An applicant's works that may start or go on."""
    return _works_card(works_to_move(user), reverse("works-list"))


def _works_card(works: QuerySet[Works], url: str) -> dict[str, Any] | None:
    found = list(works.select_related("squadron").defer("geometry", "external_data", "acceptance_data")[: ROWS + 1])
    return {"works": found[:ROWS], "more": len(found) > ROWS, "url": url} if found else None
