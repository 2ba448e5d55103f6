"""What the tables imply and nobody listed; and of every rule a plan on which it fires and one on which it does not."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely import LineString

from core.datum import wgs84_to_gcj02
from permits.plan import parse
from permits.plan.check import check
from permits.plan.checks.neighbours import Neighbour
from permits.plan.standards import RULES
from permits.rules.roads import RegisteredRoad
from tests.permits.plan.examples import LINE, PASSING, changed, found

SIGNS = PASSING["phases"][0]["signs"]
DAY = dt.date(2026, 12, 7)
AROUND = {"type": "LineString", "coordinates": [[120.6387, 27.7829], [120.6438, 27.7850], [120.6489, 27.7807]]}
ROAD_OF_DETOUR = RegisteredRoad(
    ref="r1",
    name="安阳路",
    line=LineString(AROUND["coordinates"]),
    lanes=1,
    design_speed_kmh=40,
    hourly_volume_pcu=(900.0,) * 24,
)
ONE_WAY = replace(ROAD_OF_DETOUR, line=LineString(AROUND["coordinates"][::-1]), oneway=True)
FULL = {"layout": "L10", "closed_lanes": [1, 2, 3], "detour": {"line": AROUND}, "hourly_volume_pcu": [900] * 24}


def signs_without(code: str, **moved: float) -> list[dict[str, Any]]:
    return [{**sign, "at_m": moved.get(sign["code"], sign["at_m"])} for sign in SIGNS if sign["code"] != code]


def second(**members: Any) -> dict[str, Any]:
    """The example with a second phase after it."""
    data = changed()
    later = {"name": "二期", "starts_on": "2026-12-21", "ends_on": "2026-12-31"}
    data["phases"].append({**data["phases"][0], **later, **members})
    return data


def says(data: dict[str, Any], rule: str, **around: Any) -> list[str]:
    return [f.phase for f in check(parse(data), **around).findings if f.rule == rule]


# rule: a plan on which it fires; a plan one step better on which it does not. P03, for example: 81 m and 82 m.
ALTERNATING = {"layout": "L07", "lanes": 1, "closed_lanes": [1]}
HIGHWAY = {"kind": "highway", "design_speed_kmh": 120, "speed_limit_kmh": None}
NEAR = {"height_m": 1.8, "distance_to_junction_m": 20}
PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "P00": (changed(buffer=None), changed(buffer=0)),
    "P01": (changed(workzone_speed_kmh=41), changed(workzone_speed_kmh=40)),
    "P02": (changed(advance_warning=39), changed(advance_warning=40)),
    "P03": (changed(upstream_taper=81), changed(upstream_taper=82)),
    "P04": (changed(buffer=39), changed(buffer=40)),
    "P05": (changed(buffer=39), changed(buffer=40)),
    "P06": (changed(downstream_taper=3.4), changed(downstream_taper=3.5)),
    "P07": (changed(downstream_taper=29), changed(downstream_taper=30)),
    "P08": (changed(termination=9), changed(termination=10)),
    "P09": (changed(speed_steps_kmh=[61, 40]), changed(speed_steps_kmh=[60, 40])),
    "P10": (changed(signs=signs_without("works_ahead")), changed(signs=signs_without(""))),
    "P11": (changed(upstream_junction_m=500), changed(upstream_junction_m=499)),
    "P12": (changed(class_="expressway"), changed(class_="arterial")),
    "P13": (changed(hoarding=NEAR), changed(hoarding={**NEAR, "see_through_above_m": 0.8})),
    "P14": (changed(hoarding={"height_m": 1.7}), changed(hoarding={"height_m": 1.8})),
    "P15": (changed(**FULL, notice_published_on="2026-12-03"), changed(**FULL, notice_published_on="2026-12-02")),
    "P16": (changed(closed_lanes=[1, 2, 3]), changed(closed_lanes=[2, 3])),
    "P17": (changed(opened_on="2021-12-08"), changed(opened_on="2021-12-07")),
    "P18": (changed(remaining_lane_width_m=2.9), changed(remaining_lane_width_m=3)),
    "P19": (changed(pedestrian_width_m=1.4), changed(pedestrian_width_m=1.5)),
    "P20": (changed(hourly_volume_pcu=[2600] * 24), changed(hourly_volume_pcu=[2000] * 24)),
    "P21": (changed(**HIGHWAY, termination=29), changed(**HIGHWAY, termination=30)),
    "P22": (changed(buffer=92), changed(buffer=93)),
    "P23": (changed(), changed(starts_on="2026-12-08")),
    "P24": (changed(**ALTERNATING), changed(**ALTERNATING, flaggers=2)),
    "S01": (changed(ends_on="2026-12-06"), changed(ends_on="2026-12-07")),
    "S02": (changed(closed_lanes=[4]), changed(closed_lanes=[3])),
    "S03": (changed(closed_lanes=[2]), changed(closed_lanes=[3])),
    "S04": (changed(speed_limit_kmh=39), changed(speed_limit_kmh=40)),
    "S05": (changed(speed_steps_kmh=[60, 50]), changed(speed_steps_kmh=[60, 50, 40])),
    "S06": (changed(offset_m=10.6), changed(offset_m=10.5)),
    "S07": (changed(daily_hours=[["08:00", "08:00"]]), changed(daily_hours=[["08:00", "07:59"]])),
    "S08": (second(name="一期"), second()),
    "S09": (changed(design_speed_kmh=121), changed(design_speed_kmh=120)),
    "S10": (changed(ends_on="2029-12-07"), changed(ends_on="2029-12-06")),
    "S11": (changed(cycle_width_m=1.4), changed(cycle_width_m=1.5)),
    "S12": (second(starts_on="2026-12-20"), second()),
    "S13": (second(starts_on="2026-12-22"), second()),
    "S14": (
        changed(detour={"line": {**LINE, "coordinates": [list(wgs84_to_gcj02(*p)) for p in LINE["coordinates"]]}}),
        changed(detour={"line": LINE}),
    ),
    "S15": (changed(centreline={**LINE, "coordinates": LINE["coordinates"][:1] * 2}), changed()),
    "S16": (changed(work_area=9719), changed(work_area=9718)),
    "S17": (changed(kind="village"), changed()),
    "S18": (changed(**FULL), changed(**{**FULL, "hourly_volume_pcu": [0] * 24})),
    "S19": (changed(**FULL), changed(**{**FULL, "detour": {"description": "经商城大道绕行"}})),
    "S20": (changed(termination=29), changed(termination=30)),
    "S21": (changed(offset_m=2.9), changed(offset_m=3.0)),
    "S22": (changed(offset_m=4.1), changed(offset_m=4.0)),
    "S23": (changed(starts_on="2026-12-06"), changed()),
    "S25": (
        changed(layout="L08", lanes=1, closed_lanes=[1], lanes_opposite=1),
        changed(layout="L08", lanes=1, closed_lanes=[1], lanes_opposite=2),
    ),
    "S24": (changed(signs=signs_without("", works_ahead=223)), changed(signs=signs_without("", works_ahead=222))),
}
NEIGHBOUR = Neighbour("W2026-000002", DAY - dt.timedelta(days=9), DAY, 42.0)
AROUND_IT = {
    "P23": {"others": [NEIGHBOUR]},
    "S18": {"roads": [ROAD_OF_DETOUR]},
    "S19": {"roads": [ONE_WAY]},
    "S23": {"permitted": (DAY, dt.date(2026, 12, 20))},
}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_fires_and_stays_silent(rule):
    wrong, right = PAIRS[rule]
    assert says(wrong, rule, **AROUND_IT.get(rule, {})) != []
    assert says(right, rule, **AROUND_IT.get(rule, {})) == []


def test_the_page_about_the_format_lists_every_rule_as_it_is():
    page = (Path(__file__).parents[3] / "docs" / "plan_format.md").read_text(encoding="utf-8")
    listed = [line for line in page.splitlines() if line[:3] in ("| P", "| S")]
    assert listed == [
        f"| {row.rule} | {row.level} | {'yes' if row.overridable else ''} | {row.clause} | {row.certainty} |"
        for row in RULES.values()
    ]


def test_s05_a_limit_that_rises_is_called_so():
    (finding,) = found("S05", speed_steps_kmh=[60, 40, 50, 40])
    assert (finding.actual, finding.required) == (50, 40)
    assert "rise from 40 to 50" in finding.message["en"]
    (finding,) = found("S05", speed_limit_kmh=60, speed_steps_kmh=[80, 60, 40])
    assert "rise from 60 to 80" in finding.message["en"]
    (finding,) = found("S05", speed_steps_kmh=[60, 50])
    assert "end at 50 km/h" in finding.message["en"]


@pytest.mark.parametrize(
    ("members", "meets"),
    [
        # The night of the 20th lasts until 05:00 of the 21st.
        ({"starts_on": "2026-12-21", "daily_hours": [["04:59", "08:00"]]}, True),
        ({"starts_on": "2026-12-21", "daily_hours": [["05:00", "08:00"]]}, False),
        ({"starts_on": "2026-12-21", "daily_hours": [["00:00", "24:00"]]}, True),
        ({"starts_on": "2026-12-21", "daily_hours": None}, True),
        ({"starts_on": "2026-12-22", "daily_hours": None}, False),
        # Before the first night begins on the 7th, the road is open.
        ({"starts_on": "2026-12-07", "ends_on": "2026-12-07", "daily_hours": [["02:00", "05:00"]]}, False),
        ({"starts_on": "2026-12-08", "ends_on": "2026-12-08", "daily_hours": [["02:00", "05:00"]]}, True),
        ({"starts_on": "2026-12-01", "ends_on": "2026-12-06", "daily_hours": [["20:00", "06:00"]]}, False),
        ({"starts_on": "2026-12-01", "ends_on": "2026-12-07", "daily_hours": [["21:00", "22:00"]]}, False),
        ({"starts_on": "2026-12-01", "ends_on": "2026-12-07", "daily_hours": [["21:00", "22:01"]]}, True),
    ],
)
def test_s12_nights_run_into_the_next_day(members, meets):
    assert bool(says(second(**members), "S12")) is meets


@pytest.mark.parametrize(("from_m", "apart"), [(500, True), (402, True), (401, False), (0, False), (None, False)])
def test_s12_two_phases_at_once_on_stretches_that_do_not_meet(from_m, apart):
    """Both zones are 402 m long; along the road the second begins `from_m` after the first."""
    data = second(starts_on="2026-12-07")
    for phase, work_from_m in zip(data["phases"], (1000, from_m and 1000 + from_m), strict=True):
        phase["work_area_from_m"] = work_from_m
    if from_m == 0:
        data["phases"][1]["work_area_from_m"] = 1000
    assert bool(says(data, "S12")) is not apart


def test_s16_phases_too_long_together_are_checked_without_their_cones():
    """Each phase is shorter than 10 km; eleven of them are longer than 100 km."""
    data = changed(work_area=9000)
    first = data["phases"][0]
    data["phases"] = [
        {**first, "name": str(n), "starts_on": f"2027-{n:02}-01", "ends_on": f"2027-{n:02}-02"} for n in range(1, 12)
    ]
    ten = {**data, "phases": data["phases"][:10]}
    assert says(ten, "S16") == [] and "cone" in check(parse(ten)).as_json()["quantities"]
    assert says(data, "S16") == [""] and "cone" not in check(parse(data)).as_json()["quantities"]


def test_s22_names_every_width():
    (finding,) = found("S22", offset_m=4.1, remaining_lane_width_m=3.25)
    assert (finding.level, finding.actual, finding.required, finding.unit) == ("warn", 10.6, 10.5, "m")
    assert "2 lanes of 3.25 m" in finding.message["en"]


def test_s22_centimetres_of_rounding_do_not_count():
    assert found("S22", lane_width_m=3.333, offset_m=3.333, remaining_lane_width_m=3.34) == []


@pytest.mark.parametrize(
    ("dates", "parameter"),
    [(("2026-12-06", "2026-12-20"), "starts_on"), (("2026-12-07", "2026-12-21"), "ends_on")],
)
def test_s23_a_phase_outside_the_time_permitted(dates, parameter):
    data = changed(starts_on=dates[0], ends_on=dates[1])
    (finding,) = (f for f in check(parse(data), permitted=(DAY, dt.date(2026, 12, 20))).findings if f.rule == "S23")
    assert (finding.level, finding.parameter, finding.clause) == ("block", parameter, "城市道路管理条例 36")
    assert "2026-12-07" in finding.message["zh"] and "2026-12-20" in finding.message["en"]


def test_s24_only_speaks_of_signs_that_face_the_affected_direction():
    behind = {"signs": [*SIGNS, {"code": "works_ahead", "at_m": 500}]}
    (finding,) = found("S24", **behind)
    assert (finding.level, finding.parameter, finding.actual, finding.required) == ("warn", "works_ahead", 500, 222)
    assert found("S24", **behind, layout="L07", lanes=1, closed_lanes=[1]) == []


def test_p10_a_near_junction_has_a_sign_at_its_exit():
    (finding,) = found("P10", signs=signs_without("works_at_upstream_junction"))
    assert (finding.level, finding.parameter, finding.clause) == (
        "warn",
        "works_at_upstream_junction",
        "GB 51038-2015 10.1.4-1",
    )
    assert finding.place == (-410, -410)
    assert found("P10", signs=signs_without("works_at_upstream_junction"), upstream_junction_m=None) == []


def test_p16_closed_lanes_that_leave_none_need_a_way_round():
    assert found("P16", layout="L01", closed_lanes=[1, 2, 3], detour={"description": "绕行"}) == []
    assert [f.level for f in found("P16", layout="L01", closed_lanes=[3, 2, 1])] == ["block"]
