"""One measured figure."""

from typing import NamedTuple


class Row(NamedTuple):
    """name: what was measured. note: under which conditions, or what it was compared with.

    at_most: the aim of the figure, in the same unit; None when none was set.
    """

    name: str
    value: float
    unit: str
    note: str = ""
    at_most: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None without an aim."""
        return None if self.at_most is None else self.value <= self.at_most
