"""Actions of cases and works: how they are told afterwards, and those that no person may do."""

from collections.abc import Callable
from typing import Any

from api.doors import ActionView
from api.v1.permits.case_output import CaseOutput
from api.v1.permits.works_output import WorksOutput
from core.models import User
from permits import policy
from permits.lifecycle import Action
from permits.selectors.cases import get_case
from permits.selectors.works import get_works


class CaseActionView(ActionView):
    """An action of a case."""

    about, output = "case", CaseOutput

    def told(self, viewer: User, key: str) -> dict[str, Any]:
        return CaseOutput(get_case(viewer, key), context={"viewer": viewer}).data


class WorksActionView(ActionView):
    """An action of a works."""

    about, output = "works", WorksOutput

    def told(self, viewer: User, key: str) -> dict[str, Any]:
        return WorksOutput(get_works(viewer, key)).data


def only_the_clock(action: Action) -> Callable[..., None]:
    """What answers for an action no person may do: not found, or not permitted."""

    def perform(actor: User, number: str, *, version: int | None = None) -> None:
        """Only the clock does this; every person is refused."""
        policy.require(actor, action, get_case(actor, number))

    return perform
