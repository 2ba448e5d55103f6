"""One address per action; what an action takes stands in the module of its stage."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from api.inputs import Input
from api.parsing import StrictJsonParser
from api.uploads import UploadParser
from api.view import ApiView
from core.models import User


@dataclass(frozen=True)
class Door:
    """The way to one action. inputs: what the body says; perform: called with (actor, key of the subject, **inputs).

    with_files: the body may be multipart. removes: nothing is left to be told afterwards. output, status: how what
    `perform` returns is told; without output the subject is told as it is then.
    """

    action: TextChoices
    inputs: type[Input]
    perform: Callable[..., Any]
    with_files: bool = False
    removes: bool = False
    output: type[BaseSerializer] | None = None
    status: int = 200

    @property
    def summary(self) -> str:
        """The first line of what the service says of itself."""
        return (self.perform.__doc__ or "").strip().splitlines()[0]


class ActionView(ApiView):
    """Do it, and tell the subject as it is then. about: what kind of subject; output: how it is told."""

    door: Door | None = None
    about = ""
    output: type[BaseSerializer]

    def get_parsers(self):
        return [StrictJsonParser(), UploadParser()] if self.door and self.door.with_files else [StrictJsonParser()]

    def post(self, request, key) -> Response:
        done = self.door.perform(request.user, key, **self.body(self.door.inputs))
        if self.door.removes:
            return Response(status=204)
        if self.door.output is not None:
            return Response(self.door.output(done).data, self.door.status)
        return Response(self.told(request.user, key))

    def told(self, viewer: User, key: Any) -> dict[str, Any]:
        """The subject as `viewer` may know it."""
        raise NotImplementedError
