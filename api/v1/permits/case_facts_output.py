"""What follows from a case's state, as this door tells it: actions, clock, conflicts, readiness."""

from rest_framework import serializers

from api import words
from core.errors import Violation
from permits.selectors.actions import Option


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


class ConflictOutput(serializers.Serializer):
    """A works in the way. number, contractor_name, geometry: only as far as the caller may know them."""

    number = serializers.CharField()
    road_name = serializers.CharField()
    closure = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    shared = DaysOutput()
    distance_m = serializers.FloatField()
    contractor_name = serializers.CharField()
    geometry = serializers.JSONField(allow_null=True)
