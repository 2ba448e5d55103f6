"""Numbers as people write them."""

import math

import pytest

from core.numbers import plain


@pytest.mark.parametrize(
    ("value", "written"),
    [(40.0, "40"), (3.5, "3.5"), (7, "7"), (-0.0, "0"), (math.inf, "inf"), (True, "True"), ("a", "a")],
)
def test_a_whole_number_has_no_decimals(value, written):
    assert str(plain(value)) == written
