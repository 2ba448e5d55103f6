"""Who goes together: always two; pure."""

from collections.abc import Sequence
from typing import TypeVar

Person = TypeVar("Person")


def pairs(inspectors: Sequence[Person], officers: Sequence[Person]) -> list[tuple[Person, Person]]:
    """Inspectors two by two, in their order; one left over goes with an officer of the squadron.

    A squadron without inspectors sends its officers two by two. Whoever finds no partner stays.
    """
    if not inspectors:
        people = list(officers)
    else:
        people = [*inspectors, *officers[: len(inspectors) % 2]]
    return list(zip(people[::2], people[1::2], strict=False))
