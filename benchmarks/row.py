"""One measured figure."""

from typing import NamedTuple


class Row(NamedTuple):
    """name: what was measured. note: under which conditions, or what it was compared with."""

    name: str
    value: float
    unit: str
    note: str = ""
