"""A year's special days as an administrator types them from the notice, one festival a line; pure.

`2027-10-01..2027-10-07 国庆节` is seven holidays, `2027-10-10 国庆节` one day.
"""

import datetime as dt
import re
from collections.abc import Iterable

from core.calendar_rules import SpecialDay
from core.errors import Violation

LINE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*\.\.\s*(\d{4}-\d{2}-\d{2}))?(?:\s+(.{1,40}))?")
LONGEST_RANGE_DAYS = 31


def read_lines(text: str, kind: str, field: str) -> tuple[list[SpecialDay], list[Violation]]:
    """The days of all lines as days of `kind`, and a violation for each line that cannot be read."""
    days, found = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            days += _days(line, kind)
        except ValueError:
            found.append(Violation("calendar_line_unreadable", {"line": line[:60]}, field))
    return days, found


def write_lines(days: Iterable[SpecialDay]) -> str:
    """The lines `read_lines` reads back: days that follow each other under one name share a line."""
    runs: list[list[SpecialDay]] = []
    for special in sorted(days, key=lambda special: special.day):
        last = runs[-1][-1] if runs else None
        if last and last.festival == special.festival and special.day - last.day == dt.timedelta(days=1):
            runs[-1].append(special)
        else:
            runs.append([special])
    return "\n".join(_line(run) for run in runs)


def _days(line: str, kind: str) -> list[SpecialDay]:
    match = LINE.fullmatch(line)
    if match is None:
        raise ValueError(line)
    first = dt.date.fromisoformat(match[1])
    last = dt.date.fromisoformat(match[2] or match[1])
    length = (last - first).days + 1
    if not 1 <= length <= LONGEST_RANGE_DAYS:
        raise ValueError(line)
    return [SpecialDay(first + dt.timedelta(days=number), kind, match[3] or "") for number in range(length)]


def _line(run: list[SpecialDay]) -> str:
    span = str(run[0].day) if len(run) == 1 else f"{run[0].day}..{run[-1].day}"
    return f"{span} {run[0].festival}".strip()
