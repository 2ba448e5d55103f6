"""How pages and short lists are described; one component each, however many addresses tell it."""

from functools import cache

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers


@cache
def page_schema(output: type[serializers.Serializer]) -> serializers.Serializer:
    """`results` and the address of the `next` page, null after the last."""
    name = output.__name__.removesuffix("Output").removesuffix("Line")
    return inline_serializer(
        f"{name}Page", {"results": output(many=True), "next": serializers.URLField(allow_null=True)}
    )


@cache
def told(output: type[serializers.Serializer]) -> serializers.Serializer:
    """A short list, told whole."""
    name = output.__name__.removesuffix("Output").removesuffix("Line")
    return inline_serializer(f"{name}List", {"results": output(many=True)})
