"""The caller's inbox."""

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.response import Response

from api.inputs import FlagField, Input, KeyField
from api.pagination import DEFAULT_SIZE, LARGEST_SIZE
from api.view import ApiView
from notifications.selectors import inbox, unread_count
from notifications.services.reading import mark_all_read, mark_read


class InboxQuery(Input):
    """Which page of what."""

    cursor = serializers.RegexField(r"^[<>][0-9]{1,18}$", required=False)
    limit = serializers.IntegerField(required=False, default=DEFAULT_SIZE, min_value=1, max_value=LARGEST_SIZE)
    unread_only = FlagField(required=False)


class NewsOutput(serializers.Serializer):
    """One item. name: what happened. number: of the case or works it is about. path: its page."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    title = serializers.CharField()
    body = serializers.CharField()
    number = serializers.CharField()
    path = serializers.CharField()
    at = serializers.DateTimeField()
    read = serializers.BooleanField()


class ReadUpToInput(Input):
    """up_to: the newest item the caller saw; left out, everything."""

    up_to = KeyField(required=False)


class Inbox(ApiView):
    """What the caller was told."""

    @extend_schema(
        operation_id="inbox",
        parameters=[InboxQuery],
        responses=inline_serializer(
            "InboxPage",
            {
                "results": NewsOutput(many=True),
                "unread": serializers.IntegerField(),
                "next": serializers.URLField(allow_null=True),
            },
        ),
    )
    def get(self, request):
        """The newest first, in the language of the call."""
        asked = self.query(InboxQuery)
        page = inbox(
            request.user,
            cursor=asked.get("cursor", ""),
            unread_only=asked.get("unread_only", False),
            size=asked["limit"],
        )
        return Response(
            {
                "results": NewsOutput(page.rows, many=True).data,
                "unread": unread_count(request.user),
                "next": self.address(page.older) if page.older else None,
            }
        )


class InboxRead(ApiView):
    """One item."""

    @extend_schema(operation_id="inbox_read", request=None, responses={204: None})
    def post(self, request, item):
        """Mark it read; a second time changes nothing."""
        mark_read(request.user, item)
        return Response(status=204)


class InboxReadAll(ApiView):
    """All items."""

    @extend_schema(
        operation_id="inbox_read_all",
        request=ReadUpToInput,
        responses=inline_serializer("MarkedRead", {"marked": serializers.IntegerField()}),
    )
    def post(self, request):
        """Mark everything read, or everything up to an item the caller saw."""
        return Response({"marked": mark_all_read(request.user, **self.body(ReadUpToInput))})
