"""What two officers of the squadron do: survey the place."""

from rest_framework import serializers

from api.doors import Door
from api.inputs import ActionInput, FlagField, TextField
from permits.lifecycle import Action
from permits.services import survey


class RecordSurveyInput(ActionInput):
    """What two officers saw. second_officer: user name. photos: pictures, in a multipart body."""

    second_officer = TextField(max_length=150)
    surveyed_at = serializers.DateTimeField(allow_null=True)
    findings = TextField()
    suitable = FlagField()
    persons_present = TextField(required=False, max_length=200)
    photos = serializers.ListField(child=serializers.FileField(allow_empty_file=True), required=False, max_length=30)


DOORS = (Door(Action.RECORD_SURVEY, RecordSurveyInput, survey.record_survey, with_files=True),)
