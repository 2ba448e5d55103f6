"""What the components of docs/design.md are fed with: frozen view models, no behaviour of the domain."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """The four status colours and their absence; each has its own icon and lightness, so colour is never alone."""

    INFO = "info"
    OK = "ok"
    WARN = "warn"
    STOP = "stop"
    MUTED = "muted"


@dataclass(frozen=True)
class Crumb:
    """A breadcrumb; the last one has no url."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Step:
    """A step of the stage bar. state: done | current | coming | stopped."""

    label: str
    state: str
    note: str = ""


@dataclass(frozen=True)
class ClockDay:
    """A day of the clock. kind: counted | uncounted | paused | left; why says so in words (a festival, a pause)."""

    day: dt.date
    kind: str
    why: str = ""
    number: int | None = None
    is_today: bool = False
    is_due: bool = False


@dataclass(frozen=True)
class Clock:
    """A legal time limit as a strip of days. total, used, left in working days; `left` is negative when overdue."""

    title: str
    total: int
    used: int
    left: int
    due_on: dt.date | None
    days: Sequence[ClockDay] = ()
    basis: str = ""
    provisional: bool = False
    paused: bool = False


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened. changes: (label, before, after); links: (label, url)."""

    at: dt.datetime
    title: str
    who: str = ""
    note: str = ""
    icon: str = "dot"
    tone: Tone = Tone.MUTED
    changes: Sequence[tuple[str, str, str]] = ()
    links: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class ActionItem:
    """An action as a person sees it; `reason` says why it is not available."""

    name: str
    label: str
    url: str = ""
    available: bool = True
    reason: str = ""
    primary: bool = False
    danger: bool = False
    dialog: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Task:
    """A task of a task list. state: done | started | open | blocked | error."""

    title: str
    state: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class KeyValue:
    """A row of a key-value list; a masked value may have an address at which it can be unmasked on purpose."""

    label: str
    value: object
    url: str = ""
    unmask_url: str = ""
    note: str = ""


@dataclass(frozen=True)
class FindingRow:
    """A finding of a check. level: block | warn | info; values are written with their unit."""

    level: str
    message: str
    clause: str = ""
    certainty: str = ""
    place: str = ""
    actual: str = ""
    required: str = ""
    fix: str = ""
    url: str = ""
    overridable: bool = False


@dataclass(frozen=True)
class FileRow:
    """A material and the file that stands for it. size_bytes None while nothing is there."""

    name: str
    why: str = ""
    required: bool = True
    file_name: str = ""
    size_bytes: int | None = None
    open_url: str = ""
    preview_url: str = ""
    upload_url: str = ""
    remove_url: str = ""
    input_name: str = "file"
    accept: str = ""
    problems: Sequence[str] = ()
    version: int | None = None


@dataclass(frozen=True)
class Photo:
    """A picture of a photo grid; `taken` says when and where in words."""

    url: str
    thumb_url: str
    caption: str
    taken: str = ""


@dataclass(frozen=True)
class Tab:
    """A tab; tabs are links, so each has an address and works without a script."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class CursorPage:
    """What the pager of a cursor-paged list needs; cursors are opaque, "" where there is no more."""

    rows: Sequence = field(default_factory=tuple)
    next_cursor: str = ""
    previous_cursor: str = ""
    total_text: str = ""
