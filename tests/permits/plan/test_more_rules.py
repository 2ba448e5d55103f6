"""The rules on buffers, signs, site, traffic and phases at their edges."""

import datetime as dt

import pytest

from core.datum import wgs84_to_gcj02
from permits.plan import parse
from permits.plan.check import check
from permits.plan.checks.neighbours import Neighbour
from permits.plan.standards import VALUES
from permits.rules.conflicts.days import Days
from permits.rules.conflicts.occupation import Occupation, windows_of
from tests.permits.plan.examples import PASSING, changed, checked, found

SIGNS = PASSING["phases"][0]["signs"]


def without(*codes):
    return [sign for sign in SIGNS if sign["code"] not in codes]


@pytest.mark.parametrize(
    ("limit", "least"), [(20, 15), (30, 15), (31, 40), (40, 40), (41, 80), (60, 80), (61, 120), (120, 120)]
)
def test_p04_every_row_of_table_3_warns_because_its_source_is_secondary(limit, least):
    road = {"speed_limit_kmh": None, "design_speed_kmh": 120, "workzone_speed_kmh": limit}
    assert found("P04", **road, buffer=least) == []
    (finding,) = found("P04", **road, buffer=least - 0.01)
    assert (finding.level, finding.required, finding.certainty) == ("warn", least, "secondary")


@pytest.mark.parametrize(("rule", "area", "least"), [("P05", "buffer", 40), ("P07", "downstream_taper", 30)])
def test_p05_and_p07_are_for_city_roads(rule, area, least):
    assert found(rule, **{area: least}) == []
    assert [f.level for f in found(rule, **{area: least - 0.01})] == ["warn"]
    assert found(rule, **{area: least - 0.01}, kind="village") == []


@pytest.mark.parametrize(("limit", "least"), [(40, 10), (41, 30)])
def test_p08_both_rows_of_table_4(limit, least):
    assert found("P08", workzone_speed_kmh=limit, termination=least) == []
    (finding,) = found("P08", workzone_speed_kmh=limit, termination=least - 0.01)
    assert (finding.level, finding.required, finding.certainty) == ("warn", least, "secondary")


@pytest.mark.parametrize(
    "code", ["lane_reduction", "workzone_speed_limit", "chevron", "barricade", "speed_limit_restored"]
)
def test_p10_a_missing_sign_of_the_example_blocks_only_where_the_example_holds(code):
    in_town = found("P10", signs=without(code))
    assert [(f.parameter, f.level, f.certainty) for f in in_town] == [(code, "warn", "secondary")]
    on_highway = [f for f in found("P10", kind="highway", signs=without(code)) if f.parameter == code]
    assert [(f.level, f.certainty) for f in on_highway] == [("block", "verified")]


def test_p10_the_works_sign_itself_blocks_everywhere():
    assert [f.level for f in found("P10", signs=without("works_ahead"))] == ["block"]
    assert [f.level for f in found("P10", kind="village", signs=without("works_ahead"))] == ["block"]


def test_p10_does_not_ask_for_a_sign_whose_place_is_unknown():
    assert found("P10", signs=without("works_ahead"), advance_warning=None) == []


def test_p11_a_300_m_sign_from_500_m_to_the_junction():
    assert found("P11", upstream_junction_m=499) == []
    assert [f.level for f in found("P11", upstream_junction_m=500)] == ["warn"]
    ahead = [*SIGNS, {"code": "works_in_300m", "at_m": -300}]
    assert found("P11", upstream_junction_m=500, signs=ahead) == []


def test_p12_an_urban_expressway_is_announced_from_1_km():
    assert [f.level for f in found("P12", class_="expressway")] == ["block"]
    ahead = [*SIGNS, {"code": "works_in_1km_and_300m", "at_m": -1000}]
    assert found("P12", class_="expressway", signs=ahead) == []
    assert found("P12", class_="expressway", kind="highway") == []


@pytest.mark.parametrize(
    ("fence", "said"),
    [
        ({"height_m": 1.8, "distance_to_junction_m": 20.1}, False),
        ({"height_m": 1.8, "distance_to_junction_m": 20}, True),
        ({"height_m": 1.8, "distance_to_junction_m": 20, "see_through_above_m": 0.8}, False),
        ({"height_m": 1.8, "distance_to_junction_m": 20, "see_through_above_m": 0.81}, True),
        ({"height_m": 0.8, "distance_to_junction_m": 5}, False),
        ({"distance_to_junction_m": 5}, True),
        ({"height_m": 1.8}, False),
    ],
)
def test_p13_one_sees_through_the_hoarding_at_a_junction(fence, said):
    assert [f.level for f in found("P13", hoarding=fence)] == ["warn"] * said


@pytest.mark.parametrize(
    ("rule", "member", "least"),
    [
        ("P18", "remaining_lane_width_m", 3.0),
        ("P19", "pedestrian_width_m", 1.5),
        ("S11", "cycle_width_m", 1.5),
    ],
)
def test_widths_below_the_setting_only_warn(rule, member, least):
    assert found(rule, **{member: least}) == []
    (finding,) = found(rule, **{member: least - 0.01})
    assert (finding.level, finding.certainty, finding.parameter) == ("warn", "setting", member)


def test_p14_hoarding_of_1_8_m():
    assert found("P14", hoarding={"height_m": 1.8}) == []
    assert [f.actual for f in found("P14", hoarding={"height_m": 1.79})] == [1.79]


def test_p20_saturation_above_0_9_in_the_hours_of_the_closure():
    lane_pcu_h, two_lanes = 1400, {"remaining_lane_width_m": 3.75, "daily_hours": [["08:00", "10:00"]]}
    edge = 0.9 * 2 * lane_pcu_h
    calm = [100] * 24
    assert found("P20", **two_lanes, hourly_volume_pcu=[*calm[:9], edge, *calm[10:]]) == []
    (finding,) = found("P20", **two_lanes, hourly_volume_pcu=[*calm[:9], edge + 28, *calm[10:]])
    assert (finding.level, finding.actual, finding.required) == ("warn", 0.91, 0.9)
    assert "9:00" in finding.message["en"]
    assert found("P20", **two_lanes, hourly_volume_pcu=[*calm[:12], 9000, *calm[13:]]) == []


def test_p20_advises_other_hours_only_where_there_are_any():
    crowded = {"hourly_volume_pcu": [5000] * 24}
    (some_hours,) = found("P20", daily_hours=[["08:00", "10:00"]], **crowded)
    (all_day,) = found("P20", daily_hours=None, **crowded)
    assert "the window that costs least is" in some_hours.fix["en"]
    assert all_day.message["zh"].endswith("超过 0.9。") and "off-peak hours only" in all_day.fix["en"]


HIGHWAY = {"kind": "highway", "design_speed_kmh": 120, "speed_limit_kmh": None}


@pytest.mark.parametrize("row", [v for v in VALUES if v.quantity == "buffer_highway_min"], ids=str)
def test_p21_every_row_of_table_4_0_6(row):
    here = {**HIGHWAY, "workzone_speed_kmh": row.speed_up_to_kmh}
    assert found("P21", **here, buffer=row.value) == []
    (finding,) = found("P21", **here, buffer=row.value - 0.01)
    assert (finding.level, finding.overridable, finding.required) == ("block", True, row.value)


@pytest.mark.parametrize(
    ("area", "edge", "beyond"), [("downstream_taper", 30, 29.9), ("termination", 30, 29.9), ("work_area", 4000, 4000.1)]
)
def test_p21_the_other_lengths_of_a_highway(area, edge, beyond):
    assert found("P21", **HIGHWAY, **{area: edge}) == []
    assert [(f.parameter, f.clause.startswith("JTG H30")) for f in found("P21", **HIGHWAY, **{area: beyond})] == [
        (area, True)
    ]
    assert found("P21", **{area: beyond}) == []


def test_p22_informs_and_does_not_spoil_the_result():
    result = checked(buffer=92)
    assert [(f.rule, f.level, f.required) for f in result.findings] == [("P22", "info", 93)]
    assert result.result == "pass"


def test_p23_works_near_by_at_the_same_time():
    near = Neighbour("W2026-000002", dt.date(2026, 12, 20), dt.date(2026, 12, 31), 42.0)
    later = Neighbour("W2026-000003", dt.date(2026, 12, 22), dt.date(2026, 12, 31), 10.0)
    by_day = Occupation(Days(dt.date(2026, 12, 1), dt.date(2026, 12, 31)), windows_of([["08:00", "18:00"]]))
    at_other_hours = Neighbour("W2026-000004", *by_day.days, 5.0, (by_day,))
    (finding,) = check(parse(PASSING), [near, later, at_other_hours]).findings
    assert (finding.rule, finding.level, finding.actual) == ("P23", "warn", 42)
    assert "W2026-000002" in finding.message["zh"]


def test_p23_the_last_night_ends_on_the_next_morning_and_a_name_may_be_withheld():
    next_day = Neighbour("", dt.date(2026, 12, 21), dt.date(2026, 12, 31), 10.0)
    (finding,) = check(parse(PASSING), [next_day]).findings
    assert "另一申请" in finding.message["zh"] and "another application" in finding.message["en"]


@pytest.mark.parametrize(
    ("flaggers", "signals", "levels"),
    [(0, False, ["block"]), (1, False, ["warn"]), (2, False, []), (0, True, []), (None, False, [])],
)
def test_p24_alternating_traffic_is_controlled(flaggers, signals, levels):
    here = {"layout": "L07", "lanes": 1, "lanes_opposite": 1, "closed_lanes": [1], "lane_width_m": 3.5}
    assert [f.level for f in found("P24", **here, flaggers=flaggers, temporary_signals=signals)] == levels


def two_phases(**second):
    data = changed()
    data["phases"].append({**data["phases"][0], "name": "二期", **second})
    return [(f.rule, f.phase) for f in check(parse(data)).findings]


def test_s12_two_phases_at_one_time():
    assert two_phases() == [("S12", "二期")]
    assert two_phases(daily_hours=[["09:00", "16:00"]]) == []
    assert two_phases(daily_hours=[["04:59", "16:00"]]) == [("S12", "二期")]
    assert two_phases(daily_hours=None) == [("S12", "二期")]
    assert two_phases(starts_on="2026-12-21", ends_on="2026-12-22") == []


def test_s13_days_between_phases_are_said():
    assert two_phases(starts_on="2026-12-22", ends_on="2026-12-23") == [("S13", "二期")]


def shifted(line):
    """The line as a web map gives it, in GCJ-02."""
    return {**line, "coordinates": [list(wgs84_to_gcj02(*position)) for position in line["coordinates"]]}


def test_s14_a_detour_copied_from_a_web_map():
    road = {"type": "LineString", "coordinates": [[120.6387, 27.7829], [120.6489, 27.7829]]}
    way_round = {"type": "LineString", "coordinates": [[120.6387, 27.7828], [120.6440, 27.7800], [120.6489, 27.7828]]}
    assert found("S14", centreline=road, detour={"line": way_round}) == []
    (finding,) = found("S14", centreline=road, detour={"line": shifted(way_round)})
    assert finding.level == "info"


def test_s15_a_line_without_length():
    point = {"type": "LineString", "coordinates": [[120.6387, 27.7829]] * 3}
    assert [f.parameter for f in found("S15", centreline=point)] == ["centreline"]
    assert [f.parameter for f in found("S15", detour={"line": point})] == ["detour"]
    assert [f.rule for f in checked(centreline=point, detour={"line": point}).findings] == ["S15", "S15"]


def test_findings_on_a_length_or_a_sign_have_their_place():
    places = {
        f.rule: f.place for f in checked(upstream_taper=60, signs=without("barricade"), pedestrian_width_m=1).findings
    }
    assert places == {"P03": (40, 100), "P10": (200, 200), "P19": (200, 320)}
