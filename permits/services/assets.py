"""The pictures a document's frozen facts name by their storage path."""

from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage


def assets_of(snapshot: dict[str, Any]) -> dict[str, bytes]:
    """Bytes of every picture named by a member `asset` anywhere in the snapshot."""
    found = {}
    for path in _asset_names(snapshot):
        with default_storage.open(path, "rb") as stored:
            found[path] = stored.read()
    return found


def _asset_names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, member in value.items():
            if name == "asset" and member:
                yield member
            else:
                yield from _asset_names(member)
    elif isinstance(value, list):
        for member in value:
            yield from _asset_names(member)
