"""What a closure does to traffic, in words and figures (template permits/cases/impact.html)."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permits.plan.drawing.impact_chart import impact_chart
from permits.plan.drawing.svg import to_svg
from permits.plan.impact.assess import Impact
from permits.plan.impact.capacity import CITY, HCM
from permits.plan.impact.detour import OPPOSITE, UNKNOWN
from permits.plan.impact.nuisance import MODES
from permits.plan.situation import Situation
from permits.plan.standards import constant
from web.permits.words import in_language, language_code

PROFILE_NAMES = {CITY: gettext_lazy("Lane capacities of the city"), HCM: gettext_lazy("HCM 7, chapter 10")}
MODE_NAMES = {
    "car": gettext_lazy("cars"),
    "bus": gettext_lazy("buses"),
    "bicycle": gettext_lazy("bicycles"),
    "tram": gettext_lazy("trams"),
}
#: From this index on a nuisance is worth a second look; it is the middle of the scale (设置).
NUISANCE_WARNS = 3


@dataclass(frozen=True)
class Figure:
    """tone: "", ok, warn or stop. note: what makes the figure understandable."""

    label: str
    value: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class DetourRow:
    """One road of a detour; before, after: its degree of saturation. wrong: why traffic may not go this way."""

    name: str
    length: str
    added: str
    before: str
    after: str
    note: str
    wrong: str
    tone: str


@dataclass(frozen=True)
class ImpactView:
    """advice: other hours, in one sentence each. profiles, hours: rows of text. nuisance: (mode, index) of each mode.

    detour_line: length, ratio and what is diverted, "" without a drawn detour. detour_unknown: why none of its roads
    is listed.
    """

    figures: list[Figure]
    advice: list[str]
    profiles: list[list[str]]
    hours: list[dict[str, Any]]
    nuisance: list[tuple[str, str]]
    detour_line: str
    detour: list[DetourRow]
    detour_unknown: str = ""
    chart: SafeString = mark_safe("")
    saturation_max: float = field(default_factory=lambda: constant("saturation_max").value)


def impact_view(found: dict[str, Any], chart: str = "") -> ImpactView:
    """found: one phase in the format of `check_plan --json`, also of an earlier release; chart: its SVG."""
    nuisance = found.get("nuisance") or {}
    detour = found.get("detour")
    return ImpactView(
        figures=[*_figures(found), *_nuisance_figure(nuisance)],
        advice=_advice(found),
        profiles=_profile_rows(found.get("profiles") or []),
        hours=_hour_rows(found.get("hours") or []),
        nuisance=[(str(MODE_NAMES[mode]), _index(nuisance.get(mode))) for mode in MODES] if nuisance else [],
        detour_line=_detour_line(detour) if detour else "",
        detour=[_detour_row(road) for road in detour["roads"]] if detour else [],
        detour_unknown=_detour_unknown(detour) if detour else "",
        chart=mark_safe(chart),
    )


def chart_of(at: Situation, impact: Impact | None) -> str:
    """The SVG of the chart; "" while the volumes are unknown."""
    if impact is None or impact.hourly_volume_pcu is None:
        return ""
    return to_svg(impact_chart(at, impact, language=language_code()))


def saturation_tone(vc: float | None) -> str:
    """Over capacity stops, over the city's limit warns."""
    if vc is None:
        return ""
    return "stop" if vc > 1 else "warn" if vc > constant("saturation_max").value else "ok"


def _figures(found: dict[str, Any]) -> list[Figure]:
    profile = PROFILE_NAMES.get(found.get("profile", ""), "")
    rows = [Figure(_("Capacity left"), f"{found['capacity_pcu_h']:,} pcu/h", str(profile))]
    if found["worst_vc"] is not None:
        hour = found.get("worst_hour")
        at = _("at %(hour)s:00") % {"hour": f"{hour:02d}"} if hour is not None else ""
        rows.append(
            Figure(_("Worst degree of saturation"), f"{found['worst_vc']}", at, saturation_tone(found["worst_vc"]))
        )
    if found["max_queue_m"] is not None:
        rows.append(Figure(_("Longest queue"), f"{found['max_queue_m']:,} m", _queue_note(found), _queue_tone(found)))
    if found["delay_veh_h"] is not None:
        value = _("%(hours)s vehicle hours") % {"hours": f"{found['delay_veh_h']:,.10g}"}
        rows.append(Figure(_("Delay in a day"), value))
    return rows


def _queue_note(found: dict[str, Any]) -> str:
    if not found["max_queue_m"]:
        return ""
    notes = []
    if found.get("max_queue_moving_m"):
        notes.append(_("%(metres)s m when creeping") % {"metres": f"{found['max_queue_moving_m']:,}"})
    if found.get("reaches_junction"):
        notes.append(_("reaches the junction upstream"))
    if not found.get("queue_clears", True):
        notes.append(_("never clears, grows from day to day"))
    return in_language("，", ", ").join(notes)


def _queue_tone(found: dict[str, Any]) -> str:
    if found.get("reaches_junction") or not found.get("queue_clears", True):
        return "stop"
    return "warn" if found["max_queue_m"] else "ok"


def _nuisance_figure(nuisance: dict[str, Any]) -> list[Figure]:
    if nuisance.get("worst") is None:
        return []
    index, mode = nuisance["worst"], str(MODE_NAMES[nuisance["worst_mode"]])
    tone = "warn" if index >= NUISANCE_WARNS else ""
    note = _("worst for %(mode)s") % {"mode": mode}
    return [Figure(_("Nuisance index (Helsinki, 0 to 5)"), _index(index), note, tone)]


def _advice(found: dict[str, Any]) -> list[str]:
    advice = [found["proposal"]["message"][language_code()]] if found.get("proposal") else []
    if found.get("calm_window"):
        start, end = found["calm_window"]
        advice.append(
            _("From %(start)s to %(end)s the demand keeps to %(limit)s of the capacity left.")
            % {"start": start, "end": end, "limit": constant("saturation_max").value}
        )
    return advice


def _profile_rows(profiles: list[dict[str, Any]]) -> list[list[str]]:
    """Side by side where there is more than one: name, capacity, discharge, saturation, queue, delay."""
    if len(profiles) < 2:
        return []
    return [
        [
            str(PROFILE_NAMES[one["profile"]]),
            f"{one['capacity_pcu_h']:,}",
            f"{one['discharge_pcu_h']:,}",
            _known(one["worst_vc"]),
            _known(one["max_queue_m"]),
            _known(one["delay_veh_h"]),
        ]
        for one in profiles
    ]


def _hour_rows(hours: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The chart as a table; nothing for findings of an earlier release, which did not keep the demand."""
    if not hours or hours[0].get("volume_pcu_h") is None:
        return []
    return [
        hour | {"from": f"{number:02d}:00", "tone": saturation_tone(hour["vc"]) if hour["closed"] else ""}
        for number, hour in enumerate(hours)
    ]


def _detour_line(detour: dict[str, Any]) -> str:
    parts = [_("%(metres)s m long") % {"metres": f"{detour['length_m']:,}"}]
    if detour["ratio"] is not None:
        parts.append(_("%(ratio)s times the closed stretch") % {"ratio": detour["ratio"]})
    if detour["diverted_pcu_day"] is not None:
        parts.append(_("%(volume)s pcu diverted a day") % {"volume": f"{detour['diverted_pcu_day']:,}"})
    if detour["unmatched_m"]:
        parts.append(_("%(metres)s m on no registered road") % {"metres": f"{detour['unmatched_m']:,}"})
    return in_language("，", ", ").join(parts)


def _detour_unknown(detour: dict[str, Any]) -> str:
    if detour["roads"]:
        return ""
    if detour["unmatched_m"] < detour["length_m"]:
        return _("Of the roads of the register it only uses the closed one, so there is no other to judge.")
    return _("The road register knows none of its roads, so what it does to them is not known.")


def _detour_row(road: dict[str, Any]) -> DetourRow:
    notes = []
    if road["volume_basis"] == UNKNOWN and not road["wrong_way"]:
        notes.append(_("its traffic is not known"))
    elif road["volume_basis"] == OPPOSITE:
        notes.append(_("by the traffic of the other direction"))
    if road["over"]:
        notes.append(_("too full at %(hour)s:00") % {"hour": f"{road['worst_hour']:02d}"})
    return DetourRow(
        name=in_language(road["name"], road["name_en"]) or road["name"] or road["ref"],
        length=f"{road['length_m']:,} m",
        added="—" if road["added_pcu_h"] is None else f"+{road['added_pcu_h']:,} pcu/h",
        before=_known(road["vc_before"]),
        after=_known(road["vc_after"]),
        note=in_language("，", ", ").join(notes),
        wrong=_("against the one-way direction") if road["wrong_way"] else "",
        tone=saturation_tone(road["vc_after"]),
    )


def _index(value: float | None) -> str:
    return _("unknown") if value is None else f"{value:g}"


def _known(value: Any) -> str:
    return "—" if value is None else f"{value:,}"
