"""Which items are answered at which site, and that the table is whole."""

import csv
from pathlib import Path

import pytest

from inspections.rules.checklist import SiteFacts, general_items, items_for
from inspections.rules.tables import rows

DOMAIN = Path(__file__).resolve().parents[4] / "shared" / "domain"
SEVERITY = {"一般": "general", "严重": "serious", "特别严重": "critical"}


def codes(**facts) -> set[str]:
    return {item.code for item in items_for(SiteFacts(**facts))}


def test_the_table_has_all_items_once_and_every_cell_filled():
    items = general_items()
    assert [item.code for item in items] == [f"C{number:02d}" for number in range(1, 25)]
    assert all(all(row.values()) for row in rows("checklist"))


@pytest.mark.skipif(not DOMAIN.exists(), reason="needs the shared domain tables")
def test_the_table_agrees_with_the_domain_table():
    with (DOMAIN / "inspection_checklist.csv").open(encoding="utf-8") as file:
        theirs = {row["code"]: SEVERITY[row["severity_default"]] for row in csv.DictReader(file)}
    assert {item.code: item.severity for item in general_items()} == theirs


def test_items_that_do_not_concern_the_site_are_left_out():
    quiet = codes(closure="footway")
    assert quiet.isdisjoint({"C05", "C06", "C07", "C08", "C17", "C20", "C21", "C23"})
    assert {"C01", "C04", "C15", "C24"} <= quiet


@pytest.mark.parametrize(
    ("facts", "item"),
    [
        ({"closure": "lane"}, "C08"),
        ({"closure": "unknown"}, "C05"),
        ({"closure": "footway", "excavation": True}, "C17"),
        ({"closure": "full"}, "C20"),
        ({"closure": "footway", "open_orders": 1}, "C21"),
        ({"closure": "footway", "awaiting_acceptance": True}, "C23"),
    ],
)
def test_what_the_site_is_brings_its_items(facts, item):
    assert item in codes(**facts)


def test_the_conditions_of_the_permit_are_items_of_their_own():
    items = items_for(SiteFacts(closure="footway", conditions=("夜间22时后施工", "保留公交站。")))
    conditions = [item for item in items if item.group == "condition"]
    assert [(item.code, item.text_zh) for item in conditions] == [("K01", "夜间22时后施工"), ("K02", "保留公交站。")]
    assert conditions[1].requirement_zh == "按许可条件改正：保留公交站"
