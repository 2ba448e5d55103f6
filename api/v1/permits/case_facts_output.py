"""What follows from a case's state, as this door tells it: actions, clock, conflicts, readiness."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api import words
from core.errors import Violation
from permits.rules.conflicts.conflict import KINDS, Severity
from permits.rules.conflicts.occupation import hours_of
from permits.selectors.actions import Option
from permits.selectors.conflicts import ConflictView


class ViolationOutput(serializers.Serializer):
    """One reason why something is not possible."""

    code = serializers.CharField()
    field = serializers.CharField()
    message = serializers.SerializerMethodField()
    data = serializers.JSONField()

    def get_message(self, violation: Violation) -> str:
        return words.sentence(violation)


class ReadinessOutput(serializers.Serializer):
    """Whether a case could be submitted now. plan_check: output of check_plan without the plan."""

    ready = serializers.BooleanField()
    violations = ViolationOutput(many=True)
    plan_check = serializers.JSONField()


class ActionOutput(serializers.Serializer):
    """One action. reason: code and sentence why it is not available, "" when it is."""

    action = serializers.CharField()
    label = serializers.SerializerMethodField()
    available = serializers.BooleanField()
    reason = serializers.CharField()
    message = serializers.SerializerMethodField()

    def get_label(self, option: Option) -> str:
        return str(option.action.label)

    def get_message(self, option: Option) -> str:
        return words.reason(option.reason, {}) if option.reason else ""


class CountedDayOutput(serializers.Serializer):
    """One calendar day of a limit. number: which working day it is, null when it is not counted."""

    day = serializers.DateField()
    counted = serializers.BooleanField()
    why = serializers.ChoiceField(["start", "workday", "makeup", "weekend", "holiday"])
    number = serializers.IntegerField(allow_null=True)
    festival = serializers.CharField()
    provisional = serializers.BooleanField()


class LegalClockOutput(serializers.Serializer):
    """A limit. left: working days after today, negative when overdue. provisional: the last day may still move."""

    running = serializers.BooleanField(default=True)
    kind = serializers.ChoiceField(["accept", "correct", "decide", "issue"], required=False)
    starts_on = serializers.DateField(required=False)
    last_day = serializers.DateField(required=False)
    workdays = serializers.IntegerField(required=False)
    used = serializers.IntegerField(required=False)
    left = serializers.IntegerField(required=False)
    provisional = serializers.BooleanField(required=False)
    days = CountedDayOutput(many=True, required=False)


class DaysOutput(serializers.Serializer):
    """A closed interval of calendar days."""

    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class ShiftOutput(serializers.Serializer):
    """The smallest moves of the dates, in whole days; null when none within `within_days` helps."""

    earlier_days = serializers.IntegerField(allow_null=True)
    later_days = serializers.IntegerField(allow_null=True)
    best_days = serializers.IntegerField(allow_null=True)
    within_days = serializers.IntegerField()


class WorksInTheWayOutput(serializers.Serializer):
    """A works in the way. number, contractor_name: "" unless the caller may know them."""

    number = serializers.CharField()
    road_name = serializers.CharField()
    closure = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    contractor_name = serializers.CharField()


class ConflictOutput(serializers.Serializer):
    """One conflict. code: of its sentences. shared, hours: when both are there; no hours, the whole day.

    works: none when it is about the road, the calendar or a place. geometry: null when the caller may not know it.
    shift: null when no move of the dates is to the point.
    """

    kind = serializers.ChoiceField(KINDS, source="found.kind")
    severity = serializers.SerializerMethodField()
    code = serializers.CharField(source="found.says")
    what = serializers.CharField(source="said.what")
    why = serializers.CharField(source="said.why")
    help = serializers.CharField(source="said.help")
    clause = serializers.CharField(source="found.clause")
    certainty = serializers.ChoiceField(["verified", "setting"], source="found.certainty")
    distance_m = serializers.FloatField(source="found.distance_m", allow_null=True)
    shared = DaysOutput(source="found.days", allow_null=True)
    hours = serializers.SerializerMethodField()
    phases = serializers.ListField(child=serializers.CharField(), source="found.phases")
    works = WorksInTheWayOutput(many=True, source="others")
    geometry = serializers.JSONField(allow_null=True)
    shift = ShiftOutput(allow_null=True)

    @extend_schema_field(serializers.ChoiceField([one.name.lower() for one in Severity]))
    def get_severity(self, view: ConflictView) -> str:
        return view.found.severity.name.lower()

    @extend_schema_field(serializers.ListField(child=serializers.ListField(child=serializers.CharField())))
    def get_hours(self, view: ConflictView) -> list[list[str]]:
        return hours_of(view.found.windows)


class ConflictsOutput(serializers.Serializer):
    """results: the worst first. shift: the smallest move that leaves no conflict in time, null when there is none.

    earliest: the day before which the dates may not be moved.
    """

    results = ConflictOutput(many=True, source="rows")
    shift = ShiftOutput(allow_null=True)
    earliest = serializers.DateField(allow_null=True)
