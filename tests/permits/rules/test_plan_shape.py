"""A draft's plan may lack anything, but it must be a plan: else nothing could be worked out from it."""

import pytest

from permits.rules.application import plan_shape_violations


@pytest.mark.parametrize("plan", [{}, {"phases": []}, {"phases": [{}]}, {"road": {}, "phases": [{"layout": "L99"}]}])
def test_an_unfinished_plan_is_a_plan(plan):
    assert plan_shape_violations(plan) == ()


@pytest.mark.parametrize(
    ("plan", "where"),
    [
        ([], ["$"]),
        ({"road": 5, "works": []}, ["$.road", "$.works"]),
        ({"phases": {"a": 1}}, ["$.phases"]),
        ({"phases": [{}, 1, {"layout": ["L01"]}]}, ["$.phases[1]", "$.phases[2].layout"]),
    ],
)
def test_what_is_no_plan_is_refused_with_its_places(plan, where):
    (violation,) = plan_shape_violations(plan)
    assert (violation.code, violation.field, violation.data["problems"]) == ("plan_unreadable", "plan", where)
