"""Pages by cursor: stable while rows come and go, at the same cost on page one and page one thousand."""

from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import APIException

from api.inputs import Input

DEFAULT_SIZE, LARGEST_SIZE = 50, 200
_SALT = "api.cursor"


class CursorInvalid(APIException):
    """Not a cursor of this list."""

    status_code = 400
    default_code = "cursor_invalid"


class PageQuery(Input):
    """What every list takes."""

    cursor = serializers.CharField(
        required=False, max_length=500, help_text="From `next` of the page before; it cannot be made up."
    )
    limit = serializers.IntegerField(required=False, default=DEFAULT_SIZE, min_value=1, max_value=LARGEST_SIZE)


def page_of(rows: QuerySet, keys: Sequence[str], cursor: str, limit: int) -> tuple[list, str]:
    """One page of `rows` and the cursor of the next, "" after the last.

    keys: columns or annotations to order by, `-` before a descending one; together unique, never null.
    Raises CursorInvalid.
    """
    rows = rows.order_by(*keys)
    if cursor:
        rows = rows.filter(_after(keys, _read(cursor, keys)))
    found = list(rows[: limit + 1])
    if len(found) <= limit:
        return found, ""
    last = found[limit - 1]
    values = [_plain(getattr(last, key.lstrip("-"))) for key in keys]
    return found[:limit], signing.dumps([list(keys), values], salt=_SALT)


def _read(cursor: str, keys: Sequence[str]) -> list[Any]:
    try:
        made_for, values = signing.loads(cursor, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        made_for, values = None, []
    if made_for != list(keys):
        raise CursorInvalid(_("Take the cursor from `next` of a page of this list."))
    return values


def _after(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows behind the given one: greater in the first key, or equal there and greater in the second, …"""
    condition, same = Q(), {}
    for key, value in zip(keys, values, strict=True):
        name = key.lstrip("-")
        beyond = f"{name}__lt" if key.startswith("-") else f"{name}__gt"
        condition |= Q(**same, **{beyond: value})
        same[name] = value
    return condition


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
