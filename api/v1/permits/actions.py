"""One address per action of a case or a works; what it takes stands in the module of its stage."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from api.inputs import ActionInput
from api.parsing import StrictJsonParser
from api.v1.permits.case_output import CaseOutput
from api.v1.permits.works_output import WorksOutput
from api.view import ApiView
from core.models import User
from permits import policy
from permits.lifecycle import Action
from permits.selectors.cases import get_case
from permits.selectors.works import get_works


@dataclass(frozen=True)
class Door:
    """The way to one action. inputs: what the body says; perform: the service, called with (actor, number, **inputs).

    with_files: the body may be multipart. removes: nothing is left to be told afterwards.
    """

    action: Action
    inputs: type[ActionInput]
    perform: Callable[..., Any]
    with_files: bool = False
    removes: bool = False

    @property
    def summary(self) -> str:
        """The first line of what the service says of itself."""
        return (self.perform.__doc__ or "").strip().splitlines()[0]


class _ActionView(ApiView):
    door: Door | None = None

    def get_parsers(self):
        return [StrictJsonParser(), MultiPartParser()] if self.door and self.door.with_files else [StrictJsonParser()]


class CaseActionView(_ActionView):
    """Do it to a case, and tell the case as it is then."""

    about, output = "case", CaseOutput

    def post(self, request, number: str) -> Response:
        self.door.perform(request.user, number, **self.body(self.door.inputs))
        if self.door.removes:
            return Response(status=204)
        return Response(CaseOutput(get_case(request.user, number), context={"viewer": request.user}).data)


class WorksActionView(_ActionView):
    """Do it to a works, and tell the works as it is then."""

    about, output = "works", WorksOutput

    def post(self, request, number: str) -> Response:
        self.door.perform(request.user, number, **self.body(self.door.inputs))
        return Response(WorksOutput(get_works(request.user, number), context={"viewer": request.user}).data)


def only_the_clock(action: Action) -> Callable[..., None]:
    """What answers for an action no person may do: not found, or not permitted."""

    def perform(actor: User, number: str, *, version: int | None = None) -> None:
        """Only the clock does this; every person is refused."""
        policy.require(actor, action, get_case(actor, number))

    return perform
