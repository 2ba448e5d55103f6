"""Orders and reports as this door tells them."""

from rest_framework import serializers

from api.v1.permits.people import PersonOutput
from inspections.lifecycle import OrderKind, OrderState, ReportState, Severity
from inspections.models import CitizenReport, Finding, Order, OrderAnswer, Photo


class OrderLineOutput(serializers.ModelSerializer):
    """An order in a list."""

    works = serializers.CharField(source="works.number")
    road_name = serializers.CharField(source="works.road_name")
    kind = serializers.ChoiceField(OrderKind.choices)
    state = serializers.ChoiceField(OrderState.choices)
    state_label = serializers.CharField(source="get_state_display")
    severity = serializers.ChoiceField(Severity.choices)
    officer = PersonOutput()
    second_officer = PersonOutput()

    class Meta:
        model = Order
        fields = (
            "number", "works", "road_name", "kind", "state", "state_label", "severity", "issued_at", "deadline_at",
            "overdue_at", "verified_at", "officer", "second_officer", "version",
        )  # fmt: skip


class OrderFactsOutput(OrderLineOutput):
    """An order. document: code of the paper that was served."""

    document = serializers.CharField(source="document.verify_code", default=None, allow_null=True)

    class Meta(OrderLineOutput.Meta):
        fields = (*OrderLineOutput.Meta.fields, "severity_issued", "requirement", "document", "visit", "reinspection")


class OrderPhotoOutput(serializers.ModelSerializer):
    """A photo; its content is at `inspections/photos/{id}/file/`."""

    class Meta:
        model = Photo
        fields = ("id", "item_code", "original_name", "content_type", "size_bytes", "sha256", "taken_at")


class OrderFindingOutput(serializers.ModelSerializer):
    """What the order is about."""

    class Meta:
        model = Finding
        fields = ("id", "code", "severity", "text", "text_en", "basis", "requirement")


class OrderAnswerOutput(serializers.ModelSerializer):
    """One answer of the contractor, and what the officer made of it."""

    answered_by = PersonOutput()
    judged_by = PersonOutput(allow_null=True)
    photos = OrderPhotoOutput(many=True)

    class Meta:
        model = OrderAnswer
        fields = (
            "text", "answered_by", "answered_at", "verdict", "verdict_reason", "judged_by", "judged_at", "photos",
        )  # fmt: skip


class OrderOutput(serializers.Serializer):
    """An order with its findings and answers. proofs: visits recorded since the open answer, on which it can rest."""

    order = OrderFactsOutput()
    findings = OrderFindingOutput(many=True)
    evidence = OrderPhotoOutput(many=True)
    answers = OrderAnswerOutput(many=True)
    proofs = serializers.SerializerMethodField()

    def get_proofs(self, page) -> list[int]:
        return [visit.pk for visit in page.proofs]


class ReportLineOutput(serializers.ModelSerializer):
    """A report from the public, without who made it."""

    state = serializers.ChoiceField(ReportState.choices)
    works = serializers.CharField(source="works.number", default=None, allow_null=True)
    squadron = serializers.CharField(source="squadron.code", default=None, allow_null=True)

    class Meta:
        model = CitizenReport
        fields = ("number", "state", "reported_at", "lon", "lat", "text", "works", "distance_m", "squadron", "version")


class ReportFactsOutput(ReportLineOutput):
    """A report, and what was done about it."""

    handled_by = PersonOutput(allow_null=True)

    class Meta(ReportLineOutput.Meta):
        fields = (*ReportLineOutput.Meta.fields, "handled_at", "handled_by", "outcome", "visit")


class ReportOutput(serializers.Serializer):
    """A report with its photos. contact is masked; the action reveal_contact shows it and is recorded."""

    report = ReportFactsOutput()
    contact = serializers.CharField()
    photos = OrderPhotoOutput(many=True)


class ContactOutput(serializers.Serializer):
    """The reporter's contact in full."""

    contact = serializers.CharField()


class ReceiptOutput(serializers.ModelSerializer):
    """What somebody who reports is told."""

    class Meta:
        model = CitizenReport
        fields = ("number", "reported_at")
