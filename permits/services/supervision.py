"""What supervision tells permits: kept on the works itself, because permits knows nothing of inspections.

Every function takes a works that the caller has locked, inside the caller's transaction.
"""

import datetime as dt

from permits.models import Works


def note_visit(works: Works, day: dt.date) -> None:
    """The site was inspected on `day`; an earlier day never hides a later one."""
    if works.last_visit_on is None or works.last_visit_on < day:
        works.last_visit_on = day
        works.save(update_fields=["last_visit_on"])


def order_opened(works: Works) -> None:
    """One more order is open: completion acceptance is barred until it is verified."""
    works.open_orders += 1
    works.save(update_fields=["open_orders"])


def order_closed(works: Works) -> None:
    """One order fewer is open."""
    if works.open_orders < 1:
        raise ValueError(f"{works.number} has no open order")
    works.open_orders -= 1
    works.save(update_fields=["open_orders"])
