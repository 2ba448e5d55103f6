"""The hours of the day in which a phase closes the road, as spans of minutes from midnight."""

DAY_MINUTES = 24 * 60
HOURS = 24

Span = tuple[int, int]

NIGHT: tuple[Span, ...] = ((0, 6 * 60), (18 * 60, DAY_MINUTES))


def window_spans(start: str, end: str) -> tuple[Span, ...]:
    """The half-open spans of minutes (0 to 1440) of a window; one that ends before it starts runs over midnight.

    Nothing when it ends as it starts; 00:00 to 24:00 is the whole day.
    """
    first, last = minute(start), minute(end)
    if first == last:
        return ()
    spans = ((first, last),) if first < last else ((first, DAY_MINUTES), (0, last))
    return tuple((a, b) for a, b in spans if a < b)


def closed_spans(daily_hours: tuple[tuple[str, str], ...] | None) -> tuple[Span, ...]:
    """The spans of all windows; no windows mean the whole day."""
    if not daily_hours:
        return ((0, DAY_MINUTES),)
    return tuple(span for start, end in daily_hours for span in window_spans(start, end))


def overlap(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    """Whether two sets of spans have a minute in common."""
    return any(a < d and c < b for a, b in one for c, d in other)


def works_at_night(daily_hours: tuple[tuple[str, str], ...] | None) -> bool:
    """Whether any of the closure falls between 18:00 and 06:00, when lights are needed."""
    return overlap(closed_spans(daily_hours), NIGHT)


def hourly_shares(spans: tuple[Span, ...]) -> tuple[float, ...]:
    """The share of each hour of the day inside the spans, at most 1."""
    minutes = DAY_MINUTES // HOURS
    return tuple(
        min(1.0, sum(max(0, min(b, (hour + 1) * minutes) - max(a, hour * minutes)) for a, b in spans) / minutes)
        for hour in range(HOURS)
    )


def minute(clock_time: str) -> int:
    """Minutes from midnight of HH:MM; 24:00 is 1440."""
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)
