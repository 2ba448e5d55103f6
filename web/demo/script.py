"""What a life in the demo city is told to become, and the world it lives in."""

import datetime as dt
from dataclasses import dataclass

from core.models import User
from web.demo.network import Network
from web.demo.people import People

#: Stories whose case was decided weeks ago.
SETTLED = frozenset({"under_way", "standing", "suspended", "awaiting", "done", "archived", "varied", "renewed"})


@dataclass(frozen=True)
class World:
    """Where the lives are lived. today: the day the city is seeded for."""

    people: People
    network: Network
    today: dt.date


@dataclass(frozen=True)
class Script:
    """How far a life goes. applies_on, starts_on, ends_on: of the application; ends: how the story ends.

    ends: draft, submitted, correction, declined, withdrawn, accepted, surveyed, revision, reviewed, refusing, refused,
    granted, in_force, under_way, standing (permit expired, works still there), suspended, awaiting, done, archived,
    abandoned, cancelled, revoked, recalled, varied, renewed, emergency, emergency_late.
    """

    serial: int
    ends: str
    applies_on: dt.date
    starts_on: dt.date
    ends_on: dt.date
    applicant: User

    @property
    def settled(self) -> bool:
        """Whether the case was decided long ago, so that a detour on its way does no harm to how the story ends."""
        return self.ends in SETTLED
