"""The next number of a series; taken under the row's lock, inside the caller's transaction."""

from core import clock
from permits.rules import numbering
from permits.services import _locks


def next_serial(kind: str, year: int) -> int:
    """The next number of this kind and year. Gapless: a transaction that fails gives its number back."""
    series = _locks.lock_series(kind, year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def next_works_number(year: int | None = None) -> str:
    """`W2026-000123`."""
    year = year or clock.today().year
    return numbering.works_number(year, next_serial("works", year))


def next_case_number(year: int | None = None) -> str:
    """`C2026-000123`."""
    year = year or clock.today().year
    return numbering.case_number(year, next_serial("case", year))
