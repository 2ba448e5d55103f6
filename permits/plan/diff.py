"""What changed between two versions of a plan, member by member, and which findings came and went with it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from permits.plan.model import Plan, as_json
from permits.plan.situation import situations

#: From this share of equal members on, two phases of different names are taken for the same, or one for a copy.
ALIKE = 0.6


@dataclass(frozen=True)
class Change:
    """One member that differs.

    phase: its label, "" for the road and the works. member: `lengths_m.buffer`, `road.lanes`, `works.excavation`;
    "" for a whole phase, which came (before is None) or went (after is None); "number" for its place among the phases.
    before, after: JSON values, None where the member was not there. like: of a phase that came, the label of the
    earlier phase it resembles; `before` is that one's member then.
    """

    phase: str
    member: str
    before: Any
    after: Any
    like: str = ""


@dataclass(frozen=True)
class PhasePair:
    """A phase in both versions, by its number (1 first), None where it is not there; like: what a new one resembles."""

    before: int | None
    after: int | None
    label: str
    like: int | None = None


@dataclass(frozen=True)
class FindingChanges:
    """Findings in the format of `check_plan --json`. other: (before, after) of those that stand with other figures."""

    went: tuple[dict[str, Any], ...]
    came: tuple[dict[str, Any], ...]
    other: tuple[tuple[dict[str, Any], dict[str, Any]], ...]
    same: tuple[dict[str, Any], ...]


def pairs_of(before: Plan, after: Plan) -> tuple[PhasePair, ...]:
    """Which phase became which: by name, then by likeness, then by number; in the later order, those that went last."""
    old, new = (as_json(plan)["phases"] for plan in (before, after))
    names_old, names_new = ([phase.get("name") for phase in phases] for phases in (old, new))
    found: dict[int, int] = {}
    for number, name in enumerate(names_new):
        if name and names_new.count(name) == names_old.count(name) == 1:
            found[number] = names_old.index(name)
    _pair_alike(old, new, found)
    for number in range(min(len(old), len(new))):
        if number not in found and number not in found.values():
            found[number] = number
    came = [_pair(number, found.get(number), old, new, after) for number in range(len(new))]
    gone = sorted(set(range(len(old))) - set(found.values()))
    return (*came, *(PhasePair(number + 1, None, situations(before)[number].label) for number in gone))


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Every member that differs, in the order of the later plan; a whole phase when it came or went."""
    old, new = as_json(before), as_json(after)
    found = [
        *_members("", "road", old["road"], new["road"]),
        *_members("", "works", old["works"], new["works"]),
    ]
    pairs = pairs_of(before, after)
    numbers = [pair.before for pair in pairs if pair.before and pair.after]
    reordered = any(one > other for one, other in pairwise(numbers))
    for pair in pairs:
        was = old["phases"][pair.before - 1] if pair.before else None
        becomes = new["phases"][pair.after - 1] if pair.after else None
        if was is None or becomes is None:
            like = situations(before)[pair.like - 1].label if pair.like else ""
            found.append(Change(pair.label, "", was, becomes, like))
            model = old["phases"][pair.like - 1] if pair.like else None
            found += _members(pair.label, "", model, becomes, like) if model else ()
            continue
        if reordered and pair.before != pair.after:
            found.append(Change(pair.label, "number", pair.before, pair.after))
        found += _members(pair.label, "", was, becomes)
    return tuple(found)


def finding_changes(
    before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]], renamed: dict[str, str]
) -> FindingChanges:
    """The same finding is the same rule about the same parameter of the same phase.

    renamed: the later label of each earlier phase that has another.
    """
    left: dict[tuple, list[dict]] = defaultdict(list)
    for one in before:
        left[_key(one, renamed.get(one["phase"], one["phase"]))].append(one)
    same, rest = [], []
    for one in after:
        candidates = left[_key(one, one["phase"])]
        twin = next((other for other in candidates if _figures(other) == _figures(one)), None)
        if twin is None:
            rest.append(one)
        else:
            candidates.remove(twin)
            same.append(one)
    came, other = [], []
    for one in rest:
        candidates = left[_key(one, one["phase"])]
        if candidates:
            other.append((candidates.pop(0), one))
        else:
            came.append(one)
    went = [one for candidates in left.values() for one in candidates]
    return FindingChanges(tuple(went), tuple(came), tuple(other), tuple(same))


def _key(finding: dict[str, Any], phase: str) -> tuple[str, str, str]:
    return finding["rule"], phase, finding["parameter"]


def _figures(finding: dict[str, Any]) -> tuple:
    return finding["level"], finding["actual"], finding["required"], finding["message"]["en"]


def _pair(number: int, was: int | None, old: list, new: list, after: Plan) -> PhasePair:
    label = situations(after)[number].label
    if was is not None:
        return PhasePair(was + 1, number + 1, label)
    likeness = [(_likeness(phase, new[number]), -n) for n, phase in enumerate(old)]
    best, at = max(likeness, default=(0.0, 0))
    return PhasePair(None, number + 1, label, 1 - at if best >= ALIKE else None)


def _pair_alike(old: list, new: list, found: dict[int, int]) -> None:
    """Pair what is left, the most alike first, of equals those that are nearest in number."""
    free = [
        (_likeness(old[was], new[becomes]), -abs(was - becomes), becomes, was)
        for becomes in range(len(new))
        for was in range(len(old))
        if becomes not in found and was not in found.values()
    ]
    for likeness, _near, becomes, was in sorted(free, reverse=True):
        if likeness >= ALIKE and becomes not in found and was not in found.values():
            found[becomes] = was


def _likeness(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Share of equal members, the name left out."""
    a, b = ({path: value for path, value in _leaves("", phase) if path != "name"} for phase in (one, other))
    every = a.keys() | b.keys()
    return sum(a.get(path) == b.get(path) for path in every) / len(every)


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, dict):
        yield path, value
        return
    for name, inner in value.items():
        yield from _leaves(f"{path}.{name}" if path else name, inner)


def _members(phase: str, path: str, before: dict[str, Any], after: dict[str, Any], like: str = "") -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        member = f"{path}.{name}" if path else name
        was, becomes = before.get(name), after.get(name)
        # A line on the map is one thing, however many points it has.
        if isinstance(was, dict) and isinstance(becomes, dict) and "coordinates" not in was:
            yield from _members(phase, member, was, becomes, like)
        elif was != becomes:
            yield Change(phase, member, was, becomes, like)
