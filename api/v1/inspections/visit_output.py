"""Visits as this door tells them: a line of a list, and one with its checklist."""

from rest_framework import serializers

from api import words
from api.v1.inspections.order_output import OrderLineOutput
from api.v1.permits.people import PersonOutput
from inspections.lifecycle import Severity, VisitState
from inspections.models import ChecklistResult, Finding, Photo, Visit


class PhotoOutput(serializers.ModelSerializer):
    """A photo; its content is at `inspections/photos/{id}/file/`. lon, lat: WGS84 degrees."""

    class Meta:
        model = Photo
        fields = ("id", "item_code", "original_name", "content_type", "size_bytes", "sha256", "taken_at", "lon", "lat")


class FindingOutput(serializers.ModelSerializer):
    """What is wrong at a site. order: number of the order it belongs to."""

    severity = serializers.ChoiceField(Severity.choices)
    order = serializers.CharField(source="order.number", default=None, allow_null=True)

    class Meta:
        model = Finding
        fields = ("id", "code", "severity", "text", "text_en", "basis", "requirement", "order")


class VisitLineOutput(serializers.ModelSerializer):
    """A visit in a list. reasons: why the site is on the round."""

    works = serializers.CharField(source="works.number")
    road_name = serializers.CharField(source="works.road_name")
    place_text = serializers.CharField(source="works.place_text")
    works_lon = serializers.FloatField(source="works.lon", allow_null=True)
    works_lat = serializers.FloatField(source="works.lat", allow_null=True)
    state = serializers.ChoiceField(VisitState.choices)
    state_label = serializers.CharField(source="get_state_display")

    class Meta:
        model = Visit
        fields = (
            "id", "day", "position", "state", "state_label", "works", "road_name", "place_text", "works_lon",
            "works_lat", "due_by", "mandatory", "reasons", "arrives_at", "leaves_at", "arrived_at", "recorded_at",
            "missed_reason", "version",
        )  # fmt: skip


class WorksVisitOutput(serializers.ModelSerializer):
    """A visit in the list of its works, with what it found."""

    state = serializers.ChoiceField(VisitState.choices)
    officer = PersonOutput(allow_null=True)
    second_officer = PersonOutput(allow_null=True)
    findings = FindingOutput(many=True)

    class Meta:
        model = Visit
        fields = (
            "id", "day", "state", "officer", "second_officer", "arrived_at", "recorded_at", "missed_reason", "findings",
            "version",
        )  # fmt: skip


class VisitFactsOutput(VisitLineOutput):
    """A visit. lon, lat, distance_m: where the phone said it was on arrival, and how far from the works."""

    officer = PersonOutput(allow_null=True)
    second_officer = PersonOutput(allow_null=True)

    class Meta(VisitLineOutput.Meta):
        fields = (*VisitLineOutput.Meta.fields, "lon", "lat", "distance_m", "remarks", "officer", "second_officer")


class ItemOutput(serializers.Serializer):
    """One item of the checklist, in both languages. certainty: verified, secondary or practice."""

    code = serializers.CharField()
    group = serializers.CharField()
    severity = serializers.CharField()
    certainty = serializers.CharField()
    text_zh = serializers.CharField()
    text_en = serializers.CharField()
    basis = serializers.CharField()


class ResultOutput(serializers.ModelSerializer):
    """What the officers answered."""

    class Meta:
        model = ChecklistResult
        fields = ("item_text", "result", "note")


class ItemLineOutput(serializers.Serializer):
    """item: asked, while the visit is open; result: answered, once it is recorded."""

    code = serializers.CharField()
    item = ItemOutput(allow_null=True)
    result = ResultOutput(allow_null=True)
    finding = FindingOutput(allow_null=True)
    photos = PhotoOutput(many=True)


class VisitOutput(serializers.Serializer):
    """A visit with its checklist. to_reinspect: open orders of the site from other visits."""

    visit = VisitFactsOutput()
    lines = ItemLineOutput(many=True)
    site_photos = PhotoOutput(many=True)
    orders = OrderLineOutput(many=True)
    to_reinspect = OrderLineOutput(many=True)


class RoundOutput(serializers.Serializer):
    """The way of two officers on one day; times are the city's."""

    squadron = serializers.SerializerMethodField()
    officer = PersonOutput()
    second_officer = PersonOutput()
    starts_at = serializers.TimeField()
    ends_at = serializers.TimeField()
    travel_km = serializers.FloatField()
    visits = VisitLineOutput(many=True)

    def get_squadron(self, one) -> str | None:
        return one.day_plan.squadron.code if one.day_plan.squadron else None


class CountsOutput(serializers.Serializer):
    """due = planned_due + deferred, always."""

    active = serializers.IntegerField()
    due = serializers.IntegerField()
    planned_due = serializers.IntegerField()
    planned_optional = serializers.IntegerField()
    deferred = serializers.IntegerField()


class OutcomeOutput(serializers.Serializer):
    """What became of the visits of a day."""

    recorded = serializers.IntegerField()
    missed = serializers.IntegerField()
    open = serializers.IntegerField()


class NotVisitedOutput(serializers.Serializer):
    """A due site nobody has recorded."""

    works = serializers.CharField(source="works.number")
    due_by = serializers.DateField()
    reason = serializers.CharField()
    message = serializers.SerializerMethodField()

    def get_message(self, one) -> str:
        return words.not_visited(one.reason)


class SquadronCoverageOutput(serializers.Serializer):
    """One squadron's day; null for the sites of none."""

    squadron = serializers.CharField(source="squadron.code", default=None, allow_null=True)
    planned = CountsOutput()
    outcome = OutcomeOutput()
    visited = serializers.SerializerMethodField()
    not_visited = NotVisitedOutput(many=True)
    unplanned = serializers.SerializerMethodField()

    def get_visited(self, part) -> list[str]:
        return [visit.works.number for visit in part.visited]

    def get_unplanned(self, part) -> list[str]:
        return [visit.works.number for visit in part.unplanned]


class CoverageOutput(serializers.Serializer):
    """Which sites were due, which were visited, and why any was not."""

    day = serializers.DateField()
    total = CountsOutput()
    outcome = OutcomeOutput()
    squadrons = SquadronCoverageOutput(many=True)
