"""Signs that go along when an area becomes longer or shorter: each keeps its share of the area it stands in."""

from collections.abc import Mapping
from itertools import accumulate

from permits.plan.model import AREAS


def carried_m(at_m: float, before: Mapping[str, float | None], after: Mapping[str, float | None]) -> float:
    """Where a sign at `at_m` stands once the areas (m, by name) have other lengths.

    What stands upstream of the areas or behind the last one keeps its distance from them. While a length is not known
    nothing moves.
    """
    old, new = ([lengths.get(area) for area in AREAS] for lengths in (before, after))
    if at_m < 0 or old == new or None in old or None in new:
        return at_m
    starts, moved_starts = [0.0, *accumulate(old)], [0.0, *accumulate(new)]
    for n, length_m in enumerate(old):
        if at_m < starts[n] + length_m:
            return round(moved_starts[n] + (at_m - starts[n]) * new[n] / length_m, 1)
    return round(at_m - starts[-1] + moved_starts[-1], 1)
