"""Whether an arrival and a record of an inspection can stand."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.errors import Violation
from inspections.rules.checklist import Item

RESULTS = ("ok", "not_ok", "not_applicable")
SEVERITIES = ("general", "serious", "critical")
#: A finding this grave needs a photo; a note alone will do for a lesser one.
PHOTO_SEVERITIES = frozenset({"serious", "critical"})
#: Clocks of phones run ahead a little.
CLOCK_TOLERANCE = dt.timedelta(minutes=5)
#: A note is a note; longer texts belong into an attached document.
NOTE_MAX_CHARACTERS = 2_000


@dataclass(frozen=True)
class Answer:
    """What the officers said of one item. severity: "" leaves the item's own."""

    code: str
    result: str
    note: str = ""
    severity: str = ""


def position_violations(lon: float | None, lat: float | None) -> tuple[Violation, ...]:
    """Both or neither, and a place on the earth (degrees WGS84); none at all is no fault: phones fail under bridges."""
    if lon is None and lat is None:
        return ()
    if lon is None or lat is None:
        return (Violation("position_incomplete", {}, "lon" if lon is None else "lat"),)
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        return (Violation("position_impossible", {}, "lon"),)
    return ()


def arrival_violations(
    *, visit_day: dt.date, arrived_at: dt.datetime, arrival_day: dt.date, now: dt.datetime
) -> tuple[Violation, ...]:
    """On the day of the visit and not later than now; arrival_day: the city's day of arrived_at."""
    found = []
    if arrived_at > now + CLOCK_TOLERANCE:
        found.append(Violation("arrival_in_future", {"arrived_at": arrived_at.isoformat()}, "arrived_at"))
    if arrival_day != visit_day:
        data = {"day": visit_day.isoformat(), "arrival_day": arrival_day.isoformat()}
        found.append(Violation("arrival_on_other_day", data, "arrived_at"))
    return tuple(found)


def record_violations(
    *,
    arrived: bool,
    items: Sequence[Item],
    answers: Sequence[Answer],
    photos: Mapping[str, int],
    also: Sequence[Item] = (),
) -> tuple[Violation, ...]:
    """Arrived; every item of this site answered, none twice; each fault with its evidence.

    also: items that may be answered though they no longer concern the site: a phone without network keeps its list.
    photos: how many were attached to each item. A fault needs a note or a photo, a grave one a photo.
    """
    found = [] if arrived else [Violation("arrival_missing")]
    known = {item.code: item for item in (*items, *also)}
    given: set[str] = set()
    for answer in answers:
        field = f"results.{answer.code}"
        if answer.code not in known:
            found.append(Violation("checklist_item_unknown", {"item": answer.code}, "results"))
        elif answer.code in given:
            found.append(Violation("checklist_item_repeated", {"item": answer.code}, field))
        else:
            found += _answer_violations(known[answer.code], answer, photos.get(answer.code, 0), field)
        given.add(answer.code)
    found += [
        Violation("checklist_item_unanswered", _named(item), f"results.{item.code}")
        for item in items
        if item.code not in given
    ]
    return tuple(found)


def _answer_violations(item: Item, answer: Answer, photos: int, field: str) -> list[Violation]:
    data = _named(item)
    if answer.result not in RESULTS:
        return [Violation("checklist_result_unknown", data | {"result": answer.result}, field)]
    found = []
    if len(answer.note) > NOTE_MAX_CHARACTERS:
        found.append(Violation("note_too_long", data | {"allowed": NOTE_MAX_CHARACTERS}, field))
    if answer.result != "not_ok":
        return found
    severity = answer.severity or item.severity
    if severity not in SEVERITIES:
        found.append(Violation("severity_unknown", data | {"severity": severity}, field))
    elif severity in PHOTO_SEVERITIES and photos < 1:
        found.append(Violation("finding_photo_missing", data, field))
    elif photos < 1 and not answer.note.strip():
        found.append(Violation("finding_evidence_missing", data, field))
    return found


def _named(item: Item) -> dict[str, str]:
    return {"item": item.code, "zh": item.text_zh, "en": item.text_en}
