"""Always two."""

import pytest

from inspections.planning.teams import pairs


@pytest.mark.parametrize(
    ("inspectors", "officers", "expected"),
    [
        ("abcd", "x", [("a", "b"), ("c", "d")]),
        ("abc", "xy", [("a", "b"), ("c", "x")]),
        ("abc", "", [("a", "b")]),
        ("", "xyz", [("x", "y")]),
        ("", "", []),
    ],
)
def test_people_go_two_by_two(inspectors, officers, expected):
    assert pairs(inspectors, officers) == expected
