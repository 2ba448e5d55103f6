"""Conflicts as the applicant and the office see them: a ranked list, and the map that bears the same numbers."""

import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import User
from permits import messages_conflicts as messages
from permits.models import Case, Works
from permits.models.place import Closure
from permits.rules.conflicts.conflict import Severity
from permits.rules.conflicts.occupation import hours_of
from permits.rules.conflicts.same_place import TOUCHING_M
from permits.rules.conflicts.shift import Shift
from permits.selectors.conflicts import Conflicts, ConflictView, OtherWorks, conflicts_for, site_of
from web.shell.network import map_ground
from web.shell.parts import Tone

_TONES = {
    Severity.HIGH: Tone.STOP,
    Severity.MEDIUM: Tone.WARN,
    Severity.LOW: Tone.INFO,
    Severity.NOTE: Tone.MUTED,
}


@dataclass(frozen=True)
class Row:
    """One conflict in words. number: its mark on the map. url: the page of the works, where the viewer has one.

    hours, distance, shift: "" when they say nothing.
    """

    number: int
    tone: Tone
    severity: str
    kind: str
    said: messages.Said
    view: ConflictView
    other: OtherWorks | None
    url: str
    closure: str
    hours: str
    distance: str
    shift: str


@dataclass(frozen=True)
class Panel:
    """rows: the worst first. shift: in one sentence what moving the dates does, "" without a conflict in time.

    move_days: by how many days, None when no move helps or none is needed. features: the map, as GeoJSON text.
    """

    rows: tuple[Row, ...]
    shift: str
    move_days: int | None
    features: str
    ground: dict[str, str]
    placed: bool

    def __len__(self) -> int:
        """How many conflicts there are; what is only good to know is none."""
        return sum(row.tone is not Tone.MUTED for row in self.rows)


def panel_of(viewer: User, subject: Case | Works) -> Panel:
    """The conflicts of a case or works, as far as the viewer may know of them."""
    found = conflicts_for(viewer, subject)
    rows = tuple(_row(number, view) for number, view in enumerate(found, 1))
    placed = bool(subject.geometry and subject.starts_on and subject.ends_on)
    return Panel(
        rows=rows,
        shift=_together(found),
        move_days=found.shift.best_days if found.shift else None,
        features=json.dumps({"type": "FeatureCollection", "features": _features(subject, rows) if rows else []}),
        ground=map_ground(),
        placed=placed,
    )


def _row(number: int, view: ConflictView) -> Row:
    found, other = view.found, view.other
    hours = ", ".join("–".join(pair) for pair in hours_of(found.windows))
    return Row(
        number=number,
        tone=_TONES[found.severity],
        severity=messages.severity_label(found.severity),
        kind=messages.kind_label(found.kind),
        said=view.said,
        view=view,
        other=other,
        url=_url(other),
        closure=str(Closure(other.closure).label) if other else "",
        hours=hours,
        distance=distance_words(found.distance_m),
        shift=_move(view.shift) if view.shift else "",
    )


def distance_words(distance_m: float | None) -> str:
    """A distance in whole metres; "" when there is none."""
    if distance_m is None:
        return ""
    return _("touches") if distance_m < TOUCHING_M else _("%(length)s m") % {"length": f"{distance_m:.0f}"}


def _url(other: OtherWorks | None) -> str:
    if other is None or not other.number:
        return ""
    return reverse("works" if other.is_visible else "public-works", args=[other.number])


def days_words(days: int) -> str:
    """A move of dates in words."""
    if days > 0:
        return ngettext("%(n)s day later", "%(n)s days later", days) % {"n": days}
    return ngettext("%(n)s day earlier", "%(n)s days earlier", -days) % {"n": -days}


def _move(shift: Shift) -> str:
    moves = [days_words(days) for days in (shift.later_days, shift.earlier_days) if days]
    if not moves:
        return _("Moving the dates by up to %(n)s days does not end it.") % {"n": shift.within_days}
    return _("It ends when the works come %(moves)s.") % {"moves": _(" or ").join(moves)}


def _together(found: Conflicts) -> str:
    if found.shift is None:
        return ""
    if found.shift.best_days is None:
        return _("No move of the dates by up to %(n)s days frees them of every conflict in time.") % {
            "n": found.shift.within_days
        }
    return _("All conflicts in time end, and no other begins, when every phase comes %(move)s.") % {
        "move": days_words(found.shift.best_days)
    }


def _features(subject: Case | Works, rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    """The own place and detours, then every conflict with its number; a place not to be known is only marked."""
    features = [_feature(subject.geometry, role="own", title=_("These works"))]
    features += [
        _feature(way.line.__geo_interface__, role="detour", title=_("Detour")) for way in site_of(subject).ways
    ]
    for row in rows:
        features.append(
            _feature(
                row.view.geometry,
                role=row.view.found.kind,
                tone=row.tone,
                title=row.said.what,
                number=row.number,
                at=row.view.at,
            )
        )
    return features


def _feature(geometry: dict[str, Any] | None, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}
