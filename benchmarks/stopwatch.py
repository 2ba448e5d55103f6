"""How long a piece of work takes, and how many queries it asks."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Taken:
    """ms: median of the repeats, measured without counting; best_ms: the one the machine disturbed least.

    queries: of one more run.
    """

    ms: float
    best_ms: float
    queries: int


def taken(work: Callable[[], Any], repeats: int) -> Taken:
    """Measure `work`; a first run fills what is kept between calls and is not counted."""
    work()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as captured:
        work()
    return Taken(statistics.median(times), min(times), len(captured))
