"""Public works as their pages and lists show them."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from permits.lifecycle import State
from permits.models.place import Closure
from web.shell.parts import Tone


@dataclass(frozen=True)
class PublicRow:
    """One works for the public. tone: stop a closed road, warn works under way, info works to come."""

    facts: dict
    title: str
    closure: str
    standing: str
    when: str
    tone: Tone
    url: str


def row_of(facts: dict) -> PublicRow:
    """What the public reads of a works, from a dict of `permits.selectors.public.PUBLIC_FIELDS`."""
    today = clock.today()
    coming = facts["state"] == State.PLANNED and (facts["starts_on"] is None or facts["starts_on"] > today)
    tone = Tone.INFO if coming else Tone.STOP if facts["closure"] == Closure.FULL else Tone.WARN
    return PublicRow(
        facts=facts,
        title=facts["road_name"] or facts["place_text"] or facts["number"],
        closure=str(Closure(facts["closure"]).label),
        standing=_("Works coming") if coming else _standing(facts["state"]),
        when=when(facts["starts_on"], facts["ends_on"], today),
        tone=tone,
        url=reverse("public-works", args=[facts["number"]]),
    )


def _standing(state: str) -> str:
    """A works on the road by the dates of a ledger stays PLANNED here; to a driver it is simply there."""
    return _("Works under way") if state in (State.PLANNED, State.UNDER_WAY) else str(State(state).label)


def when(starts_on: dt.date | None, ends_on: dt.date | None, today: dt.date) -> str:
    """From when until when, in words a driver reads."""
    if ends_on is None:
        return _("until further notice") if starts_on is None else _("from %(day)s") % {"day": starts_on}
    if starts_on is not None and starts_on > today:
        return _("%(first)s to %(last)s") % {"first": starts_on, "last": ends_on}
    if ends_on < today:
        return _("was to end on %(day)s") % {"day": ends_on}
    return _("until %(day)s") % {"day": ends_on}


def feature_of(row: PublicRow) -> dict:
    """The works as a GeoJSON feature for the map."""
    facts = row.facts
    return {
        "type": "Feature",
        "id": facts["number"],
        "geometry": facts["geometry"],
        "properties": {
            "number": facts["number"],
            "title": row.title,
            "closure_label": row.closure,
            "tone": row.tone,
            "starts_on": facts["starts_on"],
            "ends_on": facts["ends_on"],
            "url": row.url,
        },
    }
