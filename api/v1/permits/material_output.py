"""Materials as this door tells them."""

from rest_framework import serializers

from permits.models import Material


class MaterialOutput(serializers.ModelSerializer):
    """A file handed in; its content is at `…/materials/{id}/file/`."""

    class Meta:
        model = Material
        fields = ("id", "code", "original_name", "content_type", "size_bytes", "sha256", "uploaded_at")


class MaterialItemOutput(serializers.Serializer):
    """One row of the list of materials this case needs, in both languages."""

    code = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    required = serializers.BooleanField()
    why_zh = serializers.CharField()
    why_en = serializers.CharField()
    basis = serializers.CharField()
