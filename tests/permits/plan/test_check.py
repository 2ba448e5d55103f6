"""Each rule of the checker at its edge and one step beyond."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.plan import as_json, parse
from permits.plan.check import PHASE_RULES, check
from permits.plan.sentences import is_known
from permits.plan.standards import RULES, VALUES, taper_length_m
from tests.permits.plan.examples import PASSING, REMOVED, changed, checked, found

WHOLE_WAY_ROUND = {"description": "经商城大道绕行"}


def test_the_example_passes_without_a_finding():
    result = check(parse(PASSING))
    assert (result.result, result.findings) == ("pass", ())


def test_areas_are_laid_one_after_another():
    areas = checked().areas
    assert [(a.kind, a.from_m, a.to_m) for a in areas] == [
        ("advance_warning", 0, 40),
        ("upstream_taper", 40, 122),
        ("buffer", 122, 222),
        ("work_area", 222, 342),
        ("downstream_taper", 342, 372),
        ("termination", 372, 402),
    ]


def test_areas_stop_where_a_length_is_missing():
    assert [a.kind for a in checked(buffer=None).areas] == ["advance_warning", "upstream_taper"]


@pytest.mark.parametrize("row", [v for v in VALUES if v.quantity == "workzone_speed_max"], ids=str)
def test_p01_every_row_of_table_1(row):
    road = {"design_speed_kmh": row.speed_up_to_kmh, "speed_limit_kmh": None}
    assert found("P01", **road, workzone_speed_kmh=row.value) == []
    (finding,) = found("P01", **road, workzone_speed_kmh=row.value + 1)
    assert (finding.level, finding.actual, finding.required, finding.unit) == (
        "block",
        row.value + 1,
        row.value,
        "km/h",
    )
    assert finding.clause == "GB 5768.4-2017 4.2 表1"


def test_p01_a_speed_between_two_rows_uses_the_next_higher_row():
    assert found("P01", design_speed_kmh=70, speed_limit_kmh=70, workzone_speed_kmh=60) == []
    assert found("P01", design_speed_kmh=70, speed_limit_kmh=70, workzone_speed_kmh=61)[0].required == 60


@pytest.mark.parametrize("row", [v for v in VALUES if v.quantity == "advance_warning_min"], ids=str)
def test_p02_every_row_of_table_2(row):
    road = {"design_speed_kmh": row.speed_up_to_kmh, "upstream_junction_m": 5000}
    assert found("P02", **road, advance_warning=row.value) == []
    assert found("P02", **road, advance_warning=row.value - 0.005) == []
    (finding,) = found("P02", **road, advance_warning=row.value - 0.006)
    assert (finding.level, finding.required, finding.overridable) == ("block", row.value, False)


def test_p02_a_nearer_junction_is_where_the_warning_may_start():
    assert found("P02", design_speed_kmh=80, upstream_junction_m=35, advance_warning=35) == []
    assert found("P02", design_speed_kmh=80, upstream_junction_m=35, advance_warning=34)[0].required == 35
    assert found("P02", design_speed_kmh=80, upstream_junction_m=None, advance_warning=35)[0].required == 100


@pytest.mark.parametrize("kind", ["highway", "village"])
def test_p02_is_silent_where_no_verified_table_exists(kind):
    assert found("P02", kind=kind, advance_warning=1) == []
    assert [f.level for f in found("S17", kind=kind)] == ["info"]
    assert found("S17", kind=kind, advance_warning=None) == found("S17") == []


@given(speed=st.sampled_from([20, 30, 40, 50, 60, 70, 80, 100, 120]), width=st.floats(0.5, 10.5))
def test_p03_exactly_the_formula_passes_and_a_centimetre_less_does_not(speed, width):
    required = taper_length_m(speed, width)
    road = {"design_speed_kmh": speed, "lane_width_m": None, "offset_m": width}
    assert found("P03", **road, upstream_taper=required) == []
    (finding,) = found("P03", **road, upstream_taper=max(required - 0.01, 0.0))
    assert (finding.level, finding.overridable) == ("block", True)
    assert math.isclose(finding.required, required, abs_tol=0.0051)


@pytest.mark.parametrize("layout", ["L04", "L05", "L06"])
def test_p03_beside_the_carriageway_a_third_is_enough(layout):
    beside = {"layout": layout, "closed_lanes": [], "offset_m": 1.5}
    third = 60 * 60 * 1.5 / 155 / 3
    assert found("P03", **beside, upstream_taper=third) == []
    assert found("P03", **beside, upstream_taper=third - 0.01)[0].required == pytest.approx(third, abs=0.005)


@pytest.mark.parametrize("layout", ["L10", "L11"])
def test_lengths_are_not_asked_where_nothing_merges(layout):
    ahead = ("works_at_upstream_junction", "works_ahead", "detour")
    signs = [{"code": code, "at_m": at_m} for code, at_m in zip(ahead, (-410, 0, 20), strict=True)]
    lengths = {"advance_warning": 40}
    result = checked(layout=layout, closed_lanes=[], lengths_m=lengths, detour=WHOLE_WAY_ROUND, signs=signs)
    assert {f.rule for f in result.findings} == set()


def test_p06_downstream_taper_at_least_the_width_taken():
    assert found("P06", downstream_taper=3.5) == []
    (finding,) = found("P06", downstream_taper=3.49)
    assert (finding.level, finding.actual, finding.required, finding.clause) == (
        "block",
        3.49,
        3.5,
        "GB 5768.4-2017 4.7",
    )


def test_p09_steps_of_at_most_20():
    fast = {"design_speed_kmh": 100, "speed_limit_kmh": 100, "workzone_speed_kmh": 60}
    assert found("P09", **fast, speed_steps_kmh=[80, 60]) == []
    (finding,) = found("P09", **fast, speed_steps_kmh=[79, 60])
    assert (finding.level, finding.actual, finding.required) == ("warn", 21, 20)
    assert "100" in finding.message["en"] and "79" in finding.message["zh"]


def test_p09_counts_the_step_into_the_zone_and_the_step_from_the_road():
    assert [f.actual for f in found("P09", speed_limit_kmh=90, speed_steps_kmh=[65], workzone_speed_kmh=40)] == [25, 25]
    assert [f.actual for f in found("P09", speed_steps_kmh=[], workzone_speed_kmh=30)] == [30]


@pytest.mark.parametrize("closure", [{"layout": "L10"}, {"closed_lanes": [1, 2, 3]}])
def test_p15_notice_five_days_before_a_full_closure(closure):
    closure = {**closure, "detour": WHOLE_WAY_ROUND}
    assert found("P15", **closure, notice_published_on="2026-12-02") == []
    (finding,) = found("P15", **closure, notice_published_on="2026-12-03")
    assert (finding.level, finding.actual, finding.required, finding.unit) == ("block", 4, 5, "d")
    assert "2026-12-08" in finding.fix["en"]
    assert found("P15", **closure, notice_published_on="2026-12-06", emergency=True) == []


def test_p15_does_not_ask_for_a_notice_while_a_lane_is_open():
    assert found("P15", closed_lanes=[2, 3], notice_published_on="2026-12-07") == []


@pytest.mark.parametrize(
    ("layout", "opposite", "blocked"), [("L07", 1, False), ("L07", 0, True), ("L08", 1, False), ("L08", 0, True)]
)
def test_p16_traffic_led_over_the_opposite_side_is_not_shut_out(layout, opposite, blocked):
    findings = found("P16", layout=layout, lanes=1, closed_lanes=[1], lanes_opposite=opposite)
    assert bool(findings) is blocked


def test_p16_a_full_closure_needs_a_way_round_or_a_passage():
    (finding,) = found("P16", layout="L10", detour=None)
    assert (finding.level, finding.overridable) == ("block", False)
    assert found("P16", layout="L10", detour={"description": "  "}) != []
    assert found("P16", layout="L10", detour={}) != []
    assert found("P16", layout="L10", detour=WHOLE_WAY_ROUND) == []
    assert found("P16", layout="L10", detour={"line": PASSING["road"]["centreline"]}) == []
    assert found("P16", layout="L10", detour=None, temporary_passage=True) == []


@pytest.mark.parametrize(("member", "years"), [("opened_on", 5), ("overhauled_on", 3)])
def test_p17_no_digging_inside_the_ban(member, years):
    first_free = dt.date(2026, 12, 7)
    exactly = first_free.replace(year=first_free.year - years)
    assert found("P17", **{member: exactly.isoformat()}) == []
    late = (exactly + dt.timedelta(days=1)).isoformat()
    (finding,) = found("P17", **{member: late})
    assert (finding.level, finding.parameter, finding.required, finding.unit) == ("block", member, years, "a")
    assert found("P17", **{member: late}, government_approval=True) == []
    assert found("P17", **{member: late}, excavation=False) == []
    assert [f.level for f in found("P17", **{member: late}, emergency=True)] == ["warn"]


def test_p17_a_road_opened_on_a_leap_day():
    assert found("P17", opened_on="2024-02-29", starts_on="2029-02-27", ends_on="2029-03-02") != []
    assert found("P17", opened_on="2024-02-29", starts_on="2029-02-28", ends_on="2029-03-02") == []


@pytest.mark.parametrize(
    "member",
    ["advance_warning", "upstream_taper", "buffer", "work_area", "downstream_taper", "termination"]
    + ["offset_m", "closed_lanes", "workzone_speed_kmh", "speed_steps_kmh", "excavation", "opened_on"],
)
@pytest.mark.parametrize("gone", [None, REMOVED], ids=["null", "absent"])
def test_p00_says_what_is_missing_and_nothing_else_fires(member, gone):
    result = checked(**{member: gone})
    assert [(f.rule, f.level, f.parameter) for f in result.findings] == [("P00", "warn", member)]
    assert result.result == "warn"


def test_p00_asks_for_the_notice_only_of_a_full_closure():
    closed = {"layout": "L10", "closed_lanes": [], "detour": WHOLE_WAY_ROUND}
    assert [f.parameter for f in found("P00", **closed, notice_published_on=None)] == ["notice_published_on"]
    assert found("P00", **closed, notice_published_on=None, emergency=True) == []
    assert found("P00", notice_published_on=None) == []


def test_p00_a_bare_plan_is_readable_and_only_warns():
    bare = {
        "road": {"name": "x", "kind": "city", "class": "branch", "design_speed_kmh": 30, "lanes": 1},
        "phases": [{"starts_on": "2026-12-07", "ends_on": "2026-12-07", "layout": "L01"}],
    }
    result = check(parse(bare))
    assert result.result == "warn"
    assert {f.rule for f in result.findings} == {"P00"}
    assert result.areas == ()


@pytest.mark.parametrize(
    ("rule", "level", "changes"),
    [
        ("S01", "block", {"ends_on": "2026-12-06"}),
        ("S02", "block", {"closed_lanes": [3, 4]}),
        ("S03", "warn", {"closed_lanes": [1]}),
        ("S03", "warn", {"layout": "L02"}),
        ("S03", "warn", {"layout": "L03"}),
        ("S03", "warn", {"layout": "L06"}),
        ("S04", "warn", {"speed_limit_kmh": 30, "speed_steps_kmh": [40]}),
        ("S05", "warn", {"speed_steps_kmh": [60, 50]}),
        ("S05", "warn", {"speed_steps_kmh": [40, 50, 40]}),
        ("S06", "block", {"offset_m": 10.6, "upstream_taper": 300}),
        ("S07", "block", {"daily_hours": [["08:00", "08:00"]]}),
        ("S07", "block", {"daily_hours": [["22:00", "05:00"], ["04:59", "06:00"]]}),
        ("S09", "warn", {"design_speed_kmh": 121, "upstream_taper": 600}),
        ("S10", "warn", {"ends_on": "2029-12-08"}),
        ("S16", "warn", {"work_area": 9718.1}),
    ],
)
def test_a_plan_that_contradicts_itself(rule, level, changes):
    (finding,) = found(rule, **changes)
    assert finding.level == level


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": "2026-12-07"},
        {"ends_on": "2029-12-06"},
        {"work_area": 9718},
        {"closed_lanes": [2, 3], "offset_m": 7.0, "upstream_taper": 163},
        {"layout": "L02", "closed_lanes": [1]},
        {"layout": "L03", "closed_lanes": [2]},
        {"daily_hours": [["22:00", "05:00"], ["05:00", "06:00"]]},
        {"daily_hours": [["00:00", "24:00"]]},
        {"daily_hours": []},
        {"offset_m": 10.5, "upstream_taper": 300, "remaining_lane_width_m": None},
    ],
)
def test_a_plan_at_the_edge_of_making_sense(changes):
    assert [f.rule for f in checked(**changes).findings] == []


def test_s08_two_phases_of_one_name():
    data = changed()
    data["phases"] *= 2
    (finding,) = (f for f in check(parse(data)).findings if f.rule == "S08")
    assert (finding.rule, finding.level, finding.phase) == ("S08", "warn", "一期")


def test_a_phase_without_a_name_goes_by_its_number():
    assert [f.phase for f in found("P06", name=None, downstream_taper=1)] == ["1"]


def test_findings_stand_with_the_gravest_first_and_carry_everything():
    result = checked(speed_limit_kmh=100, downstream_taper=1, advance_warning=1)
    levels = [f.level for f in result.findings]
    assert levels == sorted(levels, key=["block", "warn", "info"].index)
    assert set(levels) == {"block", "warn", "info"}
    for finding in result.as_json()["findings"]:
        assert finding["clause"] and finding["certainty"]
        assert finding["message"]["zh"] and finding["message"]["en"]
        assert finding["fix"]["zh"] and finding["fix"]["en"]


def test_every_rule_of_the_table_is_said_in_words_and_no_rule_runs_twice():
    assert [code for code in RULES if not is_known(f"{code}.fix")] == []
    assert len(set(PHASE_RULES)) == len(PHASE_RULES)


@given(st.integers(0, 300), st.integers(0, 300))
def test_longer_is_never_worse(length, more):
    for area in ("advance_warning", "upstream_taper", "downstream_taper"):
        short = {f.rule for f in checked(**{area: length}).findings}
        assert {f.rule for f in checked(**{area: length + more}).findings} <= short


def test_a_plan_written_out_reads_the_same():
    plan = parse(PASSING)
    assert parse(as_json(plan)) == plan
