"""What is in the way of a case, a works or a geometry, as far as the viewer may know of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from core import clock
from core.geojson import parse_geometry
from core.models import User
from core.working_calendar import current_calendar
from permits.lifecycle import EDITABLE_STAGES, Kind
from permits.messages_conflicts import Said, said
from permits.models import Case, Works
from permits.plan.standards import no_dig_years
from permits.rules.conflicts.conflict import Conflict
from permits.rules.conflicts.days import Days, shared_days
from permits.rules.conflicts.judgement import Ground, judge
from permits.rules.conflicts.limits import Limits
from permits.rules.conflicts.occupation import occupations_of
from permits.rules.conflicts.shift import Shift, smallest_shift
from permits.rules.conflicts.site import Site, ways_of
from permits.rules.start import start_outlook
from permits.selectors.around import city_limits, surroundings_of
from permits.selectors.current_plans import current_plans

#: Kinds whose line is a road of the register or a detour, not a works' own place.
_ROUTES = frozenset({"way_round"})


@dataclass(frozen=True)
class OtherWorks:
    """What one viewer may know of a works in the way.

    number: "" unless the works is public or visible to the viewer; ref, contractor_name: only when it is visible.
    """

    road_name: str
    closure: str
    starts_on: dt.date
    ends_on: dt.date
    number: str = ""
    ref: str | None = None
    contractor_name: str = ""
    is_visible: bool = False


@dataclass(frozen=True)
class ConflictView:
    """One conflict as one viewer may know it.

    found: what the rule says; its keys and place are not for the viewer. others: the works concerned, the first one
    the main one. geometry: GeoJSON, None when the viewer may not know the place. at: (lon, lat) of its mark on the
    map, beside the own works when the place is not shown. shift: the smallest move of the dates out of it.
    """

    found: Conflict
    others: tuple[OtherWorks, ...]
    geometry: dict[str, Any] | None
    at: tuple[float, float]
    shift: Shift | None

    @property
    def other(self) -> OtherWorks | None:
        """The works it is about; None when it is about the road, the calendar or a place."""
        return self.others[0] if self.others else None

    @property
    def said(self) -> Said:
        """What it says, in the present language."""
        number = self.other.number if self.other else ""
        return said(self.found.says, self.found.data, other=number, distance_m=self.found.distance_m)


@dataclass(frozen=True)
class Conflicts:
    """rows: the worst first. shift: the smallest move that leaves none in time, None when none is. earliest: the day
    before which the dates may not be moved. limits: what was asked."""

    rows: tuple[ConflictView, ...] = ()
    shift: Shift | None = None
    earliest: dt.date | None = None
    limits: Limits = Limits()

    def __iter__(self) -> Iterator[ConflictView]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def conflicts_for(actor: User | None, subject: Case | Works) -> Conflicts:
    """What `actor` may know of the conflicts of a case or works; none as long as it has no place or dates.

    Applicants never see each other's files: of works they may not see they learn where it is in the way, and when.
    """
    if not (subject.geometry and subject.starts_on and subject.ends_on):
        return Conflicts()
    own = subject.works_id if isinstance(subject, Case) else subject.pk
    plan = _plan_of(subject)
    said = (plan or {}).get("works") or {}
    return conflicts_of(
        _site(subject, plan),
        actor,
        exclude=own,
        earliest=earliest_start(subject),
        approved=bool(said.get("government_approval")),
        emergency=bool(said.get("emergency")),
    )


def conflicts_of(
    site: Site,
    actor: User | None,
    *,
    limits: Limits | None = None,
    exclude: int | None = None,
    earliest: dt.date | None = None,
    approved: bool = False,
    emergency: bool = False,
) -> Conflicts:
    """The conflicts of a site, whether the register knows it or not; exclude: primary key of its own works."""
    limits = limits or city_limits()
    known = surroundings_of(site, limits, actor, exclude=exclude)
    told = judge(site, known.around, Ground(no_dig_years(), approved, emergency), limits)
    lowest = None if earliest is None else (earliest - site.days.starts_on).days
    rows = tuple(_view(site, one, known.works, limits, lowest) for one in told.conflicts)
    return Conflicts(rows, told.shift(limits, lowest), earliest, limits)


def site_of(subject: Case | Works) -> Site:
    """A case or works with place and dates, as the rules see it. Raises GeometryInvalid."""
    return _site(subject, _plan_of(subject))


def _plan_of(subject: Case | Works) -> dict[str, Any] | None:
    if isinstance(subject, Case):
        return subject.plan
    current = current_plans([subject]).get(subject.pk)
    return current.plan if current else None


def _site(subject: Case | Works, plan: dict[str, Any] | None) -> Site:
    days = Days(subject.starts_on, subject.ends_on)
    if isinstance(subject, Case) and subject.valid_from and subject.valid_until:
        days = shared_days(days, Days(subject.valid_from, subject.valid_until)) or days
    return Site(
        key=0,
        place=parse_geometry(subject.geometry),
        occupations=occupations_of(plan, days, subject.closure),
        road_name=subject.road_name,
        road_class=subject.road_class,
        excavation=subject.excavation,
        ways=ways_of(plan, days),
    )


def earliest_start(subject: Case | Works) -> dt.date:
    """Where dates may be moved to: not before the law's last days allow, as long as the applicant may still move them.

    Otherwise not into the past.
    """
    if not isinstance(subject, Case) or subject.stage not in EDITABLE_STAGES or subject.kind != Kind.NEW:
        return clock.today()
    full = bool((subject.plan_check or {}).get("full_closure"))
    published = subject.notice_published_on
    outlook = start_outlook(clock.today(), current_calendar(), full_closure=full, notice_published_on=published)
    return outlook.earliest


def _view(site: Site, found: Conflict, works: dict[int, Works], limits: Limits, lowest: int | None) -> ConflictView:
    others = tuple(_other(works[key]) for key in found.others)
    hidden = bool(found.others) and found.kind not in _ROUTES and not _is_open(works[found.others[0]])
    shown = None if hidden else found.place
    move = smallest_shift(found.blocked, limits.shift_within_days, lowest) if found.blocked else None
    return ConflictView(
        found=found,
        others=others,
        geometry=None if shown is None else mapping(shown),
        at=_mark(site.place, found.place, shown is not None),
        shift=move,
    )


def _is_open(works: Works) -> bool:
    return works.is_visible or works.is_public


def _other(works: Works) -> OtherWorks:
    return OtherWorks(
        road_name=works.road_name,
        closure=works.closure,
        starts_on=works.starts_on,
        ends_on=works.ends_on,
        number=works.number if _is_open(works) else "",
        ref=works.external_ref if works.is_visible else None,
        contractor_name=works.contractor_name if works.is_visible else "",
        is_visible=works.is_visible,
    )


def _mark(place: BaseGeometry, other: BaseGeometry | None, shown: bool) -> tuple[float, float]:
    """Where the two are nearest: on the other when it is shown, else on the own place; its middle without another."""
    if other is None:
        middle = shapely.point_on_surface(place)
        return middle.x, middle.y
    here, there = shapely.get_coordinates(shapely.shortest_line(place, other)).tolist()
    return tuple(there if shown else here)
