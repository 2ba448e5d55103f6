"""A works as this door tells it."""

from rest_framework import serializers

from api.v1.permits.people import OrganisationOutput, SquadronOutput
from permits.lifecycle import State
from permits.models import Works

LINE_FIELDS = (
    "number", "origin", "state", "state_label", "project_name", "road_name", "place_text", "contractor_name", "closure",
    "starts_on", "ends_on", "valid_until", "open_orders", "last_visit_on", "lon", "lat", "version", "changed_at",
    "organisation", "squadron",
)  # fmt: skip
MORE_FIELDS = (
    "road_kind", "road_class", "geometry", "length_m", "area_m2", "excavation", "purpose", "client_name", "detour_text",
    "notice_text", "notice_published_on", "permit_in_force", "started_at", "emergency_apply_by", "suspended_at",
    "suspension_reason", "acceptance_requested_at", "police_signed_at", "authority_signed_at", "acceptance_data",
    "accepted_at", "archived_at", "external_ref", "created_at",
)  # fmt: skip


class WorksLineOutput(serializers.ModelSerializer):
    """A works in a list."""

    state = serializers.ChoiceField(State.choices)
    state_label = serializers.CharField(source="get_state_display")
    organisation = OrganisationOutput(allow_null=True)
    squadron = SquadronOutput(allow_null=True)

    class Meta:
        model = Works
        fields = LINE_FIELDS


class WorksOutput(WorksLineOutput):
    """A works with all that is known of it."""

    permit_in_force = serializers.CharField(source="permit_in_force.number", default=None, allow_null=True)

    class Meta(WorksLineOutput.Meta):
        fields = (*LINE_FIELDS, *MORE_FIELDS)
