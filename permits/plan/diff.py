"""What changed between two versions of a plan, member by member."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from permits.plan.model import Plan, as_json


@dataclass(frozen=True)
class Change:
    """path: as in problems, phases by name where they have one: `$.phases[一期].lengths_m.buffer`.

    before, after: JSON values, None where the member was not there.
    """

    path: str
    before: Any
    after: Any


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Every member that differs, in the order of the plan; a whole phase when it came or went."""
    old, new = as_json(before), as_json(after)
    found = [*_members("$.road", old["road"], new["road"]), *_members("$.works", old["works"], new["works"])]
    one, other = _by_label(old["phases"]), _by_label(new["phases"])
    for label in dict.fromkeys((*one, *other)):
        found += _values(f"$.phases[{label}]", one.get(label), other.get(label))
    return tuple(found)


def _by_label(phases: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Phases by name; by number where there is no name or another phase has it."""
    labelled: dict[str, dict[str, Any]] = {}
    for number, phase in enumerate(phases, 1):
        name = phase.get("name")
        labelled[name if name and name not in labelled else str(number)] = phase
    return labelled


def _values(path: str, before: Any, after: Any) -> Iterator[Change]:
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _members(path, before, after)
    elif before != after:
        yield Change(path, before, after)


def _members(path: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        yield from _values(f"{path}.{name}", before.get(name), after.get(name))
