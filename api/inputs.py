"""What callers may send: unknown members are refused by name, and numbers stay in what a database can hold."""

import math
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

LARGEST_KEY = 2**53 - 1


class Input(serializers.Serializer):
    """A body or query string of which every member is known."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The typed members. Raises ValidationError with every reason at once, unknown members included."""
        problems: dict[str, Any] = {}
        if hasattr(data, "keys"):
            for name in sorted(set(data.keys()) - self.fields.keys()):
                words = _("There is no member named “%(name)s”.") % {"name": name[:60]}
                problems[name[:60]] = [ErrorDetail(words, code="field_unknown")]
        try:
            value = super().to_internal_value(data)
        except ValidationError as invalid:
            if not isinstance(invalid.detail, dict):
                raise
            raise ValidationError(problems | invalid.detail)
        if problems:
            raise ValidationError(problems)
        return value


class KeyField(serializers.IntegerField):
    """The number of a row."""

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=LARGEST_KEY, **kwargs)


class NumberField(serializers.FloatField):
    """A finite number."""

    def to_internal_value(self, data: Any) -> float:
        number = super().to_internal_value(data)
        if isinstance(data, bool) or not math.isfinite(number):
            self.fail("invalid")
        return number


class TextField(serializers.CharField):
    """A text that may be empty: whether it must not be is for the rules to say. Numbers are no texts."""

    def __init__(self, **kwargs):
        kwargs.setdefault("allow_blank", True)
        kwargs.setdefault("max_length", 5000)
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class FlagField(serializers.BooleanField):
    """JSON true or false; of the many spellings forms have, only these."""

    TRUE_VALUES = frozenset({True, "true"})
    FALSE_VALUES = frozenset({False, "false"})
    # Absent is absent: a form without the member does not say no.
    default_empty_html = serializers.empty


class ObjectField(serializers.JSONField):
    """A JSON object kept as it is, such as a geometry or a plan."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise ValidationError(_("This must be a JSON object."), code="invalid")
        return super().to_internal_value(data)


class VersionField(serializers.IntegerField):
    """The version the caller saw; left out, the caller does not care who changed it meanwhile."""

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=LARGEST_KEY, required=False, **kwargs)


class ActionInput(Input):
    """What every action takes."""

    version = VersionField(help_text="The version the caller saw; 409 changed_meanwhile when it is no longer so.")
