"""What the order section and the partner agencies do: judge the plan."""

from rest_framework import serializers

from api.doors import Door
from api.inputs import ActionInput, KeyField, TextField
from permits.lifecycle import Action
from permits.models import Opinion
from permits.models.case import Recommendation
from permits.services import review


class AskOpinionInput(ActionInput):
    """Whom to ask (see organisations/agencies/), by when, and what."""

    organisation = KeyField()
    due_on = serializers.DateField()
    question = TextField(required=False, max_length=500)


class GiveOpinionInput(ActionInput):
    """The agency's word."""

    verdict = serializers.ChoiceField(Opinion.Verdict.choices)
    text = TextField(required=False)


class RequestRevisionInput(ActionInput):
    """Why the plan must be revised."""

    reason = TextField()


class CloseReviewInput(ActionInput):
    """The judgement. overrides: rule id → why an overridable finding may stand."""

    recommends = serializers.ChoiceField(Recommendation.choices)
    text = TextField()
    conditions = serializers.ListField(child=TextField(max_length=500), required=False, max_length=50)
    overrides = serializers.DictField(child=TextField(max_length=500), required=False)


DOORS = (
    Door(Action.ASK_OPINION, AskOpinionInput, review.ask_opinion),
    Door(Action.GIVE_OPINION, GiveOpinionInput, review.give_opinion),
    Door(Action.REQUEST_REVISION, RequestRevisionInput, review.request_revision),
    Door(Action.CLOSE_REVIEW, CloseReviewInput, review.close_review),
)
