"""Whether an application can be submitted: every reason at once."""

import datetime as dt

import pytest

from permits.rules.application import SubmissionFacts, closure_of_layouts, entry_violations, violations

TODAY = dt.date(2026, 3, 2)
SOUND = {
    "project_name": "p", "purpose": "p", "client_name": "c", "contractor_name": "c", "agent_name": "a",
    "agent_phone": "1", "site_manager_name": "m", "site_manager_phone": "1", "road_name": "r", "road_kind": "city",
    "road_class": "arterial", "geometry": {"type": "Point"}, "starts_on": dt.date(2026, 4, 1),
    "ends_on": dt.date(2026, 4, 30),
}  # fmt: skip


def facts(**changes) -> SubmissionFacts:
    """A sound application but for the changes."""
    values = SOUND | changes.pop("values", {})
    return SubmissionFacts(
        **{"kind": "new", "values": values, "today": TODAY, "has_plan": True, "declared": True} | changes
    )


def codes(**changes) -> list[str]:
    return [violation.code for violation in violations(facts(**changes))]


def test_a_sound_application_has_no_reason_against_it():
    assert codes() == []


@pytest.mark.parametrize("name", SOUND)
def test_nothing_required_may_be_missing(name):
    found = violations(facts(values={name: None}))
    assert [(violation.code, violation.field) for violation in found] == [("field_missing", name)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"has_plan": False}, "plan_missing"),
        ({"plan_problems": ("$.road: type_wrong",)}, "plan_unreadable"),
        ({"plan_blocks": (("P02", "一期"),)}, "plan_blocked"),
        ({"declared": False}, "declaration_missing"),
        ({"missing_materials": ("M06",)}, "material_missing"),
        ({"inside_city": False}, "place_outside_city"),
        ({"other_open_case": "C2026-000009", "kind": "new"}, "case_already_open"),
        ({"kind": "renewal", "parent_stage": "EXPIRED"}, "permit_not_in_force"),
        ({"values": {"starts_on": dt.date(2026, 5, 2)}}, "dates_reversed"),
        ({"values": {"starts_on": dt.date(2026, 3, 1)}}, "dates_past"),
        ({"values": {"starts_on": dt.date(2026, 2, 1), "ends_on": dt.date(2026, 3, 1)}}, "dates_past"),
    ],
)
def test_each_reason_alone(changes, expected):
    assert codes(**changes) == [expected]


def test_works_under_way_may_have_begun_in_the_past():
    begun = {"starts_on": dt.date(2026, 2, 1)}
    assert codes(kind="renewal", parent_stage="IN_FORCE", values=begun) == []
    assert codes(kind="emergency", values=begun) == []


def test_all_reasons_come_at_once():
    found = codes(has_plan=False, declared=False, missing_materials=("M06", "M08"), values={"purpose": ""})
    assert found == ["field_missing", "material_missing", "material_missing", "plan_missing", "declaration_missing"]


def test_entries_are_held_to_their_form_whatever_is_missing():
    wrong = {"client_uscc": "123", "starts_on": dt.date(2026, 4, 2), "ends_on": dt.date(2026, 4, 1)}
    assert {violation.field for violation in entry_violations(wrong)} == {"client_uscc", "ends_on"}
    assert entry_violations({}) == ()


@pytest.mark.parametrize(
    ("layouts", "closure"),
    [([], "unknown"), (["L01"], "lane"), (["L04", "L06"], "shoulder"), (["L05"], "cycleway"), (["L06"], "footway"),
     (["L01", "L07"], "half"), (["L07", "L10"], "full")],
)  # fmt: skip
def test_the_worst_layout_names_the_closure(layouts, closure):
    assert closure_of_layouts(layouts) == closure
