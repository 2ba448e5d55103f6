"""A case's facts in the form the official documents take them."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import translation

from core.models import User
from core.pdf.document import Officer, Photo
from permits.documents.place import AreaLengths, PhaseRow, PlaceOfWorks, SignLine
from permits.documents.plan_annex import frozen_roads
from permits.models import Case
from permits.models.place import Closure
from permits.plan import PlanInvalid, parse
from permits.plan.drawing.detour_map import sketch_bounds
from permits.plan.situation import situations
from permits.plan.standards import LAYOUTS
from permits.plan.tables import rows
from permits.selectors.roads import roads_near

SIGN_NAMES = {row["code"]: row["zh"] for row in rows("signs")}


def application_head(case: Case) -> dict[str, Any]:
    """The members of core.pdf.document.ApplicationHead beyond the common head."""
    return {
        "applicant_name": case.organisation.name,
        "item_name": settings.CITY["item_name"],
        "project_name": case.project_name,
    }


def detour_roads_of(case: Case) -> str:
    """The roads around the plan's detours as the register knows them today, to be kept with the document."""
    try:
        plan = parse(case.plan)
    except PlanInvalid:
        return ""
    grounds = [bounds for at in situations(plan) if (bounds := sketch_bounds(at)) is not None]
    return frozen_roads(plan, [road for bounds in grounds for road in roads_near(bounds, 0.0)])


def place_of(case: Case) -> PlaceOfWorks:
    """Where, in words and metres."""
    return PlaceOfWorks(
        road_name=f"{case.road_name}（{case.place_text}）" if case.place_text else case.road_name,
        from_place="",
        to_place="",
        occupied=closure_of(case),
        length_m=case.length_m or None,
        area_m2=case.area_m2 or None,
    )


def closure_of(case: Case) -> str:
    """The closure in Chinese, as official documents say it."""
    with translation.override("zh-hans"):
        return str(Closure(case.closure).label)


def reason_of(case: Case) -> str:
    """What is done and why, without a full stop: documents put it inside their own sentence."""
    return case.purpose.strip().rstrip("。.；; ")


def daily_hours_of(case: Case) -> tuple[str, ...]:
    """Every daily period of any phase, `22:00-05:00`, once each; empty means all day."""
    hours = [f"{start}-{end}" for phase in case.plan.get("phases", []) for start, end in phase.get("daily_hours") or []]
    return tuple(dict.fromkeys(hours))


def phases_of(case: Case) -> tuple[PhaseRow, ...]:
    """The plan table of the annex."""
    rows = []
    for phase in case.plan.get("phases", []):
        lengths = phase.get("lengths_m") or {}
        signs: dict[str, int] = {}
        for sign in phase.get("signs") or []:
            signs[sign["code"]] = signs.get(sign["code"], 0) + 1
        detour = phase.get("detour") or {}
        rows.append(
            PhaseRow(
                name=phase.get("name") or "",
                starts_on=dt.date.fromisoformat(phase["starts_on"]),
                ends_on=dt.date.fromisoformat(phase["ends_on"]),
                daily_hours=tuple(f"{start}-{end}" for start, end in phase.get("daily_hours") or []),
                layout_name=LAYOUTS[phase["layout"]].zh,
                closed_lanes="、".join(f"第{lane}车道" for lane in phase.get("closed_lanes") or []) or "—",
                workzone_speed_kmh=_whole(phase.get("workzone_speed_kmh")),
                areas=AreaLengths(**{f"{kind}_m": float(metres) for kind, metres in lengths.items()}),
                signs=tuple(SignLine(name=SIGN_NAMES[code], count=count) for code, count in signs.items()),
                detour=detour.get("description") or "",
            )
        )
    return tuple(rows)


def officer(user: User) -> Officer:
    """An officer as documents name one."""
    return Officer(
        name=str(user), badge_number=user.badge_number, unit=user.squadron.name if user.squadron is not None else ""
    )


def photos_of(stored: list[dict]) -> tuple[Photo, ...]:
    """Stored pictures as a document prints them; each dict is a core.files.StoredFile."""
    return tuple(Photo(asset=photo["path"], caption=photo.get("caption") or photo["original_name"]) for photo in stored)


def _whole(speed_kmh: float | None) -> int | None:
    """Speed limits are whole numbers on signs and documents; JSON may carry 40.0."""
    return None if speed_kmh is None else int(speed_kmh)
