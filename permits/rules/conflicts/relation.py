"""Two things that would be in each other's way if they were there at once."""

from dataclasses import dataclass
from functools import cached_property

from shapely.geometry.base import BaseGeometry

from permits.rules.conflicts.occupation import Occupation, Together, together
from permits.rules.conflicts.shift import Blocked, blocked_by


@dataclass(frozen=True)
class Relation:
    """By place alone: the own phases and theirs that must not meet. key: of the works or the embargo."""

    mine: tuple[Occupation, ...]
    theirs: tuple[Occupation, ...]
    key: int
    place: BaseGeometry | None
    distance_m: float | None = None

    @cached_property
    def together(self) -> Together | None:
        """When they meet; None when never."""
        return together(self.mine, self.theirs)

    @cached_property
    def blocked(self) -> tuple[Blocked, ...]:
        """The shifts of the own dates at which they meet."""
        return blocked_by(self.mine, self.theirs)
