"""What a conflict says: what it is, why it matters, what would help; code → translated sentences."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from core import messages as core_messages
from core.errors import Violation

_MOVE = _("Move the dates, share out days and nights, or hand in one traffic plan for both.")
_OTHER_WAY = _("Choose another way round, or other dates.")

#: Code → (what, why it matters, what would help).
_SENTENCES = {
    "same_place.touching": (
        _("%(other)s stands on the same spot at the same time"),
        _("Both take the same stretch of road; neither plan reckons with the other's closure."),
        _MOVE,
    ),
    "same_place": (
        _("%(other)s stands %(distance)s m away at the same time"),
        _("So near, the work zones share their warning areas: drivers meet the second before the first has ended."),
        _MOVE,
    ),
    "other_hours": (
        _("%(other)s works near by on the same days, at other hours"),
        _("The two never close the road at the same hour, but each finds what the other left behind."),
        _("Keep to the hours, and agree who clears the road by when."),
    ),
    "on_detour.full": (
        _("The detour is cut off by %(other)s"),
        _("While traffic is sent this way, the road it is sent along is shut."),
        _OTHER_WAY,
    ),
    "on_detour": (
        _("%(other)s stands on the detour"),
        _("The road that is to carry the diverted traffic as well as its own is narrowed at the same time."),
        _OTHER_WAY,
    ),
    "detour_here.full": (
        _("The detour of %(other)s is cut off here"),
        _("While the others send their traffic past here, the road is shut."),
        _("Move the dates, or agree on another way round for the others."),
    ),
    "detour_here": (
        _("The detour of %(other)s leads past here"),
        _("Here the traffic of another closure comes on top of the usual one."),
        _("Reckon with the added traffic, or move the dates."),
    ),
    "carriageways.shut": (
        _("Both carriageways of %(road)s are shut at once, with %(other)s"),
        _("Neither direction gets through, and neither can be led over the other carriageway."),
        _MOVE,
    ),
    "carriageways": (
        _("%(other)s works on the other carriageway of %(road)s at the same time"),
        _("With both directions narrowed nobody can be led over the other carriageway."),
        _MOVE,
    ),
    "way_round.none": (
        _("With %(roads)s closed as well, no way round is left"),
        _("Within %(within_km)s km the register has no other way past here; without the others: %(alone_m)s m."),
        _("Move the dates, or keep a lane open by turns."),
    ),
    "way_round.longer": (
        _("With %(roads)s closed as well, the way round grows from %(alone_m)s m to %(left_m)s m"),
        _("What is left of the way round leads along %(along)s."),
        _("Move the dates, or sign this way round and reckon with its traffic."),
    ),
    "no_dig.opened": (
        _("%(road)s may not be dug up before %(until)s"),
        _("It was opened on %(since)s; for five years after that a city road may not be dug up."),
        _("Wait until %(until)s, or bring the approval of the county-level city government."),
    ),
    "no_dig.overhauled": (
        _("%(road)s may not be dug up before %(until)s"),
        _("Its overhaul was finished on %(since)s; for three years after that a city road may not be dug up."),
        _("Wait until %(until)s, or bring the approval of the county-level city government."),
    ),
    "no_dig.approved": (
        _("%(road)s is in its no-dig period until %(until)s; the government has approved"),
        _("The approval of the county-level city government is declared; in this period the law asks for it."),
        _("Put the approval with the materials."),
    ),
    "no_dig.emergency": (
        _("%(road)s is in its no-dig period until %(until)s; this is an emergency repair"),
        _("An emergency repair may dig first; the formalities follow within 24 hours (article 34)."),
        _("Hand in the formalities within 24 hours."),
    ),
    "embargo": (
        _("On these days the city wants no works: %(name)s"),
        _("The calendar of the city keeps these days and hours free."),
        _("Stay away on these days, or work outside these hours."),
    ),
    "sensitive_place.school": (
        _("%(name)s, a school, is %(distance)s m away"),
        _("The works stand there while children come and go."),
        _("Keep the hours of arrival and departure free, or post a flagger at the gate."),
    ),
    "sensitive_place.hospital": (
        _("%(name)s, a hospital, is %(distance)s m away"),
        _("Ambulances must get in and out at any hour."),
        _("Keep a lane open for them and agree on it with the hospital beforehand."),
    ),
    "sensitive_place.fire_station": (
        _("%(name)s, a fire station, is %(distance)s m away"),
        _("Fire engines must get out at any minute, in every direction."),
        _("Keep their way out clear and tell the station day by day which lane is closed."),
    ),
    "shared_trench": (
        _("%(other)s digs up the same road %(gap_days)s days apart"),
        _("%(distance)s m from here, from %(starts_on)s to %(ends_on)s: the road would be opened twice within a year."),
        _("Dig once: share the trench, the closure and the restoration."),
    ),
    "shared_trench.same_days": (
        _("%(other)s digs up the same road in the same days"),
        _("%(distance)s m from here, from %(starts_on)s to %(ends_on)s: two trenches where one may do."),
        _("Dig once: share the trench, the closure and the restoration."),
    ),
}

KINDS = {
    "no_dig": _("No-dig period"),
    "same_place": _("Same place and time"),
    "way_round": _("Roads closed together"),
    "on_detour": _("On the detour"),
    "detour_here": _("Others' detour"),
    "carriageways": _("Both carriageways"),
    "sensitive_place": _("Sensitive place"),
    "embargo": _("Embargo calendar"),
    "other_hours": _("Same days, other hours"),
    "shared_trench": _("Shared trench"),
}

SEVERITIES = {1: _("Grave"), 2: _("To be settled"), 3: _("Mind"), 4: _("Good to know")}

#: Why a document asked about cannot be used.
_REFUSALS = {
    "document_too_large": _("The file is larger than %(allowed_mb)s MB."),
    "document_unreadable": _("This is not JSON: %(why)s"),
    "feature_missing": _("There is no GeoJSON feature in the file."),
    "features_several": _("The file has %(count)s features; please ask about one at a time."),
    "dates_missing": _("%(member)s is missing: the feature's properties need starts_on and ends_on."),
    "date_unreadable": _("%(member)s is not a date like 2026-12-07: %(text)s"),
    "dates_reversed": _("The last day %(ends_on)s lies before the first day %(starts_on)s."),
    "hours_unreadable": _('daily_hours is not a list like [["22:00", "05:00"]]: %(text)s'),
    "closure_unknown": _("closure %(closure)s is not known; known are %(allowed)s."),
    "flag_unreadable": _("%(member)s must be true or false, not %(text)s."),
    "text_unreadable": _("%(member)s must be a text, not %(text)s."),
    "detour_unreadable": _("detour must be a GeoJSON LineString (%(why)s)."),
}


@dataclass(frozen=True)
class Said:
    """A conflict in words of the present language."""

    what: str
    why: str
    help: str


def said(code: str, data: dict[str, Any], *, other: str = "", distance_m: float | None = None) -> Said:
    """The sentences of a conflict. other: what the works in the way are called, "" when the viewer may not know."""
    words = {name: _word(value) for name, value in data.items()}
    english = (get_language() or "").startswith("en")
    for name in ("name", "road"):
        words[name] = (english and data.get(f"{name}_en")) or data.get(name) or gettext("This road")
    for name in ("roads", "along"):
        words[name] = _roads(data.get(name, ()), english)
    words["within_km"] = f"{data.get('within_m', 0) / 1000:g}"
    words |= {"other": other or gettext("Another application"), "distance": f"{distance_m or 0:.0f}"}
    return Said(*(gettext(sentence) % words for sentence in _SENTENCES[code]))


def refused(violation: Violation) -> str:
    """Why a document asked about cannot be used, in one line."""
    if violation.code in _REFUSALS:
        return gettext(_REFUSALS[violation.code]) % violation.data
    return core_messages.sentence(violation) or violation.code


def kind_label(kind: str) -> str:
    """What a kind of conflict is called."""
    return gettext(KINDS[kind])


def severity_label(severity: int) -> str:
    """What a severity is called."""
    return gettext(SEVERITIES[severity])


def codes() -> tuple[str, ...]:
    """Every code that has sentences."""
    return tuple(_SENTENCES)


def _word(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _roads(names: tuple[tuple[str, str], ...], english: bool) -> str:
    known = [(english and name_en) or name for name, name_en in names]
    return gettext(", ").join(known) or gettext("roads without a name")
