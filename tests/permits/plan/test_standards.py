"""Every row of the tables, at its edge and one step beyond, and agreement with the domain's own tables."""

import csv
import math
from pathlib import Path

import pytest

from permits.plan import standards
from permits.plan.standards import LAYOUTS, RULES, VALUES, constant, taper_length_m, value
from permits.plan.tables import rows

DOMAIN = Path(__file__).parents[4] / "shared" / "domain"
needs_domain = pytest.mark.skipif(not DOMAIN.is_dir(), reason="../shared/domain is not here")

BY_SPEED = [row for row in VALUES if math.isfinite(row.speed_up_to_kmh)]


def domain(name):
    with (DOMAIN / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", BY_SPEED, ids=lambda r: f"{r.quantity}-{r.road_kind}-{r.speed_up_to_kmh:g}")
def test_a_row_holds_up_to_its_speed_and_the_next_row_from_there(row):
    assert value(row.quantity, road_kind=row.road_kind, speed_kmh=row.speed_up_to_kmh) is row
    beyond = value(row.quantity, road_kind=row.road_kind, speed_kmh=row.speed_up_to_kmh + 0.01)
    later = [r for r in BY_SPEED if r.quantity == row.quantity and r.speed_up_to_kmh > row.speed_up_to_kmh]
    if later:
        assert beyond is later[0]
    else:
        assert beyond is None or beyond.speed_up_to_kmh == math.inf


def test_every_value_has_unit_clause_certainty_and_strength():
    for row in VALUES:
        assert row.unit and row.clause
        assert row.certainty in {"verified", "secondary", "setting"}
        assert row.strength in {"shall", "should", "may", "setting"}
        assert (row.strength == "setting") == (row.certainty == "setting")


def test_no_quantity_has_two_rows_for_one_speed():
    keys = [(row.quantity, row.road_kind, row.speed_up_to_kmh) for row in VALUES]
    assert len(keys) == len(set(keys))


def test_an_unverified_rule_never_blocks():
    assert all(row.certainty == "verified" for row in RULES.values() if row.level == "block")


def test_constant_refuses_a_quantity_of_several_rows():
    with pytest.raises(ValueError, match="unpack"):
        constant("buffer_min")


@pytest.mark.parametrize(
    ("speed_kmh", "width_m", "length_m"),
    [(60, 3.5, 81.2903), (60.01, 3.5, 131.2719), (80, 3.5, 175.0), (40, 3.0, 30.97)],
)
def test_taper_formula_changes_above_60(speed_kmh, width_m, length_m):
    assert taper_length_m(speed_kmh, width_m) == pytest.approx(length_m, abs=0.005)
    assert taper_length_m(speed_kmh, width_m, beside_carriageway=True) == pytest.approx(length_m / 3, abs=0.005)


@needs_domain
def test_speed_limits_are_those_of_the_domain_table():
    expected = {
        (float(r["design_speed_kmh"]), float(r["max_workzone_limit_kmh"])) for r in domain("wz_speed_limit.csv")
    }
    assert {(r.speed_up_to_kmh, r.value) for r in VALUES if r.quantity == "workzone_speed_max"} == expected


@needs_domain
def test_advance_warning_lengths_are_those_of_the_domain_table():
    for row in domain("wz_warning_area_urban.csv"):
        for speed in (float(row["design_speed_min_kmh"]), float(row["design_speed_max_kmh"])):
            found = value("advance_warning_min", road_kind="city", speed_kmh=speed)
            assert (found.value, found.certainty) == (float(row["min_length_m"]), "verified")


@needs_domain
def test_taper_lengths_are_those_of_the_domain_table():
    table = domain("wz_upstream_taper.csv")
    assert len(table) == 54
    for row in table:
        length = taper_length_m(float(row["V_kmh"]), float(row["W_m"]))
        assert length == pytest.approx(float(row["L_m_exact"]), abs=0.0051)
        third = taper_length_m(float(row["V_kmh"]), float(row["W_m"]), beside_carriageway=True)
        assert math.ceil(round(third, 6)) == int(row["shoulder_one_third_m_ceil"])


@needs_domain
def test_buffers_are_those_of_the_domain_table():
    gb = {"<=30": 30, "40": 40, "50-60": 60, ">60": 61}
    for row in domain("wz_buffer.csv"):
        speeds, length = row["final_speed_limit_kmh"], row["downgrade_le3pct_m"]
        if row["standard"] == "GB 5768.4-2017":
            found = value("buffer_min", speed_kmh=gb[speeds])
            assert (found.value, found.certainty) == (float(length), "secondary")
        elif row["table"] == "表4.0.6":
            for speed in speeds.split("/"):
                found = value("buffer_highway_min", road_kind="highway", speed_kmh=float(speed))
                assert (found.value, found.certainty) == (float(length), "verified")


@needs_domain
def test_signs_and_layouts_are_those_of_the_domain_tables():
    assert [row["code"] for row in rows("signs")] == [row["code"] for row in domain("wz_signs.csv")]
    assert list(LAYOUTS) == [row["layout_id"] for row in domain("wz_layouts.csv")]
    assert {row["layout_id"]: row["layout_cn"] for row in domain("wz_layouts.csv")} == {
        layout.code: layout.zh for layout in LAYOUTS.values()
    }


@needs_domain
def test_rules_have_the_level_and_certainty_of_the_domain_table():
    levels = {
        "BLOCK": ("block", False),
        "BLOCK_OVERRIDABLE": ("block", True),
        "WARN": ("warn", False),
        "INFO": ("info", False),
    }
    table = {row["rule_id"]: row for row in domain("plan_rules.csv")}
    for code, row in RULES.items():
        if code.startswith("P") and code != "P00":
            assert (row.level, row.overridable) == levels[table[code]["level"]], code
            assert row.certainty == table[code]["certainty"], code


@needs_domain
def test_sight_distances_are_those_of_the_mutcd_table():
    expected = [float(r["value_m"]) for r in domain("mutcd_11_part6.csv") if r["table"].startswith("6B-2")]
    table = [v for v in VALUES if v.quantity == "sight_distance_mutcd"]
    assert [v.value for v in table] == expected
    speeds = [
        int(r["key"].split("(")[1].split()[0]) for r in domain("mutcd_11_part6.csv") if r["table"].startswith("6B-2")
    ]
    assert [v.speed_up_to_kmh for v in table] == speeds


@needs_domain
def test_lane_capacities_are_the_design_values_of_the_domain_table_and_only_settings():
    for row in domain("traffic_capacity_defaults.csv"):
        if row["key"].endswith(" km/h") and "/" in row["value"] and row["unit"] == "pcu/h":
            found = value("lane_capacity", speed_kmh=float(row["key"].split()[0]))
            assert (found.value, found.certainty) == (float(row["value"].split("/")[1]), "setting")


@needs_domain
def test_every_rule_of_the_domain_table_is_checked():
    assert {row["rule_id"] for row in domain("plan_rules.csv")} <= set(RULES)


@pytest.mark.parametrize("table", ["values", "rules", "layouts", "signs", "sign_places", "sentences", "drawing_words"])
def test_a_comma_in_a_cell_is_quoted(table):
    for row in rows(table):
        assert None not in row and None not in row.values(), row


def test_tables_are_read_from_the_package():
    assert Path(standards.__file__).parent.joinpath("tables", "values.csv").is_file()
