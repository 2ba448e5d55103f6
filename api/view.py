"""What every view of this door has: strict reading, pages, problems, and calls done once."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from api.errors import refused
from api.idempotency import once
from api.pagination import page_of

UNSAFE = ("post", "put", "patch", "delete")


class JsonAnyway(BaseContentNegotiation):
    """One language is spoken here, whatever the Accept header says."""

    def select_parser(self, request, parsers):
        media_type = (request.content_type or "").split(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == media_type), None)

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class ApiView(APIView):
    """Handlers raise what the domain raises; unsafe ones honour Idempotency-Key without saying so."""

    content_negotiation_class = JsonAnyway
    metadata_class = None

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        for name in UNSAFE:
            if name in vars(cls):
                setattr(cls, name, once(vars(cls)[name]))

    def body(self, inputs: type[BaseSerializer]) -> dict[str, Any]:
        """The typed members of the body. Raises ValidationError with every reason."""
        return self._typed(inputs, self.request.data)

    def query(self, inputs: type[BaseSerializer]) -> dict[str, Any]:
        """The typed members of the query string. Raises ValidationError with every reason."""
        return self._typed(inputs, self.request.query_params)

    def refusal(self, error: Exception) -> Response | None:
        """The problem a refusal is told as; None for a fault of the program."""
        return refused(error, self.get_exception_handler_context())

    def page(
        self,
        rows: QuerySet,
        keys: Sequence[str],
        output: type[BaseSerializer],
        wanted: dict[str, Any],
        **context: Any,
    ) -> Response:
        """One page: `results`, and `next` with the address of the page after it or null. wanted: of a PageQuery."""
        found, cursor = page_of(rows, keys, wanted.get("cursor", ""), wanted["limit"])
        return Response(
            {
                "results": output(found, many=True, context=context).data,
                "next": self.address(cursor) if cursor else None,
            }
        )

    def _typed(self, inputs: type[BaseSerializer], data: Any) -> dict[str, Any]:
        serializer = inputs(data=data)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def address(self, cursor: str) -> str:
        """The address of this list from the cursor on."""
        query = self.request.query_params.copy()
        query["cursor"] = cursor
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")
