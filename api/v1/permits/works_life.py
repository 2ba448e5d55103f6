"""The works: start, stop, resume, completion acceptance, archive."""

from rest_framework import serializers

from api.doors import Door
from api.inputs import ActionInput, Input, TextField
from inspections.services.settling_orders import resume_stopped_works
from permits.lifecycle import Action
from permits.services import works_life


class StartInput(ActionInput):
    """Open the road."""


class ReportEmergencyStartInput(ActionInput):
    """When the road was opened; left out, now."""

    started_at = serializers.DateTimeField(required=False, allow_null=True)


class AbandonInput(ActionInput):
    """Why it will not be carried out; the office must say."""

    reason = TextField(required=False)


class SuspendInput(ActionInput):
    """Why the works must stop."""

    reason = TextField()


class ResumeInput(ActionInput):
    """What was put right."""

    reason = TextField()


class RequestAcceptanceInput(ActionInput):
    """What was done to restore the road."""

    text = TextField()


class AcceptanceItemInput(Input):
    """One thing that was checked."""

    subject = TextField(max_length=200, allow_blank=False)
    result = serializers.ChoiceField(["passed", "failed", "not_applicable"])
    note = TextField(required=False, max_length=500)


class SignAcceptanceInput(ActionInput):
    """One authority's word; the second signature restores traffic."""

    opinion = TextField()
    items = AcceptanceItemInput(many=True, required=False, max_length=50)


class ReturnToWorksInput(ActionInput):
    """What is not fit for traffic yet."""

    reason = TextField()


class ArchiveInput(ActionInput):
    """Close the file for good."""


DOORS = (
    Door(Action.START, StartInput, works_life.start_works),
    Door(Action.REPORT_EMERGENCY_START, ReportEmergencyStartInput, works_life.report_emergency_start),
    Door(Action.ABANDON, AbandonInput, works_life.abandon_works),
    Door(Action.SUSPEND, SuspendInput, works_life.suspend_works),
    Door(Action.RESUME, ResumeInput, resume_stopped_works),
    Door(Action.REQUEST_ACCEPTANCE, RequestAcceptanceInput, works_life.request_acceptance),
    Door(Action.SIGN_ACCEPTANCE, SignAcceptanceInput, works_life.sign_acceptance),
    Door(Action.RETURN_TO_WORKS, ReturnToWorksInput, works_life.return_to_works),
    Door(Action.ARCHIVE, ArchiveInput, works_life.archive_works),
)
