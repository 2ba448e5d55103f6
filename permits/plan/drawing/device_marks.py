"""Every device that is not a sign, where it stands; those in a break are counted there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from permits.plan.drawing.chainage import Stretch
from permits.plan.drawing.road import Ground
from permits.plan.drawing.scene import FAINT_INK, Mark, Shape, Text
from permits.plan.drawing.symbols import SYMBOLS, symbol
from permits.plan.layout.devices import Device

COUNT_MM, COUNT_PITCH_MM, COUNTED_SPAN_MM = 2.0, 3.1, 2.4


def device_marks(on: Ground, devices: Sequence[Device]) -> Iterator[Shape]:
    """One Mark a device; one for all of a kind that lie where a stretch is broken out, with their number as data."""
    section = on.section
    own_mm = section.closed_width_m * on.per_m - 2.0
    lent_mm = section.borrowed_m * on.per_m - 1.2
    # By where the broken stretch begins.
    hidden: dict[float, tuple[Stretch, Counter[str]]] = {}
    for device in devices:
        if device.kind not in SYMBOLS:
            continue
        stretch = on.chainage.hidden(device.at_m)
        if stretch is not None:
            hidden.setdefault(stretch.from_m, (stretch, Counter()))[1][device.kind] += 1
            continue
        place = on.x_mm(device.at_m), on.y_mm(section.across_m(device.offset_m))
        turned = bool(device.direction)
        yield Mark(device.kind, symbol(device.kind, lent_mm if turned else own_mm, turned=turned), place)
    for stretch, numbers in hidden.values():
        yield from _counts(on, stretch, numbers)


def _counts(on: Ground, stretch: Stretch, numbers: Mapping[str, int]) -> Iterator[Shape]:
    """The devices of a gap beside one another, each kind as its symbol and its number, written upwards.

    They stand above the median where the road has two directions: below it are the labels.
    """
    left, right = stretch.gap_mm
    start = (left + right - (len(numbers) - 1) * COUNT_PITCH_MM) / 2
    two_way = on.section.lanes_opposite > 0
    top = on.y_mm(on.top_m if two_way else on.far_edge_m) + 1.0
    for n, (kind, number) in enumerate(sorted(numbers.items())):
        x = start + n * COUNT_PITCH_MM
        text = Text(x + 0.7, top + 2.2, f"×{number}", COUNT_MM, "end", fill=FAINT_INK, turn_deg=90)
        yield Mark(kind, (Mark("", symbol(kind, COUNTED_SPAN_MM), (x, top)), text), count=number)
