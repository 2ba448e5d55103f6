"""Persons and organisations as other answers name them."""

from rest_framework import serializers

from core.models import Organisation, Squadron, User


class PersonOutput(serializers.ModelSerializer):
    """Who did it: by user name and the name people read."""

    name = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ("username", "name")

    def get_name(self, person: User) -> str:
        return str(person)


class OrganisationOutput(serializers.ModelSerializer):
    """A contractor or partner agency."""

    class Meta:
        model = Organisation
        fields = ("id", "name", "kind")


class SquadronOutput(serializers.ModelSerializer):
    """A squadron of the traffic police."""

    class Meta:
        model = Squadron
        fields = ("code", "name", "name_en")


def masked_phone(phone: str) -> str:
    """The first three and last four digits; less of a shorter number."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "*" * len(phone)
