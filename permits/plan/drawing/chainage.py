"""From metres along the road to millimetres on the sheet: one scale, with long stretches broken out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

USUAL_SCALES = (100, 150, 200, 250, 300, 400, 500, 600, 750, 1000, 1250, 1500)
SMALL_SCALES = (2000, 2500)
BREAK_GAP_MM = 9.0


@dataclass(frozen=True)
class Stretch:
    """One stretch of road on the sheet. Broken: its ends are to scale and what lies between is squeezed into the gap.

    gap_at_mm: where the gap of a broken stretch begins; None puts it into the middle.
    """

    from_m: float
    to_m: float
    from_mm: float
    to_mm: float
    scale: int
    gap_at_mm: float | None = None

    @cached_property
    def broken(self) -> bool:
        return self.to_mm - self.from_mm < (self.to_m - self.from_m) * 1000 / self.scale - 0.01

    @cached_property
    def gap_mm(self) -> tuple[float, float]:
        """Where the gap of a broken stretch begins and ends."""
        width = min(BREAK_GAP_MM, (self.to_mm - self.from_mm) * 0.6)
        first = (self.from_mm + self.to_mm - width) / 2 if self.gap_at_mm is None else self.gap_at_mm
        return first, first + width

    def hides(self, at_m: float) -> bool:
        """Whether a place lies where the stretch is broken out."""
        return self.broken and self.hidden_m[0] < at_m < self.hidden_m[1]

    @cached_property
    def hidden_m(self) -> tuple[float, float]:
        """Of a broken stretch: from and to of what lies in its gap."""
        _, (first_m, _), (last_m, _), _ = self.knots
        return first_m, last_m

    @cached_property
    def knots(self) -> tuple[tuple[float, float], ...]:
        """Places (m, mm) between which the stretch is drawn straight: its ends, and those of its gap."""
        ends = (self.from_m, self.from_mm), (self.to_m, self.to_mm)
        if not self.broken:
            return ends
        gap_from, gap_to = self.gap_mm
        shown_m = (gap_from - self.from_mm) * self.scale / 1000, (self.to_mm - gap_to) * self.scale / 1000
        return ends[0], (self.from_m + shown_m[0], gap_from), (self.to_m - shown_m[1], gap_to), ends[1]

    def x_mm(self, at_m: float) -> float:
        per_m = 1000 / self.scale
        if not self.broken:
            return self.from_mm + (at_m - self.from_m) * per_m
        gap_from, gap_to = self.gap_mm
        start_m = self.from_m + (gap_from - self.from_mm) / per_m
        end_m = self.to_m - (self.to_mm - gap_to) / per_m
        if at_m <= start_m:
            return self.from_mm + (at_m - self.from_m) * per_m
        if at_m >= end_m:
            return self.to_mm - (self.to_m - at_m) * per_m
        return gap_from + (at_m - start_m) / (end_m - start_m) * (gap_to - gap_from)


@dataclass(frozen=True)
class Chainage:
    """The whole road on the sheet, from left to right in the direction of travel."""

    stretches: tuple[Stretch, ...]
    scale: int

    def x_mm(self, at_m: float) -> float:
        """Where a place along the road is on the sheet; places beyond the ends are held at the ends."""
        for stretch in self.stretches:
            if at_m <= stretch.to_m:
                return max(stretch.x_mm(at_m), self.stretches[0].from_mm)
        return self.stretches[-1].to_mm

    def hidden(self, at_m: float) -> Stretch | None:
        """The broken stretch in whose gap a place lies."""
        return next((one for one in self._broken if one.hidden_m[0] < at_m < one.hidden_m[1]), None)

    @cached_property
    def _broken(self) -> tuple[Stretch, ...]:
        return tuple(stretch for stretch in self.stretches if stretch.broken)

    @cached_property
    def gaps_mm(self) -> tuple[tuple[float, float], ...]:
        return tuple(stretch.gap_mm for stretch in self.stretches if stretch.broken)


@dataclass(frozen=True)
class Span:
    """A stretch to be shown. yields: the order in which stretches are broken when room is short, 0 first."""

    from_m: float
    to_m: float
    yields: int


# The shortest a stretch may become, mm, while others can still yield.
LEAST_SHOWN_MM = 24.0
# What stands beside a gap keeps so far from it, mm.
BESIDE_GAP_MM = 2.5


def lay_out(spans: list[Span], left_mm: float, room_mm: float, keep_m: Sequence[float] = ()) -> Chainage:
    """The stretches side by side within `room_mm`, at the largest round scale at which only those break that should.

    First only those that yield at once may break, at a usual scale; then those that yield next, at any; then all.
    keep_m: places that stay out of the gaps where there is room for that.
    """
    spans = [span for span in spans if span.to_m - span.from_m > 1e-6]
    scale, shown = _fitted(spans, room_mm)
    stretches, x = [], left_mm
    for span, length in zip(spans, shown, strict=True):
        stretches.append(_with_gap(Stretch(span.from_m, span.to_m, x, x + length, scale), keep_m))
        x += length
    # The road runs on to the edge of the sheet.
    last, right_mm = stretches[-1], left_mm + room_mm
    if not last.broken and right_mm > last.to_mm:
        beyond_m = (right_mm - last.to_mm) * scale / 1000
        stretches[-1] = replace(last, to_m=last.to_m + beyond_m, to_mm=right_mm)
    return Chainage(tuple(stretches), scale)


def _with_gap(stretch: Stretch, keep_m: Sequence[float]) -> Stretch:
    """The gap where it hides the fewest of the places to keep, and of those where nearest to the middle."""
    inside = [place for place in keep_m if stretch.from_m < place < stretch.to_m]
    room_mm = stretch.to_mm - stretch.from_mm - BREAK_GAP_MM
    if not stretch.broken or not inside or room_mm < 2 * BESIDE_GAP_MM:
        return stretch
    per_m = 1000 / stretch.scale
    middle = stretch.gap_mm[0]
    after = (stretch.from_mm + (place - stretch.from_m) * per_m + BESIDE_GAP_MM for place in inside)
    before = (stretch.to_mm - (stretch.to_m - place) * per_m - BESIDE_GAP_MM - BREAK_GAP_MM for place in inside)
    first, last = stretch.from_mm + BESIDE_GAP_MM, stretch.to_mm - BESIDE_GAP_MM - BREAK_GAP_MM
    tried = [replace(stretch, gap_at_mm=min(max(x, first), last)) for x in (middle, *after, *before)]
    return min(tried, key=lambda one: (sum(map(one.hides, inside)), abs(one.gap_mm[0] - middle)))


def _fitted(spans: list[Span], room_mm: float) -> tuple[int, list[float]]:
    """The scale, and how long each stretch is shown, mm."""
    yields = [span.yields for span in spans]
    for most_yields, scales in ((0, USUAL_SCALES), (1, (*USUAL_SCALES, *SMALL_SCALES))):
        for scale in scales:
            shown = _squeezed(
                [(span.to_m - span.from_m) * 1000 / scale for span in spans], yields, room_mm, most_yields
            )
            if sum(shown) <= room_mm + 1e-6:
                return scale, shown
    scale = USUAL_SCALES[-1]
    lengths = [(span.to_m - span.from_m) * 1000 / scale for span in spans]
    cap = _cap(lengths, room_mm)
    return scale, [min(length, cap) for length in lengths]


def _squeezed(lengths: list[float], yields: list[int], room: float, most_yields: int) -> list[float]:
    """The lengths with those that may yield shortened as far as needed, rank after rank, but never below the least."""
    shown = list(lengths)
    for rank in range(most_yields + 1):
        mine = [n for n, order in enumerate(yields) if order <= rank]
        others = sum(shown[n] for n in range(len(shown)) if n not in mine)
        cap = max(_cap([lengths[n] for n in mine], room - others), LEAST_SHOWN_MM)
        for n in mine:
            shown[n] = min(lengths[n], cap)
        if sum(shown) <= room:
            break
    return shown


def _cap(lengths: list[float], room: float) -> float:
    """The longest a stretch may be shown so that all fit; 0 when there is no room at all."""
    if sum(lengths) <= room:
        return float("inf")
    left, number = max(room, 0.0), len(lengths)
    for length in sorted(lengths):
        if length * number > left:
            return left / number
        left -= length
        number -= 1
    return 0.0
