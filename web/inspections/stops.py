"""The visits of a round as its pages and its map show them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from core import clock
from inspections import messages
from inspections.lifecycle import VisitState
from inspections.models import Round, Visit
from permits.models.place import Closure
from web.inspections.words import Badge, site_name, visit_badge
from web.shell.parts import Tone

OPEN = (VisitState.PLANNED, VisitState.UNDER_WAY)


@dataclass(frozen=True)
class Stop:
    """One visit of a round. reasons: why the site is on it; late: it should have been seen before today."""

    visit: Visit
    name: str
    place: str
    closure: str
    reasons: tuple[str, ...]
    badge: Badge
    url: str
    late: bool
    missed: str


@dataclass(frozen=True)
class RoundRow:
    """A round of two officers with its stops; done of total were recorded."""

    round: Round
    stops: tuple[Stop, ...]
    done: int

    @property
    def total(self) -> int:
        """How many stops there are."""
        return len(self.stops)


def stop_of(visit: Visit, today: dt.date) -> Stop:
    """A visit with its works, in words."""
    works = visit.works
    return Stop(
        visit=visit,
        name=site_name(works),
        place=works.place_text if works.road_name else "",
        closure=works.get_closure_display(),
        reasons=tuple(messages.due_reason(code) for code in visit.reasons),
        badge=visit_badge(visit),
        url=reverse("visit", args=[visit.pk]),
        late=visit.state in OPEN and visit.due_by is not None and visit.due_by < today,
        missed=messages.not_visited(visit.missed_reason) if visit.missed_reason else "",
    )


def stops_of(visits: Iterable[Visit]) -> tuple[Stop, ...]:
    """The visits in their order."""
    today = clock.today()
    return tuple(stop_of(visit, today) for visit in visits)


def row_of(one: Round) -> RoundRow:
    """A round with its stops."""
    stops = stops_of(one.visits.all())
    return RoundRow(one, stops, sum(stop.visit.state == VisitState.RECORDED for stop in stops))


def next_stop(stops: Sequence[Stop]) -> Stop | None:
    """Where to go now: the site where the officers already are, else the first not yet visited."""
    under_way = [stop for stop in stops if stop.visit.state == VisitState.UNDER_WAY]
    planned = [stop for stop in stops if stop.visit.state == VisitState.PLANNED]
    return (under_way + planned)[0] if under_way or planned else None


def features_of(stops: Iterable[Stop]) -> dict:
    """The sites of the stops as a GeoJSON FeatureCollection; what is visited steps back."""
    return {"type": "FeatureCollection", "features": [_feature(stop) for stop in stops if stop.visit.works.geometry]}


def _feature(stop: Stop) -> dict:
    visit, works = stop.visit, stop.visit.works
    open_tone = Tone.STOP if works.closure == Closure.FULL else Tone.WARN
    return {
        "type": "Feature",
        "id": works.number,
        "geometry": works.geometry,
        "properties": {
            "number": works.number,
            "title": f"{visit.position}. {stop.name}" if visit.position else stop.name,
            "closure_label": f"{stop.closure} · {stop.badge.label}",
            "tone": open_tone if visit.state in OPEN else Tone.MUTED,
            "url": stop.url,
        },
    }
