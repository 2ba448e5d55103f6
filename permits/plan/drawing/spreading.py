"""Things side by side along a line, each as near as can be to where it belongs."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], widths: Sequence[float], first: float, last: float) -> list[float]:
    """Middles, in the order wanted, so that things of these widths do not overlap, between `first` and `last`.

    What does not fit at all is set apart evenly over the whole length.
    """
    room, taken = last - first, sum(widths)
    if taken > room:
        widths = [width * room / taken for width in widths]
    places: list[float] = []
    limit = first
    for x, width in zip(wanted, widths, strict=True):
        places.append(max(x, limit + width / 2))
        limit = places[-1] + width / 2
    limit = last
    for n in reversed(range(len(places))):
        places[n] = min(places[n], limit - widths[n] / 2)
        limit = places[n] - widths[n] / 2
    return places
