"""What the legal reviewer and the leader do: decide."""

from rest_framework import serializers

from api.doors import Door
from api.inputs import ActionInput, FlagField, TextField
from permits.lifecycle import Action
from permits.services import decision


class GiveLegalOpinionInput(ActionInput):
    """Whether the legal reviewer agrees with the intended decision, and why."""

    agrees = FlagField()
    text = TextField()


class GrantInput(ActionInput):
    """Left out, the days are those applied for and the conditions those of the review."""

    valid_from = serializers.DateField(required=False, allow_null=True)
    valid_until = serializers.DateField(required=False, allow_null=True)
    conditions = serializers.ListField(child=TextField(max_length=500), required=False, allow_null=True, max_length=50)
    reason = TextField(required=False)


class RefuseInput(ActionInput):
    """Reasons, and the articles they rest on."""

    reasons = serializers.ListField(child=TextField(max_length=1000), max_length=20)
    basis = serializers.ListField(child=TextField(max_length=300), max_length=20)


class ReturnToReviewInput(ActionInput):
    """Why the order section must look again."""

    reason = TextField()


class ExtendProcessingInput(ActionInput):
    """How many more working days, and why."""

    workdays = serializers.IntegerField(min_value=-1000, max_value=1000)
    reason = TextField()


DOORS = (
    Door(Action.GIVE_LEGAL_OPINION, GiveLegalOpinionInput, decision.give_legal_opinion),
    Door(Action.GRANT, GrantInput, decision.grant_case),
    Door(Action.REFUSE, RefuseInput, decision.refuse_case),
    Door(Action.RETURN_TO_REVIEW, ReturnToReviewInput, decision.return_to_review),
    Door(Action.EXTEND_PROCESSING, ExtendProcessingInput, decision.extend_processing),
)
