"""What the window does with a file: accept, ask for corrections, decline."""

from rest_framework import serializers

from api.doors import Door
from api.inputs import ActionInput, Input, TextField
from permits.lifecycle import Action
from permits.rules.acceptance import DECLINE_GROUNDS
from permits.services import acceptance


class AcceptInput(ActionInput):
    """The file is complete."""


class CorrectionInput(Input):
    """One thing to correct. material: code of the material concerned, if any."""

    text = TextField(max_length=500)
    material = TextField(required=False, max_length=4)
    legal_basis = TextField(required=False, max_length=200)


class RequestCorrectionInput(ActionInput):
    """Everything that is missing, once."""

    items = CorrectionInput(many=True, max_length=50)


class DeclineInput(ActionInput):
    """Why the application is not accepted, and who is competent instead."""

    ground = serializers.ChoiceField(DECLINE_GROUNDS)
    reasons = serializers.ListField(child=TextField(max_length=1000), max_length=20)
    competent_authority = TextField(required=False, max_length=200)


DOORS = (
    Door(Action.ACCEPT, AcceptInput, acceptance.accept_case),
    Door(Action.REQUEST_CORRECTION, RequestCorrectionInput, acceptance.request_correction),
    Door(Action.DECLINE, DeclineInput, acceptance.decline_case),
)
