"""The timeline of a case or a works, as its reader may read it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from api import words
from api.description.pages import page_schema
from api.pagination import PageQuery
from api.v1.permits.people import PersonOutput
from api.view import ApiView
from permits.models import Event
from permits.selectors.cases import get_case
from permits.selectors.trail import may_read_office_data, trail_of
from permits.selectors.works import get_works


class EventOutput(serializers.ModelSerializer):
    """One event. actor is null when the clock acted; office_data is null for all but officers."""

    actor = PersonOutput(allow_null=True)
    label = serializers.SerializerMethodField()
    office_data = serializers.SerializerMethodField()

    class Meta:
        model = Event
        fields = ("id", "at", "action", "label", "actor", "from_stage", "to_stage", "data", "office_data")

    def get_label(self, event: Event) -> str:
        return words.event_label(event.action)

    def get_office_data(self, event: Event) -> dict[str, Any] | None:
        return event.office_data if self.context["office"] else None


class CaseTimeline(ApiView):
    """What happened to a case."""

    @extend_schema(operation_id="case_timeline", parameters=[PageQuery], responses=page_schema(EventOutput))
    def get(self, request, number):
        """The oldest first."""
        wanted = self.query(PageQuery)
        return _page(self, request.user, get_case(request.user, number), wanted)


class WorksTimeline(ApiView):
    """What happened to a works and its cases."""

    @extend_schema(operation_id="works_timeline", parameters=[PageQuery], responses=page_schema(EventOutput))
    def get(self, request, number):
        """The oldest first."""
        wanted = self.query(PageQuery)
        return _page(self, request.user, get_works(request.user, number), wanted)


def _page(view: ApiView, viewer, subject, wanted):
    office = may_read_office_data(viewer)
    return view.page(trail_of(viewer, subject), ("at", "pk"), EventOutput, wanted, office=office)
