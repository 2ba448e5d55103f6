"""Numbers as people write them."""

from typing import Any


def plain(value: Any) -> Any:
    """40 for 40.0; anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
