"""Pages of a list by cursor: stable while rows come and go, at the same cost on page one and page one thousand."""

from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet

from web.shell.parts import CursorPage

PAGE_ROWS = 50
_SALT = "web.cursor"


def page_of(rows: QuerySet, keys: Sequence[str], cursor: str, size: int = PAGE_ROWS) -> CursorPage:
    """One page of `rows` with the cursors of its neighbours; a cursor nobody gave out shows the first page.

    keys: columns to order by, `-` before a descending one; together unique, never null in `rows`.
    """
    backward, values = _read(cursor, keys)
    order = [_turned(key) for key in keys] if backward else list(keys)
    wanted = rows.order_by(*order)
    if values:
        wanted = wanted.filter(_after(order, values))
    found = list(wanted[: size + 1])
    more, found = len(found) > size, found[:size]
    if backward:
        found.reverse()
    has_next, has_previous = (bool(values), more) if backward else (more, bool(values))
    return CursorPage(
        rows=found,
        next_cursor=_cursor(found[-1], keys, False) if found and has_next else "",
        previous_cursor=_cursor(found[0], keys, True) if found and has_previous else "",
    )


def _turned(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _cursor(row: Any, keys: Sequence[str], backward: bool) -> str:
    values = [getattr(row, key.lstrip("-")) for key in keys]
    plain = [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
    return signing.dumps([list(keys), backward, plain], salt=_SALT, compress=True)


def _read(cursor: str, keys: Sequence[str]) -> tuple[bool, list[Any]]:
    try:
        made_for, backward, values = signing.loads(cursor, salt=_SALT) if cursor else (None, False, [])
    except (signing.BadSignature, ValueError, TypeError):
        return False, []
    return (backward, values) if made_for == list(keys) else (False, [])


def _after(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows behind the given one: beyond it in the first key, or equal there and beyond in the second, …"""
    condition, same = Q(), {}
    for key, value in zip(keys, values, strict=True):
        name = key.lstrip("-")
        condition |= Q(**same, **{f"{name}__{'lt' if key.startswith('-') else 'gt'}": value})
        same[name] = value
    return condition
