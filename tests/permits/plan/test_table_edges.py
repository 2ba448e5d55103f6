"""The standards as tables, each row at its edge and one step beyond.

The numbers are typed here once more on purpose, as the clauses give them, so that a reader can compare page with page;
permits/plan/tables holds what the engine reads.
"""

from typing import Any, NamedTuple

import pytest

from permits.plan import parse
from permits.plan.check import check
from permits.plan.finding import Finding
from permits.plan.situation import TOLERANCE_M
from tests.permits.plan.examples import changed, found

MM = 0.001
GB, URBAN, JTG = "GB 5768.4-2017", "GB 51038-2015", "JTG H30-2015"
OPEN_ROAD = {"speed_limit_kmh": None, "upstream_junction_m": None}

# GB 5768.4-2017 4.2 表1: design speed → highest work-zone limit, km/h. Between two rows the next higher row holds.
TABLE_1 = {
    20: 20, 20.1: 30, 25: 30, 30: 30, 31: 30, 40: 30, 45: 30, 50: 30, 51: 40, 60: 40,
    60.1: 60, 70: 60, 80: 60, 81: 70, 90: 70, 100: 70, 101: 80, 119: 80, 120: 80,
}  # fmt: skip
# GB 5768.4-2017 4.3 表2, column of city roads: design speed → least advance-warning area, m.
TABLE_2 = {
    20: 40, 30: 40, 35: 40, 40: 40, 50: 40, 60: 40, 60.1: 100, 70: 100, 79: 100, 80: 100,
    80.1: 1000, 90: 1000, 100: 1000, 110: 1000, 120: 1000,
}  # fmt: skip
# GB 5768.4-2017 4.5 表3 (宜大于, one secondary source): work-zone limit → buffer, m.
TABLE_3 = {20: 15, 30: 15, 30.1: 40, 40: 40, 40.1: 80, 50: 80, 60: 80, 60.1: 120, 70: 120, 80: 120}
# GB 5768.4-2017 4.8 表4 (one secondary source): work-zone limit → termination area, m.
TABLE_4 = {20: 10, 30: 10, 40: 10, 40.1: 30, 60: 30, 80: 30}
# JTG H30-2015 表4.0.6, grade of at most 3 %: work-zone limit → buffer, m.
TABLE_4_0_6 = {20: 40, 30: 40, 30.1: 50, 40: 50, 41: 60, 50: 60, 51: 80, 60: 80, 65: 100, 70: 100, 75: 120, 80: 120}
# MUTCD 11 Table 6B-2: speed → stopping sight distance, m.
TABLE_6B_2 = {
    32: 35.1, 40: 47.2, 48: 61.0, 56: 76.2, 60: 93.0, 64: 93.0, 72: 109.7, 80: 129.5,
    89: 150.9, 97: 173.7, 105: 196.6, 113: 222.5, 120: 249.9,
}  # fmt: skip


class Least(NamedTuple):
    """A length or width, the least the clause asks for here, and what its finding says."""

    rule: str
    member: str
    required: float
    here: dict[str, Any]
    level: str
    certainty: str
    clause: str
    overridable: bool = False
    unit: str = "m"


HIGHWAY = {"kind": "highway", "design_speed_kmh": 120, **OPEN_ROAD}
LEAST = [
    *(
        Least("P02", "advance_warning", m, {"design_speed_kmh": v, **OPEN_ROAD}, "block", "verified", f"{GB} 4.3 表2")
        for v, m in TABLE_2.items()
    ),
    # 平面交叉口间距小于表中数值时，以平面交叉口为起点设置警告区
    *(
        Least(
            "P02",
            "advance_warning",
            min(metres, junction),
            {"design_speed_kmh": v, "speed_limit_kmh": None, "upstream_junction_m": junction},
            "block",
            "verified",
            f"{GB} 4.3 表2",
        )
        for v, metres in ((60, 40), (80, 100), (100, 1000))
        for junction in (15, 39.5, 99, 101, 999, 1001)
    ),
    *(
        Least("P04", "buffer", m, {**HIGHWAY, "kind": "village", "workzone_speed_kmh": v}, "warn", "secondary",
              f"{GB} 4.5 表3")
        for v, m in TABLE_3.items()
    ),
    Least("P05", "buffer", 40, {}, "warn", "verified", f"{URBAN} 15.5.3"),
    *(
        Least("P06", "downstream_taper", width, {"offset_m": width}, "block", "verified", f"{GB} 4.7")
        for width in (1.5, 3.0, 3.25, 3.5, 3.75, 7.0)
    ),
    Least("P07", "downstream_taper", 30, {}, "warn", "verified", f"{URBAN} 15.5.3"),
    *(
        Least("P08", "termination", m, {**HIGHWAY, "workzone_speed_kmh": v}, "warn", "secondary", f"{GB} 4.8 表4")
        for v, m in TABLE_4.items()
    ),
    Least("P18", "remaining_lane_width_m", 3.0, {}, "warn", "setting", "本市设置 (MUTCD 6N 对照)"),
    Least("P19", "pedestrian_width_m", 1.5, {}, "warn", "setting", "本市设置 (MUTCD 6N 对照)"),
    *(
        Least("P21", "buffer", m, {**HIGHWAY, "workzone_speed_kmh": v}, "block", "verified", f"{JTG} 表4.0.6", True)
        for v, m in TABLE_4_0_6.items()
    ),
    Least("P21", "downstream_taper", 30, HIGHWAY, "block", "verified", f"{JTG} 4.0.8", True),
    Least("P21", "termination", 30, HIGHWAY, "block", "verified", f"{JTG} 4.0.9", True),
    *(
        Least("P22", "buffer", m, {"speed_limit_kmh": v}, "info", "verified", "MUTCD 11 Table 6B-2")
        for v, m in TABLE_6B_2.items()
    ),
    Least("P22", "downstream_taper", 15, {}, "info", "verified", "MUTCD 11 Table 6B-3"),
    Least("S11", "cycle_width_m", 1.5, {}, "warn", "setting", "本市设置"),
    Least("S20", "termination", 30, {}, "info", "verified", f"{URBAN} 15.5.3"),
    *(
        Least("S21", "offset_m", 3.0 * lanes, {"closed_lanes": [3, 2][:lanes]}, "warn", "setting",
              "本市设置 (MUTCD 6N 对照)")
        for lanes in (1, 2)
    ),
]  # fmt: skip


def one(row: Least, value: float) -> list[Finding]:
    return [f for f in found(row.rule, **{**row.here, row.member: value}) if f.parameter == row.member]


@pytest.mark.parametrize("row", LEAST, ids=lambda row: f"{row.rule}-{row.member}-{row.required:g}")
def test_least(row):
    assert one(row, row.required) == []
    assert one(row, row.required + MM) == []
    assert one(row, row.required - TOLERANCE_M) == [], "5 mm are measuring, not shortness"
    (finding,) = one(row, row.required - TOLERANCE_M - MM)
    assert (finding.required, finding.unit, finding.level) == (pytest.approx(row.required), row.unit, row.level)
    assert finding.actual == pytest.approx(row.required, abs=0.011)
    assert (finding.certainty, finding.clause, finding.overridable) == (row.certainty, row.clause, row.overridable)
    says_all(finding)


def says_all(finding: Finding) -> None:
    """Figures, sentence and remedy in both languages, and a place on the drawing."""
    for language in ("zh", "en"):
        assert f"{finding.required:g}" in finding.message[language] or finding.required is None
        assert finding.fix[language]
    assert finding.message["zh"] != finding.message["en"]
    assert finding.place is not None and finding.place[0] <= finding.place[1]


@pytest.mark.parametrize(("design", "most"), TABLE_1.items())
@pytest.mark.parametrize("kind", ["city", "highway", "village"])
def test_p01_table_1_holds_on_every_road(design, most, kind):
    road = {"kind": kind, "design_speed_kmh": design, "speed_limit_kmh": None}
    assert found("P01", **road, workzone_speed_kmh=most) == []
    (finding,) = found("P01", **road, workzone_speed_kmh=most + 0.1)
    assert (finding.level, finding.required, finding.unit, finding.clause, finding.certainty, finding.overridable) == (
        "block", most, "km/h", f"{GB} 4.2 表1", "verified", False,
    )  # fmt: skip
    says_all(finding)


# GB 5768.4-2017 4.4 with GB 5768.3: L = V²W/155 up to 60 km/h, 0.625 VW above; a third beside the carriageway.
TAPERS = [
    (40, 3.5, 40 * 40 * 3.5 / 155), (60, 3.5, 60 * 60 * 3.5 / 155), (60, 7.0, 60 * 60 * 7.0 / 155),
    (60.1, 3.5, 0.625 * 60.1 * 3.5), (80, 3.75, 187.5), (120, 3.75, 281.25),
]  # fmt: skip


@pytest.mark.parametrize(("design", "width", "metres"), TAPERS)
@pytest.mark.parametrize("kind", ["city", "highway", "village"])
def test_p03_taper_of_a_lane(design, width, metres, kind):
    road = {"kind": kind, "design_speed_kmh": design, "offset_m": width, **OPEN_ROAD}
    assert found("P03", **road, upstream_taper=metres) == []
    assert found("P03", **road, upstream_taper=metres - TOLERANCE_M) == []
    (finding,) = found("P03", **road, upstream_taper=metres - TOLERANCE_M - MM)
    assert (finding.level, finding.overridable, finding.certainty) == ("block", True, "verified")
    assert finding.clause == f"{GB} 4.4 / GB 5768.3"
    says_all(finding)


@pytest.mark.parametrize("layout", ["L04", "L05", "L06"])
@pytest.mark.parametrize(("design", "width", "metres"), TAPERS)
def test_p03_taper_beside_the_carriageway_is_a_third(design, width, metres, layout):
    road = {"layout": layout, "closed_lanes": [], "design_speed_kmh": design, "offset_m": width, **OPEN_ROAD}
    assert found("P03", **road, upstream_taper=metres / 3 - TOLERANCE_M) == []
    assert [f.overridable for f in found("P03", **road, upstream_taper=metres / 3 - TOLERANCE_M - MM)] == [True]


@pytest.mark.parametrize(
    ("step", "fires"), [((60, 40), False), ((60, 39.9), True), ((59.9, 40), False), ((60.1, 40), True)]
)
def test_p09_steps_of_20_km_h(step, fires):
    findings = found("P09", speed_limit_kmh=step[0], speed_steps_kmh=list(step), workzone_speed_kmh=step[1])
    assert [(f.level, f.required, f.unit, f.clause, f.certainty) for f in findings] == [
        ("warn", 20, "km/h", f"{GB} 4.2", "verified")
    ] * fires


@pytest.mark.parametrize(("road_class", "fires"), [("arterial", True), ("secondary", True), ("expressway", False)])
def test_p11_300_m_sign_of_streets_from_500_m(road_class, fires):
    assert found("P11", class_=road_class, upstream_junction_m=499.9) == []
    findings = found("P11", class_=road_class, upstream_junction_m=500)
    assert [(f.level, f.required, f.clause, f.certainty) for f in findings] == [
        ("warn", 500, f"{URBAN} 10.1.4-1", "verified")
    ] * fires


def test_p12_expressway_signs():
    (finding,) = found("P12", class_="expressway")
    assert (finding.level, finding.clause, finding.certainty) == ("block", f"{URBAN} 10.1.4-2", "verified")
    assert "1000 m" in finding.message["en"] and "300 m" in finding.message["zh"]


@pytest.mark.parametrize(("distance", "see_through", "fires"), [(20, 0.8, 0), (20, 0.801, 1), (20.001, 1.8, 0)])
def test_p13_see_through_within_20_m_above_0_8_m(distance, see_through, fires):
    fence = {"height_m": 1.8, "distance_to_junction_m": distance, "see_through_above_m": see_through}
    assert [(f.level, f.certainty) for f in found("P13", hoarding=fence)] == [("warn", "secondary")] * fires


def test_p14_hoarding_of_1_8_m():
    assert found("P14", hoarding={"height_m": 1.795}) == []
    assert [f.certainty for f in found("P14", hoarding={"height_m": 1.794})] == ["secondary"]


# JTG H30-2015 4.0.7: at most 4 km, 6 km where an expressway borrows the opposite lanes; other borrowing is not bound.
@pytest.mark.parametrize(
    ("road_class", "layout", "most"),
    [
        ("arterial", "L01", 4000),
        ("expressway", "L01", 4000),
        ("expressway", "L08", 6000),
        ("arterial", "L07", 4000),
        ("arterial", "L08", None),
    ],
)
def test_p21_longest_work_area(road_class, layout, most):
    road = {**HIGHWAY, "class": road_class, "layout": layout}
    assert [f for f in found("P21", **road, work_area=(most or 9000) + TOLERANCE_M) if f.parameter == "work_area"] == []
    if most:
        (finding,) = found("P21", **road, work_area=most + TOLERANCE_M + MM)
        assert (finding.required, finding.overridable, finding.clause) == (most, True, f"{JTG} 4.0.7")


@pytest.mark.parametrize(("flaggers", "level", "certainty"), [(0, "block", "verified"), (1, "warn", "secondary")])
def test_p24_that_nobody_directs_traffic_blocks_that_one_does_only_warns(flaggers, level, certainty):
    here = {"layout": "L07", "lanes": 1, "closed_lanes": [1]}
    (finding,) = found("P24", **here, flaggers=flaggers)
    assert (finding.level, finding.certainty, finding.clause) == (level, certainty, f"{GB} 附录B.10; 5.1.8")
    assert found("P24", **here, flaggers=2) == found("P24", **here, flaggers=0, temporary_signals=True) == []


@pytest.mark.parametrize(
    ("kind", "road_class", "level"),
    [
        ("city", "expressway", "block"), ("highway", "expressway", "block"), ("highway", "arterial", "block"),
        ("highway", "secondary", "warn"), ("highway", "branch", "warn"), ("city", "arterial", "warn"),
        ("village", "branch", "warn"),
    ],
)  # fmt: skip
def test_p10_the_example_of_annex_c_binds_only_the_roads_it_was_drawn_for(kind, road_class, level):
    signs = [sign for sign in changed()["phases"][0]["signs"] if sign["code"] != "barricade"]
    findings = found("P10", kind=kind, class_=road_class, signs=signs)
    assert {(f.parameter, f.level) for f in findings if f.parameter == "barricade"} == {("barricade", level)}


def test_what_is_beyond_every_table_is_said_and_not_guessed():
    result = check(parse(changed(design_speed_kmh=120.1, speed_limit_kmh=None, upstream_taper=300)))
    assert {f.rule for f in result.findings} & {"P01", "P02"} == set()
    assert "S09" in {f.rule for f in result.findings}


@pytest.mark.parametrize(("rows", "rule", "member"), [(TABLE_3, "P04", "buffer"), (TABLE_4, "P08", "termination")])
def test_without_a_work_zone_limit_the_tables_that_need_it_stay_silent(rows, rule, member):
    assert rows and found(rule, workzone_speed_kmh=None, **{member: 0}) == []
