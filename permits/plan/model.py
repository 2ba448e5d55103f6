"""The traffic-organization plan (道路施工交通组织方案) as frozen values; every member says what it holds and means."""

import dataclasses
import datetime as dt
import functools
from typing import Any

from permits.plan.kinds import Choice, ClockTime, Date, Flag, Kind, ListOf, Member, Number, Position, Record, Text
from permits.plan.tables import rows

ROAD_KINDS = ("city", "highway", "village")
ROAD_CLASSES = ("expressway", "arterial", "secondary", "branch")
LAYOUTS = tuple(row["layout"] for row in rows("layouts"))
SIGN_CODES = tuple(row["code"] for row in rows("signs"))

# Beyond these a number is a slip of the pen, not a plan.
LENGTH_M = Number(0, 100_000)
SPEED_KMH = Number(1, 200)
LANES = Number(1, 16, whole=True)
LANE_WIDTH_M = Number(1, 10)
WIDTH_M = Number(0, LANES.maximum * LANE_WIDTH_M.maximum)
MOST_PHASES = 100
MOST_VERTICES = 5_000


def _member(kind: Kind, doc: str, *, required: bool = False, name: str = "", default: Any = None) -> Any:
    """A dataclass field which also describes its JSON member; `name` where JSON uses a word Python keeps for itself."""
    metadata = {"kind": kind, "doc": doc, "required": required, "name": name}
    if required:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def _record(build: type) -> Record:
    return Record(tuple(member_of(f) for f in dataclasses.fields(build)), build)


def member_of(field: dataclasses.Field) -> Member:
    """The JSON member a field of the model stands for."""
    meta = field.metadata
    return Member(meta["name"] or field.name, field.name, meta["kind"], meta["required"], meta["doc"])


@dataclasses.dataclass(frozen=True, kw_only=True)
class Line:
    """A GeoJSON LineString: WGS84 positions (longitude, latitude) in degrees."""

    type: str = _member(Choice(("LineString",)), "Always LineString.", required=True)
    coordinates: tuple[tuple[float, float], ...] = _member(
        ListOf(Position(), shortest=2, longest=MOST_VERTICES), "At least two WGS84 positions [lon, lat].", required=True
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Road:
    """The road as it is, in the direction of travel that is affected."""

    name: str = _member(Text(120, shortest=1), "Name of the road.", required=True)
    kind: str = _member(Choice(ROAD_KINDS), "city, highway or village road.", required=True)
    road_class: str = _member(
        Choice(ROAD_CLASSES), "expressway, arterial, secondary or branch.", required=True, name="class"
    )
    design_speed_kmh: float = _member(SPEED_KMH, "Design speed, km/h.", required=True)
    lanes: int = _member(LANES, "Motor lanes in the affected direction.", required=True)
    speed_limit_kmh: float | None = _member(SPEED_KMH, "Posted limit before the works, km/h.")
    lanes_opposite: int | None = _member(
        Number(0, 16, whole=True), "Motor lanes in the opposite direction; 0 on a one-way road."
    )
    lane_width_m: float | None = _member(LANE_WIDTH_M, "Width of one motor lane, m.")
    upstream_junction_m: float | None = _member(
        LENGTH_M, "Distance from the end of the advance-warning area back to the nearest upstream junction, m."
    )
    opened_on: dt.date | None = _member(Date(), "Day on which the new, extended or rebuilt road was opened.")
    overhauled_on: dt.date | None = _member(Date(), "Day on which the last overhaul was finished.")
    hourly_volume_pcu: tuple[float, ...] | None = _member(
        ListOf(Number(0, 100_000), shortest=24, longest=24),
        "Traffic of the affected direction in each hour from 00:00, pcu/h.",
    )
    centreline: Line | None = _member(_record(Line), "Centre line of the affected road, in the direction of travel.")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Works:
    """What is done and on which ground."""

    excavation: bool | None = _member(Flag(), "Whether the carriageway or footway is dug up.")
    emergency: bool | None = _member(Flag(), "Whether it is an emergency repair.")
    notice_published_on: dt.date | None = _member(Date(), "Day on which the public notice appeared.")
    government_approval: bool | None = _member(Flag(), "Whether the government approved digging inside the ban.")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lengths:
    """The six areas along the road in the order in which a driver meets them, each in m (GB 5768.4-2017 4.1)."""

    advance_warning: float | None = _member(LENGTH_M, "Advance warning area S, m.")
    upstream_taper: float | None = _member(LENGTH_M, "Upstream taper Ls (Lj beside the carriageway), m.")
    buffer: float | None = _member(LENGTH_M, "Longitudinal buffer H, m.")
    work_area: float | None = _member(LENGTH_M, "Work area G, m.")
    downstream_taper: float | None = _member(LENGTH_M, "Downstream taper Lx, m.")
    termination: float | None = _member(LENGTH_M, "Termination area Z, m.")


AREAS = tuple(field.name for field in dataclasses.fields(Lengths))


@dataclasses.dataclass(frozen=True, kw_only=True)
class Hoarding:
    """The enclosure (围挡) of the work area."""

    height_m: float | None = _member(Number(0, 20), "Height, m.")
    distance_to_junction_m: float | None = _member(LENGTH_M, "Distance of its nearer end to the next junction, m.")
    see_through_above_m: float | None = _member(Number(0, 20), "Height above which one can see through it, m.")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sign:
    """One temporary sign."""

    code: str = _member(Choice(SIGN_CODES), "Which sign.", required=True)
    at_m: float = _member(
        # Behind six areas of the greatest length, or as far upstream of them.
        Number(-LENGTH_M.maximum, 7 * LENGTH_M.maximum),
        "Place, m from the start of the advance-warning area; negative upstream.",
        required=True,
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Detour:
    """How traffic goes round."""

    description: str | None = _member(Text(4000), "The way round, in words.")
    line: Line | None = _member(_record(Line), "The way round, as a line.")

    @property
    def given(self) -> bool:
        """A description or a line is enough (INTERFACES, plan format)."""
        return bool((self.description or "").strip()) or self.line is not None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Phase:
    """One phase: its dates (closed interval), its daily hours, and what it closes."""

    starts_on: dt.date = _member(Date(), "First day.", required=True)
    ends_on: dt.date = _member(Date(), "Last day.", required=True)
    layout: str = _member(Choice(LAYOUTS), "Which layout, L01 to L12.", required=True)
    name: str | None = _member(Text(60), "Name of the phase.")
    daily_hours: tuple[tuple[str, str], ...] | None = _member(
        ListOf(ListOf(ClockTime(), shortest=2, longest=2), longest=24),
        "Windows of the day [from, to]; a window may run over midnight; none means the whole day.",
    )
    closed_lanes: tuple[int, ...] | None = _member(
        ListOf(LANES, longest=16, unique=True), "Closed motor lanes, numbered from the median, 1 first."
    )
    offset_m: float | None = _member(WIDTH_M, "Width taken from traffic, m.")
    lengths_m: Lengths | None = _member(_record(Lengths), "Lengths of the six areas, m.")
    work_area_from_m: float | None = _member(
        Number(-100_000, 100_000), "Where the work area begins, m along the road's centre line from its first position."
    )
    workzone_speed_kmh: float | None = _member(SPEED_KMH, "Final speed limit in the work zone, km/h.")
    speed_steps_kmh: tuple[float, ...] | None = _member(
        ListOf(SPEED_KMH, longest=20), "Limits posted one after another towards the work zone, km/h."
    )
    remaining_lane_width_m: float | None = _member(WIDTH_M, "Width of the narrowest motor lane left open, m.")
    pedestrian_width_m: float | None = _member(WIDTH_M, "Clear width left for pedestrians, m.")
    cycle_width_m: float | None = _member(WIDTH_M, "Clear width left for cycles, m.")
    hoarding: Hoarding | None = _member(_record(Hoarding), "The enclosure.")
    signs: tuple[Sign, ...] | None = _member(ListOf(_record(Sign), longest=500), "Temporary signs.")
    flaggers: int | None = _member(Number(0, 200, whole=True), "Number of flaggers (交通引导人员).")
    temporary_signals: bool | None = _member(Flag(), "Whether temporary signals control alternating traffic.")
    temporary_passage: bool | None = _member(
        Flag(), "Whether a temporary passage is kept for vehicles and pedestrians."
    )
    detour: Detour | None = _member(_record(Detour), "The way round, needed for a full closure.")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Plan:
    """A whole plan: one road, one works, its phases in order."""

    road: Road = _member(_record(Road), "The road as it is.", required=True)
    phases: tuple[Phase, ...] = _member(
        ListOf(_record(Phase), shortest=1, longest=MOST_PHASES), "The phases.", required=True
    )
    works: Works = _member(_record(Works), "What is done and on which ground.", default=Works())


PLAN = _record(Plan)


def as_json(value: Any) -> Any:
    """A plan, or any part of one, as data in the plan format; members without a value are left out."""
    if isinstance(value, tuple):
        # A position is taken whole: lines have thousands of them.
        return list(value) if value and isinstance(value[0], float) else [as_json(held) for held in value]
    if dataclasses.is_dataclass(value):
        pairs = ((name, getattr(value, attribute)) for name, attribute in _names(type(value)))
        return {name: as_json(held) for name, held in pairs if held is not None}
    return value.isoformat() if isinstance(value, dt.date) else value


@functools.cache
def _names(record: type) -> tuple[tuple[str, str], ...]:
    """The JSON name and the attribute of every member of a record."""
    return tuple((member_of(field).name, field.name) for field in dataclasses.fields(record))
