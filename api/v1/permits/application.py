"""What the applicant does: edit, submit, answer, withdraw."""

from typing import Any

from rest_framework import serializers

from api.doors import Door
from api.inputs import ActionInput, FlagField, Input, NumberField, ObjectField, TextField
from core.models import User
from permits.lifecycle import Action, Kind
from permits.models import Case
from permits.models.place import RoadClass, RoadKind
from permits.services import application, drafting


class CreateCaseInput(Input):
    """A new draft. parent: the case in force to vary or renew. copy_of: an earlier case to start from."""

    kind = serializers.ChoiceField(Kind.choices, default=Kind.NEW)
    parent = TextField(required=False, max_length=20)
    copy_of = TextField(required=False, max_length=20)


class EditInput(ActionInput):
    """Any part of the application; members left out stay as they are. Dates follow the phases of the plan."""

    project_name = TextField(required=False, max_length=200)
    purpose = TextField(required=False)
    client_name = TextField(required=False, max_length=120)
    client_uscc = TextField(required=False, max_length=18)
    contractor_name = TextField(required=False, max_length=120)
    contractor_uscc = TextField(required=False, max_length=18)
    agent_name = TextField(required=False, max_length=60)
    agent_phone = TextField(required=False, max_length=30)
    site_manager_name = TextField(required=False, max_length=60)
    site_manager_phone = TextField(required=False, max_length=30)
    road_name = TextField(required=False, max_length=200)
    road_kind = serializers.ChoiceField(RoadKind.choices, required=False, allow_blank=True)
    road_class = serializers.ChoiceField(RoadClass.choices, required=False, allow_blank=True)
    place_text = TextField(required=False, max_length=300)
    geometry = ObjectField(required=False, allow_null=True, help_text="GeoJSON geometry, WGS84")
    area_m2 = NumberField(required=False, allow_null=True, min_value=0, max_value=10_000_000)
    excavation = FlagField(required=False)
    affects_bus = FlagField(required=False)
    affects_signals = FlagField(required=False)
    government_approval = FlagField(required=False)
    starts_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)
    plan = ObjectField(required=False, help_text="Format of docs/plan.schema.json")
    detour_text = TextField(required=False)
    detour_line = ObjectField(required=False, allow_null=True, help_text="GeoJSON LineString, WGS84")
    notice_text = TextField(required=False)
    notice_published_on = serializers.DateField(required=False, allow_null=True)
    declared = FlagField(required=False, help_text="Declares that the application is true and complete")


class SubmitInput(ActionInput):
    """Hand the draft in."""


class ResubmitInput(ActionInput):
    """Hand the corrected file in."""


class SubmitRevisionInput(ActionInput):
    """Hand the revised plan in."""


class WithdrawInput(ActionInput):
    """Take it back; the window says why."""

    reason = TextField(required=False)


class DiscardInput(ActionInput):
    """Throw the draft away."""


def edit(actor: User, number: str, *, version: int | None = None, **changes: Any) -> Case:
    """Save what was typed; what is wrong in itself is refused at its field and nothing is saved."""
    return drafting.edit_case(actor, number, changes, version=version)


DOORS = (
    Door(Action.EDIT, EditInput, edit),
    Door(Action.SUBMIT, SubmitInput, application.submit_case),
    Door(Action.DISCARD, DiscardInput, drafting.discard_case, removes=True),
    Door(Action.RESUBMIT, ResubmitInput, application.resubmit_case),
    Door(Action.SUBMIT_REVISION, SubmitRevisionInput, application.submit_revision),
    Door(Action.WITHDRAW, WithdrawInput, application.withdraw_case),
)
