"""What every import has in common: its report, the rows that are taken in, and the batches they are saved in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol, TypeVar

from django.db import DatabaseError

from permits.rules.ledger_row import RawRow, RowRejected


class _Numbered(Protocol):
    """A row that was read. number: its place in the file. ref: whose row it is."""

    number: int
    ref: str


Row = TypeVar("Row", bound=_Numbered)


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken in. code and data: the reason, see permits.messages_ledger."""

    row: int
    code: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Repeated:
    """A reference in several rows: `row` won over the rows `overridden`."""

    row: int
    ref: str
    overridden: tuple[int, ...]


@dataclass
class ImportReport:
    """What an import did, or with dry_run would do."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    repeated: list[Repeated] = field(default_factory=list)

    def reject(self, row: int, why: RowRejected) -> None:
        """Note that the row of this number is not taken in."""
        self.rejected.append(Rejected(row, why.code, why.data))


def database_refused(error: DatabaseError) -> RowRejected:
    """The reason of a row that only the database found fault with."""
    return RowRejected("database_refused", why=str(error)[:200])


def readable(raws: Iterable[RawRow], read: Callable[[RawRow], Row], report: ImportReport) -> Iterator[Row]:
    """The rows that can be read, in order; the others go into the report."""
    for raw in raws:
        try:
            row = read(raw)
        except RowRejected as rejected:
            report.reject(raw.number, rejected)
        else:
            yield row


def winners(rows: Iterable[Row], report: ImportReport) -> frozenset[int]:
    """The numbers of the rows to take in, the last of each reference; the repeated ones go into the report."""
    numbers_of: dict[str, list[int]] = {}
    for row in rows:
        numbers_of.setdefault(row.ref, []).append(row.number)
    report.repeated += [
        Repeated(numbers[-1], ref, tuple(numbers[:-1])) for ref, numbers in numbers_of.items() if len(numbers) > 1
    ]
    return frozenset(numbers[-1] for numbers in numbers_of.values())


def batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of `size`, the last one perhaps shorter."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch
